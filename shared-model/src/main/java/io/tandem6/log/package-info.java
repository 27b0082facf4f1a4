/**
 * The form of the message catalogue: every message that a service may log has an identifier that
 * never changes, a severity, and a sentence for the operator. The messages themselves are enums
 * beside the code that logs them; how they are written out is the services' matter. Start with
 * {@link io.tandem6.log.LogMessage}.
 */
@NullMarked
package io.tandem6.log;

import org.jspecify.annotations.NullMarked;
