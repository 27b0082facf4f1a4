# Images of the DHCPv6 server, the control agent and a client to try them with.
# The jars come from the build: run `mvn package` first. Choose an image by its target:
#   docker build --target dhcp-server   -t tandem6/dhcp-server .
#   docker build --target control-agent -t tandem6/control-agent .
# The first two need nothing but the base image; `client` also installs a package.

# Unpacked jars with an AOT cache start several times as fast, and libraries stay in a layer of their own, which a new version
# of Tandem6 leaves as it is. The JVM takes a cache only for jars with the names and times that it was made with.
FROM eclipse-temurin:25-jre AS dhcp-server-files
COPY tandem6 /opt/tandem6/
COPY dhcp-server/target/dhcp-server-*.jar /opt/tandem6/lib/
RUN /opt/tandem6/tandem6 prepare dhcp-server && mv /opt/tandem6/lib/ready/dhcp-server/* /opt/tandem6/ready

FROM eclipse-temurin:25-jre AS control-agent-files
COPY tandem6 /opt/tandem6/
COPY control-agent/target/control-agent-*.jar /opt/tandem6/lib/
RUN /opt/tandem6/tandem6 prepare control-agent && mv /opt/tandem6/lib/ready/control-agent/* /opt/tandem6/ready

FROM eclipse-temurin:25-jre AS service
# The ids are fixed because volumes remember them.
RUN groupadd --system --gid 10547 tandem6 \
 && useradd --system --uid 10547 --gid tandem6 --no-create-home --home-dir /var/lib/kea --shell /usr/sbin/nologin tandem6 \
 && install -d -o tandem6 -g tandem6 -m 0750 /var/lib/kea /run/kea \
 && install -d -m 0755 /etc/kea /opt/tandem6
COPY deploy/health /opt/tandem6/health
WORKDIR /var/lib/kea
# By number, so that Kubernetes can tell that it is not root.
USER 10547:10547
# Kubernetes and Compose send it; the JVM runs its shutdown hooks, which flush the lease file.
STOPSIGNAL SIGTERM

FROM service AS dhcp-server
COPY --from=dhcp-server-files /opt/tandem6/ready/lib /opt/tandem6/lib
COPY --from=dhcp-server-files /opt/tandem6/ready/dhcp-server.jar /opt/tandem6/ready/dhcp-server.aot /opt/tandem6/
# A scraper or a probe from outside the container must reach Actuator; publish the port only where they are.
ENV TANDEM6_SERVER_MANAGEMENT_ADDRESS=0.0.0.0 TANDEM6_SERVER_MANAGEMENT_PORT=9547
VOLUME /var/lib/kea
EXPOSE 547/udp 9547/tcp
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/opt/tandem6/health", "9547"]
# Half of the memory limit is heap, the other half for all else that a JVM needs. More options: environment variable JDK_JAVA_OPTIONS.
# Out of memory, a restart with the leases on disk serves clients better than a process that limps.
# What only the loading of leases needed goes back to the system when the server is idle.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10", "-XX:G1PeriodicGCInterval=30000", "-XX:TrimNativeHeapInterval=30000", "-XX:+ExitOnOutOfMemoryError", "-XX:+VerifySharedSpaces", "-Xlog:aot*=off", "-XX:AOTCache=/opt/tandem6/dhcp-server.aot", "-jar", "/opt/tandem6/dhcp-server.jar"]
CMD ["-c", "/etc/kea/kea-dhcp6.conf"]

FROM service AS control-agent
COPY --from=control-agent-files /opt/tandem6/ready/lib /opt/tandem6/lib
COPY --from=control-agent-files /opt/tandem6/ready/control-agent.jar /opt/tandem6/ready/control-agent.aot /opt/tandem6/
ENV TANDEM6_AGENT_MANAGEMENT_ADDRESS=0.0.0.0 TANDEM6_AGENT_MANAGEMENT_PORT=9548
EXPOSE 8000/tcp 9548/tcp
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/opt/tandem6/health", "9548"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:+VerifySharedSpaces", "-Xlog:aot*=off", "-XX:AOTCache=/opt/tandem6/control-agent.aot", "-jar", "/opt/tandem6/control-agent.jar"]
CMD ["-c", "/etc/kea/kea-ctrl-agent.conf"]

# ISC's client knows nothing of Tandem6.
FROM eclipse-temurin:25-jre AS client
RUN apt-get update \
 && apt-get install --yes --no-install-recommends isc-dhcp-client \
 && rm -rf /var/lib/apt/lists/*
COPY deploy/client /usr/local/bin/client
ENTRYPOINT ["client"]
CMD ["eth0"]
