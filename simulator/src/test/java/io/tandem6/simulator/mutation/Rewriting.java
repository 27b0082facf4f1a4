package io.tandem6.simulator.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a class of another one by changing one method of it. */
final class Rewriting {
    private static final List<Class<?>> EMPTY_BY_METHOD =
            List.of(Optional.class, OptionalLong.class, OptionalInt.class, OptionalDouble.class);
    private static final List<Class<?>> COLLECTIONS = List.of(List.class, Set.class, Map.class);

    private final String method;
    private final Change change;
    private final AtomicInteger applied = new AtomicInteger();

    private Rewriting(String method, Change change) {
        this.method = method;
        this.change = change;
    }

    /**
     * The class with its method changed.
     *
     * @throws IllegalArgumentException if there is nothing to change
     */
    static byte[] of(byte[] original, String method, Change change) {
        Rewriting rewriting = new Rewriting(method, change);
        ClassFile file = ClassFile.of();
        ClassModel model = file.parse(original);
        byte[] changed = file.transformClass(model, rewriting.ofClass());
        if (rewriting.applied.get() == 0) {
            throw new IllegalArgumentException(
                    "nothing in %s#%s to be changed by %s"
                            .formatted(model.thisClass().asInternalName(), method, change));
        }
        return changed;
    }

    private ClassTransform ofClass() {
        return ClassTransform.transformingMethods(this::isMeant, ofMethod());
    }

    private boolean isMeant(MethodModel candidate) {
        String[] parts = method.split("/", 2);
        return candidate.code().isPresent()
                && candidate.methodName().equalsString(parts[0])
                && (parts.length < 2
                        || candidate.methodTypeSymbol().parameterCount()
                                == Integer.parseInt(parts[1]));
    }

    private MethodTransform ofMethod() {
        return switch (change) {
            case Change.Returns(String word) ->
                    (builder, element) -> {
                        if (element instanceof CodeModel code) {
                            MethodModel whole = code.parent().orElseThrow();
                            applied.incrementAndGet();
                            builder.withCode(b -> returning(b, whole, word));
                        } else {
                            builder.with(element);
                        }
                    };
            case Change.Negated ignored -> MethodTransform.transformingCode(this::negating);
            case Change.Skips(String other, Optional<String> result) ->
                    MethodTransform.transformingCode(
                            (builder, element) -> skipping(builder, element, other, result));
            case Change.Numbers(long number, long instead) ->
                    MethodTransform.transformingCode(
                            (builder, element) -> numbering(builder, element, number, instead));
        };
    }

    private static void returning(CodeBuilder builder, MethodModel whole, String word) {
        ClassDesc type = whole.methodTypeSymbol().returnType();
        if (word.startsWith("argument ")) {
            int number = Integer.parseInt(word.substring(9)) - 1;
            ClassDesc argument = whole.methodTypeSymbol().parameterType(number);
            builder.loadLocal(TypeKind.from(argument), builder.parameterSlot(number));
        } else {
            load(builder, type, word);
        }
        builder.return_(TypeKind.from(type));
    }

    private void negating(CodeBuilder builder, CodeElement element) {
        if (element instanceof ReturnInstruction exit && exit.opcode() == Opcode.IRETURN) {
            applied.incrementAndGet();
            builder.iconst_1().ixor();
        }
        builder.with(element);
    }

    private void skipping(
            CodeBuilder builder, CodeElement element, String other, Optional<String> result) {
        if (!(element instanceof InvokeInstruction call && call.name().equalsString(other))) {
            builder.with(element);
            return;
        }
        applied.incrementAndGet();
        MethodTypeDesc type = call.typeSymbol();
        List<ClassDesc> arguments = type.parameterList();
        boolean keepsFirst = result.filter("argument 1"::equals).isPresent();
        for (int i = arguments.size() - 1; i >= (keepsFirst ? 1 : 0); i--) {
            pop(builder, arguments.get(i));
        }
        boolean keepsReceiver = result.filter("receiver"::equals).isPresent();
        if (call.opcode() != Opcode.INVOKESTATIC && !keepsReceiver) {
            if (keepsFirst) {
                builder.swap();
            }
            builder.pop();
        }
        if (!keepsFirst && !keepsReceiver) {
            load(builder, type.returnType(), result.orElse("nothing"));
        }
    }

    private static void pop(CodeBuilder builder, ClassDesc type) {
        if (TypeKind.from(type).slotSize() == 2) {
            builder.pop2();
        } else {
            builder.pop();
        }
    }

    private void numbering(CodeBuilder builder, CodeElement element, long number, long instead) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Number value
                && value.longValue() == number) {
            applied.incrementAndGet();
            if (constant.typeKind() == TypeKind.LONG) {
                builder.loadConstant(instead);
            } else {
                builder.loadConstant(Math.toIntExact(instead));
            }
        } else {
            builder.with(element);
        }
    }

    /** Puts a value on the stack; {@code nothing} is zero, false or null. */
    private static void load(CodeBuilder builder, ClassDesc type, String word) {
        switch (TypeKind.from(type)) {
            case VOID -> {}
            case LONG -> builder.loadConstant(word.equals("nothing") ? 0L : Long.parseLong(word));
            case INT, SHORT, BYTE, CHAR ->
                    builder.loadConstant(word.equals("nothing") ? 0 : Integer.parseInt(word));
            case BOOLEAN -> builder.loadConstant(word.equals("true") ? 1 : 0);
            case REFERENCE -> loadReference(builder, type, word);
            case FLOAT, DOUBLE -> throw new IllegalArgumentException("no values of " + type);
        }
    }

    private static void loadReference(CodeBuilder builder, ClassDesc type, String word) {
        if (word.equals("nothing") || word.equals("null")) {
            builder.aconst_null();
            return;
        }
        if (word.equals("empty")) {
            for (Class<?> each : EMPTY_BY_METHOD) {
                if (type.equals(each.describeConstable().orElseThrow())) {
                    builder.invokestatic(type, "empty", MethodTypeDesc.of(type));
                    return;
                }
            }
            for (Class<?> each : COLLECTIONS) {
                if (type.equals(each.describeConstable().orElseThrow())) {
                    builder.invokestatic(type, "of", MethodTypeDesc.of(type), true);
                    return;
                }
            }
        }
        // The name of a constant of the type: of an enum, as a rule.
        builder.getstatic(type, word, type);
    }
}
