package io.tandem6.config;

import io.tandem6.config.AgentConfig.HttpHeader;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code http-headers}. */
final class HttpHeadersReader {
    private HttpHeadersReader() {}

    /** What would break the framing of HTTP (RFC 9110 section 5) must not become a header. */
    static List<HttpHeader> read(List<Section> sections, Problems problems) {
        List<HttpHeader> headers = new ArrayList<>();
        for (Section section : sections) {
            HttpHeader header =
                    new HttpHeader(
                            section.text("name").orElseThrow(),
                            section.text("value").orElseThrow());
            if (!header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                problems.error(
                        section.at("name"),
                        "'" + JsonToken.excerpt(header.name()) + "' is no name of an HTTP header");
            }
            if (header.value().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                problems.error(
                        section.at("value"), "control characters cannot stand in an HTTP header");
            }
            headers.add(header);
        }
        return headers;
    }
}
