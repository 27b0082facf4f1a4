package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeaseListingTest {
    @Test
    void listingsAreEqualIfTheLeasesAreWhateverTheirOrderAndOtherFields() {
        JsonNode one = json("{'leases': [" + lease("::1", 1) + "," + lease("::2", 2) + "]}");
        JsonNode two = json("{'leases': [" + lease("::2", 2) + "," + lease("::1", 1) + "]}");
        JsonNode three = json("{'leases': [" + lease("::2", 9) + "," + lease("::1", 1) + "]}");

        assertThat(LeaseListing.of(one)).isEqualTo(LeaseListing.of(two));
        assertThat(LeaseListing.of(one)).isNotEqualTo(LeaseListing.of(three));
        assertThat(LeaseListing.of(one).leases()).hasSize(2);
        assertThat(LeaseListing.of(null).leases()).isEmpty();
    }

    private static String lease(String address, long cltt) {
        return "{'type': 'IA_NA', 'ip-address': '%s', 'duid': '01:02:03', 'iaid': 7, 'cltt': %d}"
                .formatted(address, cltt);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }
}
