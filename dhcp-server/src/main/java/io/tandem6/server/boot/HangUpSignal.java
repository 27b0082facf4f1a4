package io.tandem6.server.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * SIGHUP, with which supervisors have a daemon read its configuration again. Java has nothing but
 * {@code sun.misc.Signal} for signals, which the module {@code jdk.unsupported} supports on
 * purpose. It is named at run time only, because the compiler's warnings about it cannot be
 * switched off.
 */
final class HangUpSignal {
    private static final String NAME = "HUP";

    private HangUpSignal() {}

    /**
     * From now on the signal does not end the process but runs {@code handler}, on a thread of the
     * JVM's. Where the JVM is told to leave signals alone ({@code -Xrs}), or has no such signals,
     * everything stays as it is.
     *
     * @return whether the signal can be handled
     */
    static boolean handle(Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> receiver = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.publicLookup()
                            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(handler);
            Object calling =
                    MethodHandleProxies.asInterfaceInstance(
                            receiver, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, receiver)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), calling);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
