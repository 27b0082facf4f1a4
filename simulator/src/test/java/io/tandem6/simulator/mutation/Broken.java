package io.tandem6.simulator.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Objects;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * A class that is broken until it is closed, for everything in this process: the virtual machine
 * takes another code for it, so that nothing in the product has to be prepared for this.
 */
final class Broken implements AutoCloseable {
    private static final Instrumentation MACHINE = ByteBuddyAgent.install();

    private final Class<?> type;
    private final byte[] original;

    private Broken(Class<?> type, byte[] original) {
        this.type = type;
        this.original = original;
    }

    /** Breaks it. */
    static Broken by(Mutation mutation) {
        try {
            Class<?> type = Class.forName(mutation.className());
            byte[] original = read(type);
            redefine(type, Rewriting.of(original, mutation.method(), mutation.change()));
            return new Broken(type, original);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no class " + mutation.className(), e);
        }
    }

    private static byte[] read(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void redefine(Class<?> type, byte[] code) {
        try {
            MACHINE.redefineClasses(new ClassDefinition(type, code));
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        redefine(type, original);
    }
}
