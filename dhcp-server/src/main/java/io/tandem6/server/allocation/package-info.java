/**
 * Which address or prefix a client gets. Knows pools and hints, but neither lifetimes nor messages;
 * a pure function that is told what is free. Start with {@link
 * io.tandem6.server.allocation.Allocator}.
 */
@NullMarked
package io.tandem6.server.allocation;

import org.jspecify.annotations.NullMarked;
