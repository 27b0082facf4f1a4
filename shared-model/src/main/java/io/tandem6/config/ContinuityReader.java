package io.tandem6.config;

import io.tandem6.config.HaSettings.Continuity;
import java.util.Optional;

/** Reads {@code tandem6.continuity} in the {@code user-context} of a relationship. */
final class ContinuityReader {
    private static final String OURS = "tandem6";
    private static final String CONTINUITY = "continuity";

    private ContinuityReader() {}

    static Continuity read(Section relationship, Problems problems) {
        return relationship
                .section("user-context")
                .flatMap(context -> map(context, OURS, problems))
                .flatMap(ours -> continuity(ours, problems))
                .orElse(Continuity.DEFAULT);
    }

    private static Optional<Continuity> continuity(Section ours, Problems problems) {
        ours.json()
                .members()
                .forEach(
                        (name, member) -> {
                            if (!name.equals(CONTINUITY)) {
                                problems.error(
                                        member.nameLocation(),
                                        "'%s' is not known here, only '%s' is"
                                                .formatted(JsonToken.excerpt(name), CONTINUITY));
                            }
                        });
        return map(ours, CONTINUITY, problems)
                .flatMap(
                        section ->
                                new SchemaCheck(problems)
                                        .check(section.json(), HaSchema.CONTINUITY))
                .map(ContinuityReader::read);
    }

    /** Kea looks at no user context, so nothing but this tells a slip from what is not wanted. */
    private static Optional<Section> map(Section within, String name, Problems problems) {
        Optional<Section> map = within.section(name);
        if (map.isEmpty() && within.has(name)) {
            problems.error(within.at(name), "'" + name + "' must be a map");
        }
        return map;
    }

    /** Who writes the map wants it, unless it says otherwise. */
    private static Continuity read(Section section) {
        Continuity standard = Continuity.DEFAULT;
        return new Continuity(
                section.flag("enabled", true),
                section.number("mclt", standard.mcltSeconds()),
                (int) section.number("split", standard.split()),
                section.number("latency-budget", standard.latencyBudgetMillis()),
                section.number("contact-interval", standard.contactIntervalMillis()),
                section.number("contact-patience", standard.contactPatienceMillis()));
    }
}
