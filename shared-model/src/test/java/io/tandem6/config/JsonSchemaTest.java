package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas of {@code docs}, held against a validator: it takes what the parsers take, and finds
 * the mistakes that a schema can see.
 *
 * <p>{@code -Ddocs.rewrite=true} writes the files anew.
 */
class JsonSchemaTest {
    private static final Path DOCS = Path.of("../docs");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Schema DHCP6 = schema(JsonSchema.dhcp6());
    private static final Schema AGENT = schema(JsonSchema.controlAgent());

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    @ParameterizedTest
    @CsvSource({"dhcp6.schema.json", "control-agent.schema.json"})
    void isShipped(String file) throws Exception {
        String made = file.startsWith("dhcp6") ? JsonSchema.dhcp6() : JsonSchema.controlAgent();
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(DOCS.resolve(file), made);
        }
        assertThat(Files.readString(DOCS.resolve(file)))
                .as("docs/%s; -Ddocs.rewrite=true writes it anew", file)
                .isEqualTo(made);
    }

    static Stream<String> good() throws Exception {
        return Stream.of("dhcp6/topics/kea-3", "dhcp6/topics/kea-2.2", "dhcp6/good")
                .flatMap(JsonSchemaTest::files);
    }

    private static Stream<String> files(String directory) {
        try {
            return ConfigFiles.list(directory).stream();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource
    void good(String file) {
        assertThat(errors(DHCP6, file)).isEmpty();
    }

    @Test
    void goodForTheAgent() throws Exception {
        for (String file : ConfigFiles.list("agent/good")) {
            assertThat(errors(AGENT, file)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "misspelt-global | /Dhcp6",
                "misspelt-everywhere | /Dhcp6/shared-networks/0/subnet6/0/pools/0",
                "missing-mandatory | /Dhcp6/subnet6/0",
                "wrong-types | /Dhcp6/valid-lifetime",
                "wrong-words | /Dhcp6/lease-database/type",
                "out-of-range | /Dhcp6",
                "hook-parameters | /Dhcp6/hooks-libraries/1/parameters/sync",
                "lease-policy | /Dhcp6/shared-networks/0/cache-threshold",
                "two-top-keys | ''",
            })
    void bad(String file, String place) {
        assertThat(errors(DHCP6, "dhcp6/bad/" + file + ".json"))
                .anySatisfy(
                        error ->
                                assertThat(error.getInstanceLocation().toString())
                                        .startsWith(place));
    }

    private static List<Error> errors(Schema schema, String file) {
        JsonValue.JsonObject root =
                KeaJson.read(file, ConfigFiles.read(file), TextResolver.NONE, new Problems(false));
        return schema.validate(MAPPER.<tools.jackson.databind.JsonNode>valueToTree(root.toPlain()));
    }
}
