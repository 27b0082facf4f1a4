/**
 * Whether the DHCP service is on: who has switched it off, for how long, and the commands for it.
 * No packets, and no reasons of HA's. Start with {@link io.tandem6.server.service.ServiceState}.
 */
@NullMarked
package io.tandem6.server.service;

import org.jspecify.annotations.NullMarked;
