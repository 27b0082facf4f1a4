package io.tandem6.option;

import io.tandem6.identity.Duid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The options of one message or of one option that holds others, in the order in which they came.
 * The order has no meaning in DHCPv6, and several options may have the same code; where only one
 * makes sense the first one counts.
 *
 * @param list all of them
 */
public record Options(List<Option> list) {
    /** No options. */
    public static final Options EMPTY = new Options(List.of());

    private static final Comparator<Option> BY_CODE = Comparator.comparingInt(Option::code);

    /** Copies the list. */
    public Options {
        list = List.copyOf(list);
    }

    /** These options. */
    public static Options of(Option... options) {
        return options.length == 0 ? EMPTY : new Options(Arrays.asList(options));
    }

    /** For putting options together one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** True if there are none. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** True if there is an option with this code, whatever its contents. */
    public boolean contains(int code) {
        for (Option option : list) {
            if (option.code() == code) {
                return true;
            }
        }
        return false;
    }

    /** Number of options with this code. */
    public int count(int code) {
        int count = 0;
        for (Option option : list) {
            if (option.code() == code) {
                count++;
            }
        }
        return count;
    }

    /** The first option of this type. */
    public <T extends Option> Optional<T> first(Class<T> type) {
        for (Option option : list) {
            if (type.isInstance(option)) {
                return Optional.of(type.cast(option));
            }
        }
        return Optional.empty();
    }

    /** All options of this type. */
    public <T extends Option> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Option option : list) {
            if (type.isInstance(option)) {
                found.add(type.cast(option));
            }
        }
        return List.copyOf(found);
    }

    /** All options with this code. */
    public List<Option> all(int code) {
        return list.stream().filter(option -> option.code() == code).toList();
    }

    /** The client's DUID. */
    public Optional<Duid> clientId() {
        return first(ClientIdentifier.class).map(ClientIdentifier::duid);
    }

    /** The server's DUID. */
    public Optional<Duid> serverId() {
        return first(ServerIdentifier.class).map(ServerIdentifier::duid);
    }

    /** The identity associations for addresses. */
    public List<IaNa> iaNas() {
        return all(IaNa.class);
    }

    /** The identity associations for prefixes. */
    public List<IaPd> iaPds() {
        return all(IaPd.class);
    }

    /** The addresses, if these are the options of an {@link IaNa}. */
    public List<IaAddress> addresses() {
        return all(IaAddress.class);
    }

    /** The prefixes, if these are the options of an {@link IaPd}. */
    public List<IaPrefix> prefixes() {
        return all(IaPrefix.class);
    }

    /** True if the option with this code is asked for by an Option Request. */
    public boolean requests(int code) {
        for (Option option : list) {
            if (option instanceof OptionRequest request && request.contains(code)) {
                return true;
            }
        }
        return false;
    }

    /** How long the client has been trying, in hundredths of a second, 0..65535; 0 if unknown. */
    public int elapsedHundredths() {
        return first(ElapsedTime.class).map(ElapsedTime::hundredths).orElse(0);
    }

    /** True if there is a Rapid Commit option. */
    public boolean rapidCommit() {
        return first(RapidCommit.class).isPresent();
    }

    /** The status, {@link StatusCode#SUCCESS} if there is none (RFC 9915 section 21.13). */
    public int status() {
        return statusCode().map(StatusCode::status).orElse(StatusCode.SUCCESS);
    }

    /** The status option. */
    public Optional<StatusCode> statusCode() {
        return first(StatusCode.class);
    }

    /** A relay agent's name for the client's interface. */
    public Optional<InterfaceId> interfaceId() {
        return first(InterfaceId.class);
    }

    /** The client's name for itself. */
    public Optional<ClientFqdn> clientFqdn() {
        return first(ClientFqdn.class);
    }

    /** The client's link-layer address, if these are the options of a relay message. */
    public Optional<ClientLinkLayerAddress> clientLinkLayerAddress() {
        return first(ClientLinkLayerAddress.class);
    }

    /** These options and then {@code option}. */
    public Options with(Option option) {
        return builder().addAll(this).add(option).build();
    }

    /** These options without those that have this code. */
    public Options without(int code) {
        return contains(code)
                ? new Options(list.stream().filter(option -> option.code() != code).toList())
                : this;
    }

    /** These options in ascending order of their codes, those with the same code as they are. */
    public Options inCodeOrder() {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).code() > list.get(i).code()) {
                return new Options(list.stream().sorted(BY_CODE).toList());
            }
        }
        return this;
    }

    /** Options being put together. */
    public static final class Builder {
        private final List<Option> options = new ArrayList<>();

        private Builder() {}

        /** Adds one. */
        public Builder add(Option option) {
            options.add(option);
            return this;
        }

        /** Adds all of {@code more}. */
        public Builder addAll(Options more) {
            options.addAll(more.list);
            return this;
        }

        /** True if an option with this code was added. */
        public boolean contains(int code) {
            return options.stream().anyMatch(option -> option.code() == code);
        }

        /** What was added so far. */
        public Options build() {
            return options.isEmpty() ? EMPTY : new Options(options);
        }
    }
}
