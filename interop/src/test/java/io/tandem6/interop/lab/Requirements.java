package io.tandem6.interop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What this machine has to have. Its lack fails the tests: a skipped one would look like passed.
 */
final class Requirements {
    private static final List<Path> PROGRAM_DIRECTORIES =
            Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/lib/systemd")
                    .map(Path::of)
                    .toList();

    private Requirements() {}

    /**
     * @throws IllegalStateException saying what is missing and how to get it
     */
    static void check() {
        if (!isRoot()) {
            throw new IllegalStateException(
                    "the interop tests make network namespaces and mounts: run them as root");
        }
        TreeSet<String> packages = new TreeSet<>();
        StringBuilder missing = new StringBuilder();
        programs()
                .forEach(
                        (program, debianPackage) -> {
                            if (PROGRAM_DIRECTORIES.stream()
                                    .noneMatch(d -> Files.isExecutable(d.resolve(program)))) {
                                packages.add(debianPackage);
                                missing.append(' ').append(program);
                            }
                        });
        if (!packages.isEmpty()) {
            throw new IllegalStateException(
                    "the interop tests need programs that are not installed:"
                            + missing
                            + ". On Debian: apt-get install "
                            + String.join(" ", packages));
        }
    }

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("ip", "iproute2");
        programs.put("unshare", "util-linux");
        programs.put("mount", "mount");
        programs.put("sysctl", "procps");
        programs.put("bash", "bash");
        programs.put("curl", "curl");
        programs.put("perl", "perl-base");
        programs.put("mkfs.ext4", "e2fsprogs");
        programs.put("losetup", "mount");
        programs.put("kea-dhcp6", "kea-dhcp6-server");
        programs.put("kea-ctrl-agent", "kea-ctrl-agent");
        programs.put("perfdhcp", "kea-admin");
        programs.put("faketime", "faketime");
        programs.put("dhclient", "isc-dhcp-client");
        programs.put("dhcpcd", "dhcpcd-base");
        programs.put("dibbler-client", "dibbler-client");
        programs.put("dhcp6c", "wide-dhcpv6-client");
        programs.put("systemd-networkd", "systemd");
        programs.put("dhcrelay", "isc-dhcp-relay");
        return programs;
    }

    private static boolean isRoot() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
