package io.tandem6.agent.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The control agent's entry point. */
@SpringBootApplication
public class ControlAgentApplication {
    /** Starts the agent. */
    public static void main(String[] args) {
        SpringApplication.run(ControlAgentApplication.class, args);
    }
}
