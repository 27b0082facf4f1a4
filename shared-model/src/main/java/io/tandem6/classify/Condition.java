package io.tandem6.classify;

import com.google.re2j.Pattern;
import java.util.List;

/** An expression that is true or false. */
public sealed interface Condition extends Expression {
    /** {@code left == right}: the same octets. */
    record Equal(int at, Value left, Value right) implements Condition {}

    /** {@code not inner}. */
    record Not(int at, Condition inner) implements Condition {}

    /**
     * {@code a and b and c}.
     *
     * @param all two or more
     * @param lazy written {@code sand}: what follows a false one is not looked at
     */
    record And(int at, List<Condition> all, boolean lazy) implements Condition {
        /** Copies the list. */
        public And {
            all = List.copyOf(all);
        }
    }

    /**
     * {@code a or b or c}.
     *
     * @param any two or more
     * @param lazy written {@code sor}: what follows a true one is not looked at
     */
    record Or(int at, List<Condition> any, boolean lazy) implements Condition {
        /** Copies the list. */
        public Or {
            any = List.copyOf(any);
        }
    }

    /** {@code option[1].exists}, at any place where options are. */
    record OptionExists(int at, OptionPath path) implements Condition {}

    /** {@code vendor[4491].exists} and {@code vendor-class[4491].exists}. */
    record VendorExists(int at, VendorOption option) implements Condition {}

    /** {@code member('name')}. */
    record Member(int at, String className) implements Condition {}

    /**
     * {@code match('regex', value)}: the whole of the value, octet for octet.
     *
     * @param pattern of a kind that needs time in proportion to the value
     */
    record Match(int at, Pattern pattern, Value value) implements Condition {}
}
