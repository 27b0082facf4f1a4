package io.tandem6.config;

import io.tandem6.classify.Condition;
import io.tandem6.classify.Expression;
import io.tandem6.classify.Value;
import java.util.ArrayList;
import java.util.List;

/** The classes that an expression asks for. */
final class ClassReferences {
    private final List<Condition.Member> found = new ArrayList<>();

    private ClassReferences() {}

    static List<Condition.Member> in(Expression expression) {
        ClassReferences references = new ClassReferences();
        references.visit(expression);
        return references.found;
    }

    private void visit(Expression expression) {
        switch (expression) {
            case Condition condition -> condition(condition);
            case Value value -> value(value);
        }
    }

    private void condition(Condition condition) {
        switch (condition) {
            case Condition.Member c -> found.add(c);
            case Condition.Equal c -> {
                visit(c.left());
                visit(c.right());
            }
            case Condition.Not c -> visit(c.inner());
            case Condition.And c -> c.all().forEach(this::visit);
            case Condition.Or c -> c.any().forEach(this::visit);
            case Condition.Match c -> visit(c.value());
            case Condition.OptionExists _, Condition.VendorExists _ -> {}
        }
    }

    private void value(Value value) {
        switch (value) {
            case Value.Substring v -> visit(v.value());
            case Value.Concat v -> v.parts().forEach(this::visit);
            case Value.IfElse v -> {
                visit(v.condition());
                visit(v.then());
                visit(v.otherwise());
            }
            case Value.HexString v -> {
                visit(v.value());
                visit(v.separator());
            }
            case Value.ChangeCase v -> visit(v.value());
            case Value.Split v -> {
                visit(v.value());
                visit(v.delimiters());
            }
            case Value.AddressToText v -> visit(v.value());
            case Value.IntegerToText v -> visit(v.value());
            case Value.Literal _,
                    Value.OptionHex _,
                    Value.OptionText _,
                    Value.RelayAddress _,
                    Value.PacketField _,
                    Value.VendorEnterprise _,
                    Value.VendorClassData _ -> {}
        }
    }
}
