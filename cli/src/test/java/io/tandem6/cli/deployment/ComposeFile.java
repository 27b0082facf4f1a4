package io.tandem6.cli.deployment;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code docker-compose.yml} says, its anchors resolved.
 *
 * @param top the whole file
 */
record ComposeFile(Map<String, Object> top) {
    static ComposeFile read() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        String text = RepositoryFiles.text(RepositoryFiles.path("docker-compose.yml"));
        return new ComposeFile(new Yaml(new SafeConstructor(options)).load(text));
    }

    Map<String, Object> services() {
        return map(top, "services");
    }

    Map<String, Object> service(String name) {
        return map(services(), name);
    }

    /** A map below {@code parent}; empty if there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.getOrDefault(key, Map.of());
    }

    /** A list of texts below {@code parent}; empty if there is none. */
    static List<String> list(Map<String, Object> parent, String key) {
        return ((List<?>) parent.getOrDefault(key, List.of()))
                .stream().map(String::valueOf).toList();
    }

    /** The mounts of all services, as written. */
    Stream<String> mounts() {
        return services().keySet().stream()
                .flatMap(name -> list(service(name), "volumes").stream());
    }
}
