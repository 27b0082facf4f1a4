package io.tandem6.interop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Four hosts on two joined switches:
 *
 * <pre>
 *   s1 192.168.56.33, 2001:db8:1::33 --+         +-- s2 192.168.56.66, 2001:db8:1::66
 *                                    switch 0 - switch 1
 *   c  192.168.56.99, 2001:db8:1::99 --+         +-- c2 192.168.56.98, 2001:db8:1::98
 * </pre>
 *
 * Labs exist at the same time and do not meet. There are as many of them as {@code
 * -Dinterop.labs=3} says; whoever wants another has to wait.
 *
 * <p>The namespaces' names hold the process id of whoever made them: two runs do not meet, and what
 * a killed run left behind is recognized and removed.
 */
public final class Lab implements AutoCloseable {
    /** Address of the first server's host. */
    public static final String S1_ADDRESS = "192.168.56.33";

    /** Address of the second server's host. */
    public static final String S2_ADDRESS = "192.168.56.66";

    private static final String TRUNK = "trunk0";

    /**
     * The last octet of the first added host's address; those of the others are lower or higher.
     */
    private static final int FIRST_ADDED = 100;

    private static final AtomicInteger LABS = new AtomicInteger();

    // First come, first served: a test that waits must not be overtaken for ever.
    private static final Semaphore ROOM =
            new Semaphore(Integer.getInteger("interop.labs", 3), true);

    private final String prefix;
    private final Path directory;
    private final Path repository;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::removeAll);

    private Lab(String prefix, Path repository, Path directory) {
        this.prefix = prefix;
        this.repository = repository;
        this.directory = directory;
    }

    /**
     * Makes the hosts, as soon as there is room for another lab. Their files are in {@code
     * interop/target/lab/NAME} and stay there for a look afterwards.
     *
     * @throws IllegalStateException if this machine lacks something, with advice
     */
    public static Lab create(String name) {
        ROOM.acquireUninterruptibly();
        try {
            Requirements.check();
            return make(name);
        } catch (RuntimeException | Error e) {
            ROOM.release();
            throw e;
        }
    }

    private static Lab make(String name) {
        Leftovers.remove();
        Path repository = repository();
        Path directory = repository.resolve("interop/target/lab").resolve(name);
        deleteAll(directory);
        String prefix = Leftovers.prefix(LABS.incrementAndGet());
        Lab lab = new Lab(prefix, repository, directory);
        Runtime.getRuntime().addShutdownHook(lab.atExit);
        try {
            lab.build();
        } catch (RuntimeException e) {
            lab.dismantle();
            throw e;
        }
        return lab;
    }

    /** The root of this repository. */
    public static Path repository() {
        String configured = System.getProperty("interop.repository", "..");
        return Path.of(configured).toAbsolutePath().normalize();
    }

    /** The host {@code s1}, {@code s2}, {@code c}, {@code c2}, or one that was added. */
    public Host host(String name) {
        return Optional.ofNullable(hosts.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no host " + name));
    }

    /** The first server's host. */
    public Host s1() {
        return host("s1");
    }

    /** The second server's host. */
    public Host s2() {
        return host("s2");
    }

    /** The clients' host. */
    public Host client() {
        return host("c");
    }

    /** One more host on the first switch. */
    public Host addHost(String name) {
        add(name, FIRST_ADDED + hosts.size(), "br0");
        return host(name);
    }

    /** One more host on the second switch, on the far side of a partition. */
    public Host addHostBeyond(String name) {
        add(name, FIRST_ADDED + hosts.size(), "br1");
        return host(name);
    }

    /**
     * One more host, on a link of its own that only {@code router} is on, too.
     *
     * @param link the router's interface on that link
     * @param routerAddress its address there, with prefix length
     */
    public Host addHostBehind(Host router, String name, String link, String routerAddress) {
        Host host = newHost(name);
        String onRouter = router.namespace();
        ip(
                "-n",
                onRouter,
                "link",
                "add",
                link,
                "type",
                "veth",
                "peer",
                "name",
                Host.INTERFACE,
                "netns",
                host.namespace());
        withoutDad(onRouter, link);
        ip("-n", onRouter, "link", "set", link, "up");
        ip("-n", onRouter, "addr", "add", routerAddress, "dev", link, "nodad");
        up(host.namespace());
        return host;
    }

    /** Pulls the host's cable. */
    public void cut(Host host) {
        onSwitch("set", "to-" + host.name(), "down");
    }

    /** Puts the host's cable back. */
    public void heal(Host host) {
        onSwitch("set", "to-" + host.name(), "up");
    }

    /** Separates the two switches. */
    public void part() {
        onSwitch("set", TRUNK, "down");
    }

    /** Joins the two switches again. */
    public void join() {
        onSwitch("set", TRUNK, "up");
    }

    /** Ends everything that still runs on the hosts and removes them. */
    @Override
    public void close() {
        try {
            dismantle();
        } finally {
            ROOM.release();
        }
    }

    private void dismantle() {
        removeAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void removeAll() {
        Leftovers.removeNamespaces(prefix);
    }

    private void build() {
        ip("netns", "add", switches());
        for (String bridge : List.of("br0", "br1")) {
            // Without snooping no group membership has to be learnt before multicast arrives.
            onSwitch("add", bridge, "type", "bridge", "mcast_snooping", "0");
            onSwitch("set", bridge, "up");
        }
        onSwitch("add", TRUNK, "type", "veth", "peer", "name", "trunk1");
        onSwitch("set", TRUNK, "master", "br0", "up");
        onSwitch("set", "trunk1", "master", "br1", "up");
        add("s1", 33, "br0");
        add("c", 99, "br0");
        add("s2", 66, "br1");
        add("c2", 98, "br1");
    }

    private void add(String name, int number, String bridge) {
        Host host = newHost(name);
        String namespace = host.namespace();
        String port = "to-" + name;
        String eth = Host.INTERFACE;
        onSwitch("add", port, "type", "veth", "peer", "name", eth, "netns", namespace);
        onSwitch("set", port, "master", bridge, "up");
        up(namespace);
        ip("-n", namespace, "addr", "add", "192.168.56." + number + "/24", "dev", eth);
        ip("-n", namespace, "addr", "add", "2001:db8:1::" + number + "/64", "dev", eth, "nodad");
    }

    private Host newHost(String name) {
        Host host = new Host(name, prefix + name, directory.resolve(name), repository);
        ip("netns", "add", host.namespace());
        hosts.put(name, host);
        host.makeDirectories();
        return host;
    }

    private static void up(String namespace) {
        withoutDad(namespace, Host.INTERFACE);
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", namespace, "link", "set", Host.INTERFACE, "up");
    }

    /** Duplicate address detection would delay the link-local address by a second or two. */
    private static void withoutDad(String namespace, String link) {
        for (String scope : List.of("all", "default", link)) {
            String key = "net.ipv6.conf." + scope + ".accept_dad=0";
            ip("netns", "exec", namespace, "sysctl", "-qw", key);
        }
    }

    private String switches() {
        return prefix + "sw";
    }

    private void onSwitch(String... arguments) {
        ip(
                Stream.concat(Stream.of("-n", switches(), "link"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static void ip(String... arguments) {
        Processes.run(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toArray(String[]::new))
                .orThrow();
    }

    private static void deleteAll(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
