package io.tandem6.config;

import io.tandem6.classify.Condition;
import io.tandem6.classify.Expression;
import io.tandem6.config.ClientClass.Stage;
import io.tandem6.config.ClientClass.Test;
import io.tandem6.config.Lifetimes.Triplet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code client-classes}. A test may ask only for classes that are built in or defined before
 * it, so that one pass in file order is enough to evaluate them.
 */
final class ClientClassReader {
    private final ExpressionReader expressions;
    private final OptionDataReader options;
    private final Problems problems;
    private final Map<String, Location> defined = new HashMap<>();
    private final Set<String> late =
            new HashSet<>(Set.of(BuiltInClasses.KNOWN, BuiltInClasses.UNKNOWN));

    ClientClassReader(ExpressionReader expressions, OptionDataReader options, Problems problems) {
        this.expressions = expressions;
        this.options = options;
        this.problems = problems;
    }

    List<ClientClass> read(List<Section> sections) {
        List<ClientClass> classes = new ArrayList<>();
        for (Section section : sections) {
            String name = section.text("name").orElseThrow();
            Test test = test(section);
            checkName(section, name);
            checkUse(section, name, test);
            Stage stage = stage(section, test);
            if (stage == Stage.AFTER_RESERVATIONS) {
                late.add(name);
            }
            classes.add(
                    new ClientClass(
                            name,
                            test,
                            stage,
                            options.read(section.sections("option-data")),
                            lifetimes(section)));
        }
        return classes;
    }

    private void checkName(Section section, String name) {
        Location previous = defined.putIfAbsent(name, section.at("name"));
        if (name.isBlank()) {
            problems.error(section.at("name"), "a client class needs a name");
        } else if (previous != null) {
            problems.error(
                    section.at("name"),
                    "client class '"
                            + JsonToken.excerpt(name)
                            + "' is defined twice, first at "
                            + previous);
        }
    }

    private void checkUse(Section section, String name, Test test) {
        boolean assigned = BuiltInClasses.ASSIGNED.contains(name);
        if (assigned && !(test instanceof ClientClass.Untested)) {
            problems.error(
                    section.at(section.has("test") ? "test" : "template-test"),
                    "class '" + name + "' is assigned by the server and cannot have a test");
        }
        if ((assigned || name.equals(BuiltInClasses.DROP)) && isAdditional(section)) {
            problems.error(
                    section.at(additionalKey(section)),
                    "class '" + name + "' cannot be left to additional evaluation");
        }
    }

    private Test test(Section section) {
        Optional<String> test = section.text("test");
        Optional<String> template = section.text("template-test");
        if (test.isPresent() && template.isPresent()) {
            problems.error(
                    section.at("template-test"),
                    "'test' and 'template-test' exclude each other for one class");
        }
        if (test.isPresent()) {
            Optional<Condition> condition = expressions.condition(test.get(), section.at("test"));
            condition.ifPresent(c -> checkReferences(c, test.get(), section.at("test")));
            return condition
                    .<Test>map(ClientClass.Matching::new)
                    .orElseGet(ClientClass.Untested::new);
        }
        return template.flatMap(text -> expressions.value(text, section.at("template-test")))
                .map(
                        value -> {
                            checkReferences(
                                    value, template.orElseThrow(), section.at("template-test"));
                            return (Test) new ClientClass.Template(value);
                        })
                .orElseGet(ClientClass.Untested::new);
    }

    private void checkReferences(Expression expression, String text, Location string) {
        for (Condition.Member member : ClassReferences.in(expression)) {
            String name = member.className();
            if (!defined.containsKey(name) && !BuiltInClasses.contains(name)) {
                problems.error(
                        ExpressionReader.location(text, member.at(), string),
                        "class '"
                                + JsonToken.excerpt(name)
                                + "' is neither built in nor defined before this one"
                                + Spelling.nearest(name, defined.keySet())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
    }

    private Stage stage(Section section, Test test) {
        if (isAdditional(section)) {
            return Stage.ADDITIONAL;
        }
        boolean asksForLate =
                switch (test) {
                    case ClientClass.Untested() -> false;
                    case ClientClass.Matching(var condition) -> asksForLate(condition);
                    case ClientClass.Template(var value) -> asksForLate(value);
                };
        return asksForLate ? Stage.AFTER_RESERVATIONS : Stage.FIRST;
    }

    private boolean asksForLate(Expression expression) {
        return ClassReferences.in(expression).stream()
                .anyMatch(member -> late.contains(member.className()));
    }

    private static boolean isAdditional(Section section) {
        return section.flag("only-if-required", false)
                || section.flag("only-in-additional-list", false);
    }

    private static String additionalKey(Section section) {
        return section.has("only-in-additional-list")
                ? "only-in-additional-list"
                : "only-if-required";
    }

    private ClassLifetimes lifetimes(Section section) {
        return new ClassLifetimes(
                triplet(section, "valid-lifetime"), triplet(section, "preferred-lifetime"));
    }

    /** What is not given is as the others: one number is all three. */
    private Optional<Triplet> triplet(Section section, String name) {
        Optional<Long> min = section.number("min-" + name);
        Optional<Long> max = section.number("max-" + name);
        Optional<Long> standard = section.number(name).or(() -> max).or(() -> min);
        return standard.map(s -> LifetimesReader.triplet(Scope.of(section), name, s, problems));
    }
}
