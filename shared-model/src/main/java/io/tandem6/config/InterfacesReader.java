package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code interfaces-config}. Whether an interface exists is not looked at here. */
final class InterfacesReader {
    private static final long RETRY_WAIT_DEFAULT_MILLIS = 5000;

    private InterfacesReader() {}

    static InterfacesConfig read(Optional<Section> config, Problems problems) {
        if (config.isEmpty()) {
            return new InterfacesConfig(List.of(), false, 0, RETRY_WAIT_DEFAULT_MILLIS);
        }
        Section section = config.get();
        List<Selection> selections = new ArrayList<>();
        for (JsonString text : section.texts("interfaces")) {
            Optional<Selection> selection = selection(text, problems);
            if (selection.isPresent() && selections.contains(selection.get())) {
                problems.error(
                        text.location(),
                        "interface '" + JsonToken.excerpt(text.value()) + "' is given twice");
            } else {
                selection.ifPresent(selections::add);
            }
        }
        return new InterfacesConfig(
                selections,
                section.flag("service-sockets-require-all", false),
                section.number("service-sockets-max-retries", 0),
                section.number("service-sockets-retry-wait-time", RETRY_WAIT_DEFAULT_MILLIS));
    }

    private static Optional<Selection> selection(JsonString text, Problems problems) {
        String value = text.value().strip();
        int slash = value.indexOf('/');
        String name = slash < 0 ? value : value.substring(0, slash).strip();
        if (name.isEmpty()) {
            problems.error(text.location(), "an interface needs a name");
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(new Selection(name, Optional.empty()));
        }
        String address = value.substring(slash + 1).strip();
        Optional<Ipv6Address> unicast =
                Ipv6Address.tryParse(address).filter(a -> !a.isMulticast() && !a.isUnspecified());
        if (unicast.isEmpty()) {
            problems.error(
                    text.location(),
                    "'" + JsonToken.excerpt(address) + "' is no IPv6 unicast address");
            return Optional.empty();
        }
        if (name.equals(Selection.WILDCARD)) {
            problems.error(text.location(), "'*' cannot be combined with an address");
            return Optional.empty();
        }
        return Optional.of(new Selection(name, unicast));
    }
}
