package io.tandem6.agent.command;

/**
 * Which agent this is.
 *
 * @param number its version
 * @param extended version and what it runs on, several lines
 * @param report what it was built from, several lines
 */
public record AgentVersion(String number, String extended, String report) {
    /** The version of the jar this class came from. */
    public static AgentVersion current() {
        String packaged = AgentVersion.class.getPackage().getImplementationVersion();
        String number = packaged == null ? "development" : packaged;
        return new AgentVersion(
                number,
                """
                %s
                Tandem6 control agent
                Java %s (%s)"""
                        .formatted(
                                number,
                                Runtime.version(),
                                System.getProperty("java.vm.name", "unknown")),
                """
                Tandem6 control agent %s
                Built for Java %d, runs on %s %s"""
                        .formatted(
                                number,
                                25,
                                System.getProperty("os.name", "unknown"),
                                System.getProperty("os.arch", "unknown")));
    }
}
