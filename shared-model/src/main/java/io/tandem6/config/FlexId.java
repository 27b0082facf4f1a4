package io.tandem6.config;

import io.tandem6.classify.Value;

/**
 * Parameters of Kea's flex_id hook.
 *
 * @param identifier what a client is known by; a packet for which it is empty has no such
 *     identifier
 * @param replacesClientId the identifier is also taken for the client's DUID
 * @param ignoresIaid an association that is the only one of its kind in a message counts as number
 *     0
 */
public record FlexId(Value identifier, boolean replacesClientId, boolean ignoresIaid) {}
