package io.tandem6.lease;

import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;

/**
 * What identifies a client's binding: (DUID, IA type, IAID), RFC 9915 section 4.2.
 *
 * @param type IA_NA and IA_PD have separate IAID spaces
 * @param duid the client
 * @param iaid the identity association
 */
public record BindingKey(LeaseType type, Duid duid, Iaid iaid) {}
