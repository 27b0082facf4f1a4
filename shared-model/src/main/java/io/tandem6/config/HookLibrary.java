package io.tandem6.config;

/**
 * A hook library of Kea.
 *
 * @param file its file name, by which it is recognised in any directory
 * @param standing what becomes of it here
 * @param parameters the keywords of its parameters
 */
record HookLibrary(String file, Standing standing, MapSpec parameters) {
    /** What becomes of a library. */
    enum Standing {
        /** What it does is built in. */
        ACTIVE,
        /** It is not there; the same clients get the same addresses. */
        INACTIVE,
        /** It is not there, and clients would get other addresses without it. */
        UNSUPPORTED
    }
}
