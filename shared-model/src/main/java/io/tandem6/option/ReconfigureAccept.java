package io.tandem6.option;

/** Reconfigure Accept option (RFC 9915 section 21.20): Reconfigure messages are welcome. */
public record ReconfigureAccept() implements Option {
    @Override
    public int code() {
        return OptionCode.RECONFIGURE_ACCEPT;
    }
}
