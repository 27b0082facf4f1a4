/**
 * What both services need of their surroundings: logging as Kea's {@code loggers} describe it, TLS
 * from Kea's PEM files, and the few parts of Spring Boot that are used. No DHCP, no commands. Start
 * with {@link io.tandem6.runtime.Logging}.
 */
@NullMarked
package io.tandem6.runtime;

import org.jspecify.annotations.NullMarked;
