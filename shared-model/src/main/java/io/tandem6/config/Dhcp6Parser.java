package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code Dhcp6} configuration of Kea, 2.2 or 3.x: text to values ({@link KeaJson}), values
 * against the keyword tables ({@link Dhcp6Schema}), and what is left to records. All problems are
 * collected in one run. Reads no files but through the resolver, and looks at no interfaces.
 */
public final class Dhcp6Parser {
    private static final String ROOT_LOGGER = "kea-dhcp6";
    static final long DECLINE_PROBATION_DEFAULT = 86400;
    static final int PARKED_PACKETS_DEFAULT = 4096;

    private final TextResolver resolver;
    private final Dhcp6ParserOptions options;

    /** A parser that reads included files with {@code resolver}. */
    public Dhcp6Parser(TextResolver resolver, Dhcp6ParserOptions options) {
        this.resolver = resolver;
        this.options = options;
    }

    /**
     * Reads {@code text}, a map with the one key {@code Dhcp6}.
     *
     * @param sourceName the file's name as problems shall show it, {@code <wire>} for a command
     */
    public ParseResult<ServerConfig> parse(String sourceName, String text) {
        Problems problems = new Problems(options.ignoreUnsupported(), options.checkedElsewhere());
        JsonObject written = KeaJson.read(sourceName, text, resolver, problems);
        if (written == null) {
            return new ParseResult<>(Optional.empty(), problems.toList());
        }
        JsonObject root =
                DdnsSpelling.newer(
                        ThisServerName.replace(written, options.thisServerName(), problems));
        Optional<Section> global =
                new SchemaCheck(problems)
                        .check(root, Dhcp6Schema.FILE)
                        .flatMap(file -> file.section("Dhcp6"));
        return global.map(g -> read(g, root, problems))
                .orElseGet(() -> new ParseResult<>(Optional.empty(), problems.toList()));
    }

    private ParseResult<ServerConfig> read(Section global, JsonObject root, Problems problems) {
        GlobalReader reader = new GlobalReader(global, problems);
        InterfacesConfig interfaces =
                InterfacesReader.read(global.section("interfaces-config"), problems);
        ServerIdConfig serverId = reader.serverId();
        LeaseDatabase leaseDatabase = reader.leaseDatabase();
        LifetimesReader.read(Scope.of(global), problems);
        LeasePolicyReader.read(Scope.of(global), problems);
        OptionDefinitions definitions =
                OptionDefinitions.read(global.sections("option-def"), problems);
        OptionDataReader optionData = new OptionDataReader(definitions, problems);
        PacketSourcesReader sources = new PacketSourcesReader(global, problems);
        List<MacSource> macSources = sources.macSources();
        Set<Integer> relaySupplied = sources.relaySuppliedOptions(definitions);
        ExpressionReader expressions = new ExpressionReader(definitions, problems);
        List<ClientClass> classes =
                new ClientClassReader(expressions, optionData, problems)
                        .read(global.sections("client-classes"));
        ReservationReader reservations =
                new ReservationReader(
                        optionData, global.flag("ip-reservations-unique", true), problems);
        List<OptionData> globalOptions = optionData.read(global.sections("option-data"));
        SubnetReader subnetReader = new SubnetReader(global, optionData, reservations, problems);
        List<Subnet> subnets = new SubnetsReader(subnetReader, problems).read(global);
        HooksReader.Hooks hooks =
                new HooksReader(
                                resolver,
                                reader.multiThreading(),
                                new FlexIdReader(expressions, problems),
                                problems)
                        .read(global.sections("hooks-libraries"));
        List<HaSettings> highAvailability = hooks.highAvailability();
        HostSettings hosts =
                new HostSettingsReader(global, problems)
                        .read(reservations.read(global, Optional.empty()), hooks.flexId());
        DdnsSettings ddns = new DdnsReader(global, problems).read(Scope.of(global));
        if (problems.errors() == 0) {
            HaLinkCheck.check(global, highAvailability, problems);
        }
        ControlSocketsReader sockets = new ControlSocketsReader(resolver, problems);
        sockets.read(global, highAvailability);
        List<LoggerConfig> loggers =
                LoggersReader.read(global.sections("loggers"), ROOT_LOGGER, problems);
        return problems.result(
                () ->
                        new ServerConfig(
                                interfaces,
                                serverId,
                                global.filledText("data-directory")
                                        .orElse(ServerConfig.DEFAULT_DATA_DIRECTORY),
                                sockets.unixSocket(),
                                sockets.listeners(),
                                leaseDatabase,
                                reader.leaseChecks(),
                                reader.expiredLeases(),
                                global.number(
                                        "decline-probation-period", DECLINE_PROBATION_DEFAULT),
                                global.integer("parked-packet-limit", PARKED_PACKETS_DEFAULT),
                                macSources,
                                relaySupplied,
                                subnets,
                                globalOptions,
                                classes,
                                hosts,
                                ddns,
                                global.flag("allow-address-registration", true),
                                highAvailability,
                                loggers,
                                ConfigTree.complete(root, subnets, definitions)));
    }
}
