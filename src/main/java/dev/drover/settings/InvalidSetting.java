package dev.drover.settings;

/** A setting that stops the start; its message names the key and what is expected. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidSetting(String message) {
        super(message, null, false, false);
    }
}
