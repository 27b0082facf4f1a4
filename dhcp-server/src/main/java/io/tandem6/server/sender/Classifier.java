package io.tandem6.server.sender;

import io.tandem6.classify.Evaluation;
import io.tandem6.classify.Outcome;
import io.tandem6.classify.PacketView;
import io.tandem6.config.BuiltInClasses;
import io.tandem6.config.ClassLifetimes;
import io.tandem6.config.ClientClass;
import io.tandem6.config.ClientClass.Stage;
import io.tandem6.config.OptionData;
import io.tandem6.option.VendorClass;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/** Evaluates the tests of classes, in the order of the file. */
public final class Classifier {
    /** No classes but the built-in ones. */
    public static final Classifier NONE = new Classifier(List.of());

    private final Map<String, ClientClass> byName = new HashMap<>();
    private final Map<Stage, List<ClientClass>> byStage;

    /** A classifier for {@code classes}. */
    public Classifier(List<ClientClass> classes) {
        byStage = new EnumMap<>(Stage.class);
        for (ClientClass each : classes) {
            byName.put(each.name(), each);
            byStage.computeIfAbsent(each.stage(), s -> new ArrayList<>()).add(each);
        }
    }

    /** The classes of which the packet alone decides, after those that are {@code assigned}. */
    Classification first(PacketView packet, Collection<String> assigned) {
        List<String> start = new ArrayList<>(assigned);
        start.add(BuiltInClasses.ALL);
        vendorClass(packet).ifPresent(start::add);
        return evaluate(packet, Classification.of(start), stage(Stage.FIRST));
    }

    /** {@code KNOWN} or {@code UNKNOWN}, and the classes whose tests ask for them. */
    Classification afterReservations(PacketView packet, Classification before, boolean known) {
        String found = known ? BuiltInClasses.KNOWN : BuiltInClasses.UNKNOWN;
        return evaluate(packet, before.with(List.of(found)), stage(Stage.AFTER_RESERVATIONS));
    }

    /**
     * The classes of additional lists, whether they are tested only there or not. One without a
     * test takes everybody.
     */
    public Classification additional(PacketView packet, Classification before, List<String> names) {
        List<ClientClass> wanted =
                names.stream()
                        .filter(Predicate.not(before::contains))
                        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                        .toList();
        SequencedSet<String> untested = new LinkedHashSet<>();
        wanted.stream()
                .filter(c -> c.test() instanceof ClientClass.Untested)
                .forEach(c -> untested.add(c.name()));
        return evaluate(packet, before, wanted).with(untested);
    }

    /** What a class has for its clients; nothing of one that is not defined. */
    public List<OptionData> options(String name) {
        ClientClass found = byName.get(name);
        return found == null ? List.of() : found.options();
    }

    /** The lifetimes that a class has for its clients. */
    public ClassLifetimes lifetimes(String name) {
        ClientClass found = byName.get(name);
        return found == null ? ClassLifetimes.NONE : found.lifetimes();
    }

    private List<ClientClass> stage(Stage stage) {
        return byStage.getOrDefault(stage, List.of());
    }

    private static Classification evaluate(
            PacketView packet, Classification before, List<ClientClass> tested) {
        if (tested.isEmpty()) {
            return before;
        }
        SequencedSet<String> classes = new LinkedHashSet<>(before.classes());
        List<String> failures = new ArrayList<>();
        for (ClientClass each : tested) {
            Optional<String> failure =
                    switch (each.test()) {
                        case ClientClass.Untested() -> Optional.empty();
                        case ClientClass.Matching(var condition) -> {
                            Outcome outcome = Evaluation.of(condition, packet, classes);
                            if (outcome.isTrue()) {
                                classes.add(each.name());
                            }
                            yield outcome.failure();
                        }
                        case ClientClass.Template(var value) -> {
                            Outcome outcome = Evaluation.of(value, packet, classes);
                            if (!outcome.octets().isEmpty()) {
                                classes.add(each.name());
                                classes.add(spawned(each.name(), outcome.octets()));
                            }
                            yield outcome.failure();
                        }
                    };
            failure.ifPresent(why -> failures.add(each.name() + ": " + why));
        }
        return new Classification(classes, before.failures()).failing(failures);
    }

    private static String spawned(String name, Octets value) {
        return BuiltInClasses.SPAWN_PREFIX + name + "_" + text(value);
    }

    private static Optional<String> vendorClass(PacketView packet) {
        return packet.message()
                .options()
                .first(VendorClass.class)
                .filter(option -> !option.classes().isEmpty())
                .map(
                        option ->
                                BuiltInClasses.VENDOR_CLASS_PREFIX
                                        + text(option.classes().getFirst()));
    }

    private static String text(Octets octets) {
        return new String(octets.toArray(), StandardCharsets.UTF_8);
    }
}
