package io.tandem6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Duid CLIENT = Duid.parse("000300010200000000c1");
    private static final IaNa FIRST = new IaNa(new Iaid(7), 0, 0, Options.EMPTY);
    private static final IaNa SECOND = new IaNa(new Iaid(3), 0, 0, Options.EMPTY);

    @Test
    void givesOptionsByTypeInTheirOrder() {
        IaPd prefixes = new IaPd(new Iaid(1), 0, 0, Options.EMPTY);
        Options options = Options.of(FIRST, prefixes, new ClientIdentifier(CLIENT), SECOND);

        assertThat(options.clientId()).contains(CLIENT);
        assertThat(options.serverId()).isEmpty();
        assertThat(options.iaNas()).containsExactly(FIRST, SECOND);
        assertThat(options.iaPds()).containsExactly(prefixes);
        assertThat(options.count(OptionCode.IA_NA)).isEqualTo(2);
        assertThat(options.all(OptionCode.IA_NA)).containsExactly(FIRST, SECOND);
        assertThat(options.contains(OptionCode.IA_TA)).isFalse();
    }

    @Test
    void absentOptionsHaveTheirDefaults() {
        assertThat(Options.EMPTY.elapsedHundredths()).isZero();
        assertThat(Options.EMPTY.status()).isEqualTo(StatusCode.SUCCESS);
        assertThat(Options.EMPTY.rapidCommit()).isFalse();
        assertThat(Options.EMPTY.requests(OptionCode.DNS_SERVERS)).isFalse();
        assertThat(Options.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void anOptionThatIsIgnoredIsCountedButNotFound() {
        Options options = Options.of(new UnknownOption(OptionCode.RAPID_COMMIT, Octets.EMPTY));

        assertThat(options.contains(OptionCode.RAPID_COMMIT)).isTrue();
        assertThat(options.rapidCommit()).isFalse();
    }

    @Test
    void allOptionRequestsCount() {
        Options options = Options.of(OptionRequest.of(23, 0xffff), OptionRequest.of(24));

        assertThat(options.requests(23)).isTrue();
        assertThat(options.requests(24)).isTrue();
        assertThat(options.requests(0xffff)).isTrue();
        assertThat(options.requests(0x1700)).as("codes do not overlap").isFalse();
        assertThat(options.requests(25)).isFalse();
    }

    @Test
    void isOrderedByCodeAndStable() {
        Options options =
                Options.of(new RapidCommit(), FIRST, SECOND, new ClientIdentifier(CLIENT));

        Options ordered = options.inCodeOrder();

        assertThat(ordered)
                .isEqualTo(
                        Options.of(new ClientIdentifier(CLIENT), FIRST, SECOND, new RapidCommit()));
        assertThat(ordered.inCodeOrder()).isSameAs(ordered);
    }

    @Test
    void doesNotChange() {
        List<Option> list = new ArrayList<>(List.of(FIRST));
        Options options = new Options(list);
        Options.Builder builder = Options.builder().addAll(options);
        Options built = builder.build();
        list.add(SECOND);
        builder.add(SECOND);

        assertThat(options.list()).containsExactly(FIRST);
        assertThat(built).isEqualTo(options);
        assertThat(builder.contains(OptionCode.IA_NA)).isTrue();
        assertThat(options.with(SECOND).list()).containsExactly(FIRST, SECOND);
        assertThat(options.without(OptionCode.IA_NA)).isEqualTo(Options.EMPTY);
        assertThat(options.without(OptionCode.IA_PD)).isSameAs(options);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::/56, 2001:db8:0:ff::/64, ff",
        "2001:db8:1234::/48, 2001:db8:1234:ab80::/57, ab80",
        "2001:db8::/60, 2001:db8:0:f::/64, f0",
        "2001:db8::/63, 2001:db8:0:1::1/128, 800000000000000080",
        "::/0, 8000::/1, 80",
        "::/0, ffff::ff/128, ffff00000000000000000000000000ff"
    })
    void aPrefixExcludeHoldsTheBitsBetweenTheLengths(
            String delegated, String excluded, String subnetId) {
        Ipv6Prefix part = Ipv6Prefix.parse(excluded);
        PdExclude option = PdExclude.of(Ipv6Prefix.parse(delegated), part);

        assertThat(option.prefixLength()).isEqualTo(part.length());
        assertThat(option.subnetId().toHex()).isEqualTo(subnetId);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::/56, 2001:db8::/56", "2001:db8::/56, 2001:db8:1::/64", "::/64, ::/56"})
    void onlyASmallerPartCanBeExcluded(String delegated, String excluded) {
        assertThatThrownBy(
                        () -> PdExclude.of(Ipv6Prefix.parse(delegated), Ipv6Prefix.parse(excluded)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsValuesThatDoNotFit() {
        List<Runnable> constructors =
                List.of(
                        () -> new IaNa(new Iaid(0), -1, 0, Options.EMPTY),
                        () -> new IaPd(new Iaid(0), 0, 1L << 32, Options.EMPTY),
                        () -> new IaAddress(Ipv6Address.UNSPECIFIED, 0, -1, Options.EMPTY),
                        () -> new Preference(256),
                        () -> new ElapsedTime(0x10000),
                        () -> new StatusCode(-1, ""),
                        () -> new UnknownOption(0x10000, Octets.EMPTY),
                        () -> OptionRequest.of(0x10000),
                        () -> new OptionRequest(Octets.of((byte) 0)),
                        () -> new SolMaxRt(-1),
                        () -> new ClientFqdn(256, DomainName.EMPTY),
                        () -> new DomainSearchList(List.of(DomainName.parse("partial"))));
        for (Runnable constructor : constructors) {
            assertThatThrownBy(constructor::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
