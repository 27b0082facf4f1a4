package io.tandem6.config;

import io.tandem6.classify.ExpressionFault;
import io.tandem6.classify.OptionDictionary;
import java.util.List;

/** What expressions know of options. */
public final class Dictionaries {
    /** The standard options. */
    public static final OptionDictionary STANDARD =
            new ExpressionOptions(OptionDefinitions.read(List.of(), new Problems(false)));

    private Dictionaries() {}

    /** A fault as the operator reads it. */
    public static String sentence(ExpressionFault fault) {
        return ExpressionReader.sentence(fault);
    }
}
