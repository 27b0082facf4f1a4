package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.journal.LeaseRowReader.Row;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeaseRowTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Stream<Arguments> rows() throws Exception {
        try (InputStream file = LeaseRowTest.class.getResourceAsStream("rows.json")) {
            return MAPPER.readTree(Objects.requireNonNull(file))
                    .valueStream()
                    .map(c -> Arguments.of(c.get("name").stringValue(), c));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void rowsAreReadAndWritten(String name, JsonNode row) {
        int columns =
                row.has("columns") ? row.get("columns").intValue() : CsvHeader.PLAIN.columns();
        byte[] line = ("#" + row.get("row").stringValue() + "#").getBytes(StandardCharsets.UTF_8);
        Row read = new LeaseRowReader(new CsvHeader(columns)).read(line, 1, line.length - 1);
        if (!row.has("lease")) {
            assertThat(read).isEqualTo(new Row.Damaged(row.get("error").stringValue()));
            return;
        }
        assertThat(read).isInstanceOf(Row.Change.class);
        Row.Change change = (Row.Change) read;
        String answer = LeaseJson.toAnswer(change.change().lease()).toString();
        assertThat(MAPPER.readTree(answer)).isEqualTo(MAPPER.readTree(row.get("lease").toString()));
        assertThat(change.change() instanceof LeaseChange.Delete).isEqualTo(row.has("delete"));
        assertThat(change.warning())
                .isEqualTo(row.has("warning") ? row.get("warning").stringValue() : null);
        LeaseRowWriter writer =
                new LeaseRowWriter(columns == 18 ? CsvHeader.WITH_POOL : CsvHeader.PLAIN);
        writer.change(change.change());
        assertThat(StandardCharsets.ISO_8859_1.decode(writer.rows()).toString())
                .isEqualTo(row.get(row.has("writes") ? "writes" : "row").stringValue() + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void addressesAreReadAsTheGeneralParserReadsThem(long seed) {
        Random random = new Random(seed);
        String alphabet = "01aF:::g.";
        CsvFields fields = new CsvFields(1);
        for (int i = 0; i < 20_000; i++) {
            String text =
                    i % 2 == 0
                            ? new Ipv6Address(
                                            random.nextLong() & random.nextLong(),
                                            random.nextLong() >>> random.nextInt(64))
                                    .toString()
                            : random.ints(random.nextInt(12), 0, alphabet.length())
                                    .mapToObj(c -> alphabet.substring(c, c + 1))
                                    .reduce("", String::concat);
            byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
            fields.split(line, 0, line.length);
            Ipv6Address read;
            try {
                read = fields.address(0);
            } catch (CsvFields.FieldException e) {
                read = null;
            }
            assertThat(read).as(text).isEqualTo(Ipv6Address.tryParse(text).orElse(null));
        }
    }

    @Test
    void everyVersionsHeaderIsKnown() throws Exception {
        for (int columns = CsvHeader.MANDATORY; columns <= CsvHeader.NAMES.size(); columns++) {
            String line = String.join(",", CsvHeader.NAMES.subList(0, columns));
            assertThat(CsvHeader.parse(line, "F")).isEqualTo(new CsvHeader(columns));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"address,duid,foo", "duid,address", "", "address,duid", "pool_id,"})
    void anyOtherHeaderIsRefused(String line) {
        assertThatThrownBy(() -> CsvHeader.parse(line, "F"))
                .hasMessageStartingWith("invalid header '" + line + "' in CSV file 'F':  - header");
    }

    @Test
    void columnsOfTheFutureAreRefusedRatherThanLost() {
        String line = String.join(",", CsvHeader.NAMES) + ",colour";
        assertThatThrownBy(() -> CsvHeader.parse(line, "F"))
                .hasMessageContaining("header contains an invalid column: 'colour'");
    }
}
