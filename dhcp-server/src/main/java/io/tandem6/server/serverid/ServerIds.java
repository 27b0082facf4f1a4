package io.tandem6.server.serverid;

import io.tandem6.config.ServerIdConfig;
import io.tandem6.identity.Duid;
import io.tandem6.identity.DuidContents;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.wire.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the server's DUID from its configuration (RFC 9915 section 11) and judges a stored one. */
final class ServerIds {
    /** RFC 9915 section 11.2 counts seconds from 2000-01-01T00:00Z. */
    private static final long DUID_EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final long ENTERPRISE_ISC = 2495;
    private static final int RANDOM_IDENTIFIER_LENGTH = 8;

    private ServerIds() {}

    /**
     * True if {@code stored} is what {@code config} asks for: of its type, and with those contents
     * that the configuration does not leave open.
     */
    static boolean matches(Duid stored, ServerIdConfig config) {
        return switch (DuidContents.of(stored)) {
            case DuidContents.LinkLayerTime c ->
                    config.type() == ServerIdConfig.Type.LLT
                            && isOpenOr(config.htype(), c.hardwareType())
                            && isOpenOr(config.time(), c.time())
                            && isOpenOr(config.identifier(), c.linkLayerAddress());
            case DuidContents.EnterpriseNumber c ->
                    config.type() == ServerIdConfig.Type.EN
                            && isOpenOr(config.enterpriseId(), c.enterpriseNumber())
                            && isOpenOr(config.identifier(), c.identifier());
            case DuidContents.LinkLayer c ->
                    config.type() == ServerIdConfig.Type.LL
                            && isOpenOr(config.htype(), c.hardwareType())
                            && isOpenOr(config.identifier(), c.linkLayerAddress());
            case DuidContents.Uuid c -> false;
            case DuidContents.Other c -> false;
        };
    }

    private static boolean isOpenOr(long configured, long actual) {
        return configured == 0 || configured == actual;
    }

    private static boolean isOpenOr(Octets configured, Octets actual) {
        return configured.isEmpty() || configured.equals(actual);
    }

    /**
     * A new DUID. On a host without a link-layer address one is made up, with the bit that says so;
     * it is kept on disk like any other.
     *
     * @param interfaces link-layer addresses of the host's interfaces, best first
     */
    static Duid create(
            ServerIdConfig config,
            List<HardwareAddress> interfaces,
            Instant now,
            RandomGenerator random) {
        Optional<HardwareAddress> found = interfaces.stream().findFirst();
        int htype =
                config.htype() != 0
                        ? config.htype()
                        : found.map(HardwareAddress::type).orElse(HardwareAddress.ETHERNET);
        Octets address =
                config.identifier().isEmpty()
                        ? found.map(HardwareAddress::octets).orElseGet(() -> madeUp(random))
                        : config.identifier();
        return switch (config.type()) {
            case LLT -> new DuidContents.LinkLayerTime(htype, time(config, now), address).toDuid();
            case LL -> new DuidContents.LinkLayer(htype, address).toDuid();
            case EN -> {
                long enterprise =
                        config.enterpriseId() == 0 ? ENTERPRISE_ISC : config.enterpriseId();
                Octets identifier =
                        config.identifier().isEmpty()
                                ? random(random, RANDOM_IDENTIFIER_LENGTH)
                                : config.identifier();
                yield new DuidContents.EnterpriseNumber(enterprise, identifier).toDuid();
            }
        };
    }

    private static long time(ServerIdConfig config, Instant now) {
        return config.time() != 0
                ? config.time()
                : (now.getEpochSecond() - DUID_EPOCH) & 0xffffffffL;
    }

    private static Octets madeUp(RandomGenerator random) {
        byte[] mac = random(random, 6).toArray();
        mac[0] = (byte) ((mac[0] & 0xfc) | 0x02); // individual, locally administered
        return Octets.of(mac);
    }

    private static Octets random(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }
}
