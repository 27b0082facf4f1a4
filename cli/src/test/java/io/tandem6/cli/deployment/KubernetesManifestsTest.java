package io.tandem6.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.tandem6.config.HaSettings;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The manifests fit Kubernetes, each other, and the configuration that they carry. */
class KubernetesManifestsTest {
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String INTERFACES = "/run/kea/interfaces.json";

    private static final List<HasMetadata> ALL =
            files().flatMap(f -> StrictManifests.read(RepositoryFiles.text(f)).stream()).toList();
    private static final StatefulSet PAIR = only(StatefulSet.class);
    private static final PodSpec POD = PAIR.getSpec().getTemplate().getSpec();
    private static final Container SERVER = container("dhcp-server");
    private static final Container AGENT = container("control-agent");
    private static final Map<String, String> FILES = only(ConfigMap.class).getData();

    static Stream<Path> files() {
        return RepositoryFiles.list("k8s").stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesAreManifests(Path file) {
        assertThat(StrictManifests.read(RepositoryFiles.text(file))).isNotEmpty();
    }

    @Test
    void everythingIsInTheNamespaceThatComesFirst() {
        assertThat(ALL.getFirst()).isInstanceOf(Namespace.class);
        String namespace = ALL.getFirst().getMetadata().getName();
        assertThat(ALL.stream().skip(1))
                .allSatisfy(m -> assertThat(m.getMetadata().getNamespace()).isEqualTo(namespace));
    }

    @Test
    void namesAreUniqueAmongTheirKind() {
        assertThat(ALL.stream().map(m -> m.getKind() + " " + m.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMountHasItsVolumeAndEveryVolumeIsMounted() {
        Set<String> mounted =
                containers()
                        .flatMap(c -> c.getVolumeMounts().stream())
                        .map(VolumeMount::getName)
                        .collect(Collectors.toSet());
        Stream<String> volumes = POD.getVolumes().stream().map(Volume::getName);
        Stream<String> claims =
                PAIR.getSpec().getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName());
        assertThat(Stream.concat(volumes, claims)).containsExactlyInAnyOrderElementsOf(mounted);
    }

    @Test
    void configurationVolumesNameAConfigMapOfOurs() {
        List<String> named = new ArrayList<>();
        for (Volume volume : POD.getVolumes()) {
            if (volume.getConfigMap() != null) {
                named.add(volume.getConfigMap().getName());
            }
        }
        assertThat(named).containsExactly(only(ConfigMap.class).getMetadata().getName());
    }

    @Test
    void probesAskAPortOfTheirContainer() {
        for (Container container : POD.getContainers()) {
            List<String> ports = container.getPorts().stream().map(ContainerPort::getName).toList();
            assertThat(
                            Stream.of(
                                    container.getStartupProbe(),
                                    container.getLivenessProbe(),
                                    container.getReadinessProbe()))
                    .extracting(Probe::getHttpGet)
                    .allSatisfy(
                            get -> {
                                assertThat(get.getPort().getStrVal()).isIn(ports);
                                assertThat(get.getPath()).startsWith("/actuator/health");
                            });
        }
    }

    @Test
    void theSetFindsItsPodsAndItsService() {
        assertThat(labels()).containsAllEntriesOf(PAIR.getSpec().getSelector().getMatchLabels());
        assertThat(peersService().getSpec().getClusterIP()).isEqualTo("None");
        assertThat(peersService().getSpec().getPublishNotReadyAddresses()).isTrue();
    }

    @Test
    void servicesLeadToPortsOfThePods() {
        Map<String, ContainerPort> ports =
                POD.getContainers().stream()
                        .flatMap(c -> c.getPorts().stream())
                        .collect(Collectors.toMap(ContainerPort::getName, p -> p));
        for (Service service : all(Service.class)) {
            assertThat(service.getSpec().getPorts()).isNotEmpty();
            for (ServicePort port : service.getSpec().getPorts()) {
                String target = port.getTargetPort().getStrVal();
                assertThat(ports).containsKey(target);
                assertThat(protocol(port.getProtocol()))
                        .isEqualTo(protocol(ports.get(target).getProtocol()));
                assertThat(port.getPort()).isEqualTo(ports.get(target).getContainerPort());
            }
        }
    }

    @Test
    void servicesSelectThePodsOrOneOfThem() {
        for (Service service : all(Service.class)) {
            Map<String, String> selector = new HashMap<>(service.getSpec().getSelector());
            String podName = selector.remove(POD_NAME);
            assertThat(selector).isNotEmpty();
            assertThat(labels()).containsAllEntriesOf(selector);
            assertThat(podName == null || podNames().contains(podName)).isTrue();
        }
    }

    @Test
    void relayAgentsReachEachServerAsThemselves() {
        List<Service> services =
                all(Service.class).stream()
                        .filter(s -> s.getSpec().getSelector().containsKey(POD_NAME))
                        .toList();
        assertThat(services)
                .extracting(s -> s.getSpec().getSelector().get(POD_NAME))
                .containsExactlyElementsOf(podNames());
        assertThat(services)
                .allSatisfy(
                        s -> {
                            assertThat(s.getSpec().getExternalTrafficPolicy()).isEqualTo("Local");
                            assertThat(s.getSpec().getPublishNotReadyAddresses()).isTrue();
                        });
    }

    @Test
    void budgetPolicyAndSpreadConcernThePods() {
        Map<String, String> pods = PAIR.getSpec().getSelector().getMatchLabels();
        assertThat(only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(pods);
        assertThat(only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(pods);
        assertThat(
                        POD.getAffinity()
                                .getPodAntiAffinity()
                                .getRequiredDuringSchedulingIgnoredDuringExecution())
                .singleElement()
                .satisfies(t -> assertThat(t.getLabelSelector().getMatchLabels()).isEqualTo(pods));
        assertThat(POD.getTopologySpreadConstraints())
                .allSatisfy(c -> assertThat(c.getLabelSelector().getMatchLabels()).isEqualTo(pods));
    }

    @Test
    void thePolicyAdmitsToEveryPort() {
        Stream<String> admitted =
                only(NetworkPolicy.class).getSpec().getIngress().stream()
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(port -> port.getPort().getStrVal());
        Stream<String> ports =
                POD.getContainers().stream()
                        .flatMap(c -> c.getPorts().stream())
                        .map(ContainerPort::getName);
        assertThat(admitted).containsExactlyInAnyOrderElementsOf(ports.toList());
    }

    @Test
    void nothingRunsAsRootOrWithMoreThanOneCapability() {
        assertThat(POD.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(containers())
                .allSatisfy(
                        c -> {
                            var context = c.getSecurityContext();
                            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                            List<String> added = context.getCapabilities().getAdd();
                            assertThat(added)
                                    .isEqualTo(
                                            c == SERVER ? List.of("NET_BIND_SERVICE") : List.of());
                        });
    }

    @Test
    void thePodsAreThePeersAndTheirUrlsLeadToTheirAgents() {
        JsonNode agent = Dhcp6Files.agent(FILES.get("kea-ctrl-agent.conf"));
        int port = port(AGENT, "control");
        assertThat(agent.path("http-port").asInt()).isEqualTo(port);
        for (String podName : podNames()) {
            HaSettings settings = configOf(podName).highAvailability().getFirst();
            assertThat(settings.thisServerName()).isEqualTo(podName);
            assertThat(settings.peers())
                    .extracting(peer -> peer.name() + " " + peer.url())
                    .containsExactlyElementsOf(
                            podNames().stream()
                                    .map(
                                            pod ->
                                                    "%s http://%s.%s:%d/"
                                                            .formatted(
                                                                    pod,
                                                                    pod,
                                                                    PAIR.getSpec().getServiceName(),
                                                                    port))
                                    .toList());
        }
    }

    @Test
    void anUpdateWaitsLongerThanThePartnerWaitsForAnswers() {
        HaSettings settings = configOf(podNames().getFirst()).highAvailability().getFirst();
        assertThat(PAIR.getSpec().getMinReadySeconds() * 1000L)
                .isGreaterThan(settings.maxResponseDelayMillis());
    }

    @Test
    void serverAndAgentMeetAtASocketInASharedVolume() {
        String socket = configOf(podNames().getFirst()).controlSocket().orElseThrow();
        assertThat(Dhcp6Files.agentSocket(Dhcp6Files.agent(FILES.get("kea-ctrl-agent.conf"))))
                .isEqualTo(socket);
        assertThat(volumeOf(SERVER, socket)).isEqualTo(volumeOf(AGENT, socket));
    }

    @Test
    void leasesAndServerIdArePersistent() {
        ServerConfig config = configOf(podNames().getFirst());
        String claim = PAIR.getSpec().getVolumeClaimTemplates().getFirst().getMetadata().getName();
        assertThat(volumeOf(SERVER, config.leaseDatabase().name().orElseThrow())).isEqualTo(claim);
        assertThat(volumeOf(SERVER, config.dataDirectory() + "/server-id")).isEqualTo(claim);
    }

    @Test
    void theInitContainerWritesWhatTheConfigurationIncludes() {
        Container init = POD.getInitContainers().getFirst();
        assertThat(FILES.get("kea-dhcp6.conf")).contains(INTERFACES);
        assertThat(init.getCommand().getLast()).contains(">" + INTERFACES);
        assertThat(volumeOf(init, INTERFACES)).isEqualTo(volumeOf(SERVER, INTERFACES));
    }

    private static ServerConfig configOf(String podName) {
        ParseResult<ServerConfig> result =
                Dhcp6Files.server(
                        FILES.get("kea-dhcp6.conf"),
                        podName,
                        Map.of(INTERFACES, "[ \"eth0/2001:db8:0:1::5\" ]\n"));
        assertThat(result.problems()).isEmpty();
        return result.config().orElseThrow();
    }

    /** The volume that holds {@code path}, by the longest of the mounts that fit. */
    private static String volumeOf(Container container, String path) {
        return container.getVolumeMounts().stream()
                .filter(mount -> Path.of(path).startsWith(mount.getMountPath()))
                .max((a, b) -> a.getMountPath().length() - b.getMountPath().length())
                .map(VolumeMount::getName)
                .orElseThrow(() -> new AssertionError(path + " is in no volume"));
    }

    private static Service peersService() {
        return all(Service.class).stream()
                .filter(s -> s.getMetadata().getName().equals(PAIR.getSpec().getServiceName()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> podNames() {
        return IntStream.range(0, PAIR.getSpec().getReplicas())
                .mapToObj(ordinal -> PAIR.getMetadata().getName() + "-" + ordinal)
                .toList();
    }

    private static Map<String, String> labels() {
        return PAIR.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static int port(Container container, String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    private static String protocol(String written) {
        return written == null ? "TCP" : written;
    }

    private static Stream<Container> containers() {
        return Stream.concat(POD.getInitContainers().stream(), POD.getContainers().stream());
    }

    private static Container container(String name) {
        return POD.getContainers().stream()
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends HasMetadata> T only(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static <T extends HasMetadata> List<T> all(Class<T> type) {
        return ALL.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
