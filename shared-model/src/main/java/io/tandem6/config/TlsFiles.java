package io.tandem6.config;

/**
 * Names of the PEM files for TLS.
 *
 * @param trustAnchor certificates of the authorities that partners are checked against: a file or a
 *     directory
 * @param certFile own certificate
 * @param keyFile own private key, not encrypted
 */
public record TlsFiles(String trustAnchor, String certFile, String keyFile) {}
