package io.tandem6.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tandem6.log.LogMessage;
import io.tandem6.log.MessageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every message of the service, collected from the code. */
class MessageCatalogTest {
    /** {@code -Dmessages.rewrite=true} writes the document anew. */
    private static final boolean REWRITE = Boolean.getBoolean("messages.rewrite");

    private static final Path DOCUMENT = Path.of("../docs/messages-dhcp-server.md");

    private static List<LogMessage> messages() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.tandem6.server", "io.tandem6.runtime")
                        .stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(LogMessage.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(LogMessage.class::cast)
                        .toList();
    }

    @Test
    void identifiersAreUnique() {
        assertThat(messages()).extracting(LogMessage::name).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyMessageAdvisesTheOperator() {
        assertThat(messages()).allMatch(message -> !message.advice().isBlank());
        assertThat(messages()).allMatch(message -> !message.text().isBlank());
    }

    @Test
    void theDocumentListsThemAll() throws IOException {
        String expected = MessageTable.markdown("dhcp-server", messages());
        if (REWRITE) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT).hasContent(expected);
    }
}
