package io.tandem6.option;

import io.tandem6.wire.Octets;
import java.util.List;

/**
 * User Class option (RFC 9915 section 21.15).
 *
 * @param classes opaque, each up to 65535 octets
 */
public record UserClass(List<Octets> classes) implements Option {
    /** Copies the list. */
    public UserClass {
        classes = List.copyOf(classes);
    }

    @Override
    public int code() {
        return OptionCode.USER_CLASS;
    }
}
