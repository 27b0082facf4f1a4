/**
 * The server's one thread of decisions, and time. Everything that reads or changes leases or the HA
 * state runs here, one task after the other, so that none of it needs locks and all of it can be
 * driven by a simulator. No DHCP meaning. Start with {@link io.tandem6.server.loop.EventLoop}.
 */
@NullMarked
package io.tandem6.server.loop;

import org.jspecify.annotations.NullMarked;
