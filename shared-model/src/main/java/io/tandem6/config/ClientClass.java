package io.tandem6.config;

import io.tandem6.classify.Condition;
import io.tandem6.classify.Value;
import java.util.List;

/**
 * One entry of {@code client-classes}.
 *
 * @param name unique
 * @param test who belongs to it
 * @param stage when the test is made
 * @param options for its clients
 * @param lifetimes for its clients
 */
public record ClientClass(
        String name, Test test, Stage stage, List<OptionData> options, ClassLifetimes lifetimes) {
    /** Copies the list. */
    public ClientClass {
        options = List.copyOf(options);
    }

    /** How it is found out who belongs to a class. */
    public sealed interface Test {}

    /** By nothing in the packet: a reservation or an additional list puts clients into it. */
    public record Untested() implements Test {}

    /** By a condition. */
    public record Matching(Condition condition) implements Test {}

    /**
     * By a value, which is also part of the name of another class that the client then belongs to:
     * {@code SPAWN_name_value}.
     */
    public record Template(Value value) implements Test {}

    /** When a class is tested. */
    public enum Stage {
        /** Before the subnet is selected. */
        FIRST,
        /** After the reservations are looked up, since the test asks for {@code KNOWN}. */
        AFTER_RESERVATIONS,
        /** Only where a network, a subnet or a pool lists it, after leases are chosen. */
        ADDITIONAL
    }
}
