package io.tandem6.server.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The DHCPv6 server's entry point. */
@SpringBootApplication
public class DhcpServerApplication {
    /** Starts the server. */
    public static void main(String[] args) {
        SpringApplication.run(DhcpServerApplication.class, args);
    }
}
