package io.tandem6.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check of manifests that overlooks typing errors would be worth nothing. */
class StrictManifestsTest {
    private static final String STATEFUL_SET =
            RepositoryFiles.text(RepositoryFiles.path("k8s/30-statefulset.yaml"));

    @ParameterizedTest
    @CsvSource({
        "minReadySeconds, minReadySecond",
        "runAsNonRoot, runAsNonroot",
        "containerPort, containerport",
        "readOnlyRootFilesystem, readonlyRootFilesystem",
        "failureThreshold, failureTreshold",
        "fieldPath, fieldpath",
        "topologyKey, topologykey",
        "sizeLimit, sizelimit",
        "accessModes, accessMode",
        "whenDeleted, whenDelete",
        "requests, request"
    })
    void refusesMisspelledFields(String field, String misspelled) {
        String wrong = STATEFUL_SET.replaceFirst("\\b" + field + ":", misspelled + ":");
        assertThat(wrong).isNotEqualTo(STATEFUL_SET);

        assertThatThrownBy(() -> StrictManifests.read(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(misspelled);
    }

    @Test
    void refusesFieldsThatStandTwice() {
        String wrong = STATEFUL_SET.replaceFirst("replicas: 2", "replicas: 2\n  replicas: 3");

        assertThatThrownBy(() -> StrictManifests.read(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replicas");
    }

    @Test
    void refusesValuesOfAnotherType() {
        String wrong = STATEFUL_SET.replaceFirst("replicas: 2", "replicas: two");

        assertThatThrownBy(() -> StrictManifests.read(wrong))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"apps/v1, apps/v2", "StatefulSet, Statefulset"})
    void refusesUnknownKinds(String part, String wrongPart) {
        String wrong = STATEFUL_SET.replaceFirst(part, wrongPart);

        assertThatThrownBy(() -> StrictManifests.read(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrongPart);
    }
}
