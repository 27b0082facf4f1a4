/**
 * Checks of what is deployed without an engine or a cluster: the manifests in {@code k8s}, the
 * Compose file, and the configurations that they carry.
 */
@NullMarked
package io.tandem6.cli.deployment;

import org.jspecify.annotations.NullMarked;
