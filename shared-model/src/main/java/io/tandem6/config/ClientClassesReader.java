package io.tandem6.config;

import java.util.List;

/** Reads {@code client-classes}. */
final class ClientClassesReader {
    private ClientClassesReader() {}

    /** Classes are not evaluated: harmless unless one of them decides who is served. */
    static void check(List<Section> classes, Problems problems) {
        for (Section section : classes) {
            String name = section.text("name").orElseThrow();
            if (name.equals("DROP")) {
                problems.unsupported(section.at("name"), "client class 'DROP' is");
            } else {
                problems.warning(
                        section.at("name"),
                        "client class '"
                                + JsonToken.excerpt(name)
                                + "' has no effect: classes are not evaluated in Tandem6");
            }
        }
    }
}
