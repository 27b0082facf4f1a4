package io.tandem6.classify;

/** Leaves the parser at the first fault; {@link ExpressionParser} turns it into a value. */
final class FaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ExpressionFault fault;

    FaultException(ExpressionFault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    static FaultException at(int at, String message) {
        return new FaultException(ExpressionFault.of(at, message));
    }

    ExpressionFault fault() {
        return fault;
    }
}
