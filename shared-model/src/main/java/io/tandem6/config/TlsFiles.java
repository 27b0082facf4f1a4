package io.tandem6.config;

/**
 * PEM files for talking TLS.
 *
 * @param trustAnchor certificates of the authorities that the other side's must come from, or a
 *     directory of such files
 * @param certFile own certificate, perhaps followed by those between it and the authority
 * @param keyFile own private key, not encrypted
 */
public record TlsFiles(FileName trustAnchor, FileName certFile, FileName keyFile) {
    /**
     * A file in the configuration. Two are equal if they name the same file, wherever that is said.
     *
     * @param path of the file
     * @param location where the configuration names it
     */
    public record FileName(String path, Location location) {
        @Override
        public boolean equals(Object other) {
            return other instanceof FileName file && path.equals(file.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path;
        }
    }
}
