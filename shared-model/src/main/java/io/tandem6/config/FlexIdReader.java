package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;

import io.tandem6.config.JsonValue.JsonObject;
import java.util.Optional;

/** Reads the parameters of the flex_id hook. */
final class FlexIdReader {
    static final MapSpec PARAMETERS =
            strict(
                    "the parameters of libdhcp_flex_id",
                    key("identifier-expression", TEXT),
                    key("replace-client-id", FLAG),
                    key("ignore-iaid", FLAG));

    private final ExpressionReader expressions;
    private final Problems problems;

    FlexIdReader(ExpressionReader expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    /** Empty if there is no expression: the hook does nothing then. */
    Optional<FlexId> read(JsonObject parameters) {
        return new SchemaCheck(problems)
                .check(parameters, PARAMETERS)
                .flatMap(
                        section ->
                                section.filledText("identifier-expression")
                                        .flatMap(
                                                text ->
                                                        expressions.value(
                                                                text,
                                                                section.at(
                                                                        "identifier-expression")))
                                        .map(
                                                value ->
                                                        new FlexId(
                                                                value,
                                                                section.flag(
                                                                        "replace-client-id", false),
                                                                section.flag(
                                                                        "ignore-iaid", false))));
    }
}
