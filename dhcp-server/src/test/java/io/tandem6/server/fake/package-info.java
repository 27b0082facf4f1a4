/**
 * Stand-ins for what surrounds the packet path, and the notation in which its tests are written.
 */
@NullMarked
package io.tandem6.server.fake;

import org.jspecify.annotations.NullMarked;
