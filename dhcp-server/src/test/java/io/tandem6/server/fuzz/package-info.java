/**
 * What a coverage-guided fuzzer feeds with octets of its own making. A target is a class with one
 * static method {@code fuzzerTestOneInput(byte[])} that returns for whatever it is given, or throws
 * if a promise was broken; it depends on nothing but its argument. Targets that need what their
 * package keeps for itself live there. All are listed in {@code fuzz/targets.txt} among the
 * resources. Start with {@link io.tandem6.server.fuzz.FuzzCorpusTest}.
 */
package io.tandem6.server.fuzz;
