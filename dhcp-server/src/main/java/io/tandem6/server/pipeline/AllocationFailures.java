package io.tandem6.server.pipeline;

import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.StatusCode;
import java.util.ArrayList;
import java.util.List;

/** Which identity associations of a reply got nothing because there was nothing left. */
final class AllocationFailures {
    private AllocationFailures() {}

    /** One element for each of them. */
    static List<LeaseType> of(ClientMessage reply) {
        List<LeaseType> failed = new ArrayList<>();
        for (Option option : reply.options().list()) {
            if (option instanceof IaNa ia && has(ia.options(), StatusCode.NO_ADDRS_AVAIL)) {
                failed.add(LeaseType.IA_NA);
            } else if (option instanceof IaPd ia && has(ia.options(), StatusCode.NO_PREFIX_AVAIL)) {
                failed.add(LeaseType.IA_PD);
            }
        }
        return failed;
    }

    private static boolean has(Options options, int code) {
        return options.first(StatusCode.class).filter(s -> s.status() == code).isPresent();
    }
}
