/**
 * What each client message is answered with: (request, leases, now) to (reply, lease changes).
 * Pure: nothing here stores, sends, logs or reads a clock. Start with {@link
 * io.tandem6.server.exchange.Exchanges}.
 */
@NullMarked
package io.tandem6.server.exchange;

import org.jspecify.annotations.NullMarked;
