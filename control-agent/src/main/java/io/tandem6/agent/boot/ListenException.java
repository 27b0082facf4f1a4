package io.tandem6.agent.boot;

import java.util.List;

/** Addresses cannot be listened on; tells the operator which and why, a line for each. */
final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
