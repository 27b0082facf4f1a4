package io.tandem6.config;

import io.tandem6.classify.Condition;
import io.tandem6.classify.Expression;
import io.tandem6.classify.ExpressionFault;
import io.tandem6.classify.ExpressionParser;
import io.tandem6.classify.OptionDictionary;
import io.tandem6.classify.Parsed;
import io.tandem6.classify.Value;
import java.util.Optional;

/** Reads expressions that stand in strings, and says where in the file they are wrong. */
final class ExpressionReader {
    private final OptionDictionary options;
    private final Problems problems;

    ExpressionReader(OptionDefinitions definitions, Problems problems) {
        this.options = new ExpressionOptions(definitions);
        this.problems = problems;
    }

    Optional<Condition> condition(String text, Location string) {
        return result(ExpressionParser.condition(text, options), text, string);
    }

    Optional<Value> value(String text, Location string) {
        return result(ExpressionParser.value(text, options), text, string);
    }

    private <T extends Expression> Optional<T> result(
            Parsed<T> parsed, String text, Location string) {
        return switch (parsed) {
            case Parsed.Ok<T>(T expression) -> Optional.of(expression);
            case Parsed.Bad<T>(ExpressionFault fault) -> {
                problems.error(location(text, fault.at(), string), sentence(fault));
                yield Optional.empty();
            }
        };
    }

    static String sentence(ExpressionFault fault) {
        return fault.message()
                + (fault.word().isEmpty()
                        ? ""
                        : Spelling.nearest(fault.word(), fault.known())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
    }

    /**
     * Where a character of a string stands in the file. What JSON must escape takes two characters
     * there; other escapes, which nobody writes in expressions, would shift the column.
     */
    static Location location(String text, int at, Location string) {
        long escapes =
                text.substring(0, at).chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
        return new Location(
                string.source(), string.line(), string.column() + 1 + at + (int) escapes);
    }
}
