package io.tandem6.interop.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A small ext4 file system in a file, for the data directory of one process. It lives in the mount
 * namespace of that process and ends with it; its power can be cut before, so that all that was not
 * synced is lost, and it can be filled.
 */
public final class LossyDisk {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String IMAGE = "/var/lib/disk.img";
    private static final String DIRECTORY = "/var/lib/kea";

    /**
     * EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: from this moment on nothing reaches the
     * device, not even what the file system's own journal holds in memory. The process is stopped
     * before, as by a real power cut, because a fdatasync that is under way at that moment may
     * return as if all were well (Linux 6.18: six times in 150 cuts), which nobody must hear of.
     */
    private static final String SHUT_DOWN =
            """
            open(F, '<', $ARGV[0]) or die $!;
            kill('STOP', $ARGV[1]) or die $!;
            sub runs { local $/; open(S, '<', $_[0]) && <S> !~ /^State:\\s+[TD]/m }
            while (grep { runs($_) } glob("/proc/$ARGV[1]/task/*/status")) {}
            my $how = pack('L', 2);
            ioctl(F, 0x8004587d, $how) or die $!;
            """;

    private final Host host;

    private LossyDisk(Host host) {
        this.host = host;
    }

    /** An empty one, for a server on {@code host} that does not run yet. */
    public static LossyDisk create(Host host, int megabytes) {
        LossyDisk disk = new LossyDisk(host);
        disk.run(
                "mkdir -p \"$1\" && truncate -s \"$2\"M \"$0\" && mkfs.ext4 -q -F \"$0\"",
                IMAGE,
                DIRECTORY,
                Integer.toString(megabytes));
        return disk;
    }

    /** Shell command that mounts it, for the process that is to see it. */
    public String mountCommand() {
        return "mount -o loop " + IMAGE + " " + DIRECTORY;
    }

    /** Cuts the power of the disk of a process, which does nothing any more until it is ended. */
    public void cutPower(long processId) {
        String process = Long.toString(processId);
        host.run(LIMIT, List.of("perl", "-e", SHUT_DOWN, seenBy(processId), process)).orThrow();
    }

    /** Returns when the process that saw it is gone and it can be mounted again. */
    public void awaitReleased() {
        Await.that(
                "the release of " + IMAGE, LIMIT, () -> run("losetup -j \"$0\"", IMAGE).isBlank());
    }

    /** Leaves no room on the disk of a process. */
    public void fill(long processId) {
        run("cat /dev/zero >\"$0\" || sync -f \"$0\"", filler(processId));
    }

    /** Takes back what {@link #fill} did. */
    public void makeRoom(long processId) {
        run("rm \"$0\" && sync", filler(processId));
    }

    private static String filler(long processId) {
        return seenBy(processId) + "/filler";
    }

    private static String seenBy(long processId) {
        return "/proc/" + processId + "/root" + DIRECTORY;
    }

    private String run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script));
        command.addAll(List.of(arguments));
        return host.run(LIMIT, command).orThrow();
    }
}
