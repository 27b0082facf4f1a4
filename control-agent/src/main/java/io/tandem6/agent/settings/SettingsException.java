package io.tandem6.agent.settings;

/** A configuration that cannot be used; the message tells the operator what and where. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public SettingsException(String message) {
        super(message);
    }
}
