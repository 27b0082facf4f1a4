package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.server.continuity.Space;
import io.tandem6.server.continuity.Terms;
import org.jspecify.annotations.Nullable;

/** What of a configuration two partners must have alike; worked out once for each. */
final class SharedTerms {
    private @Nullable ServerConfig of;
    private @Nullable HaSettings relationship;
    private @Nullable Terms terms;
    private @Nullable String configuration;

    /** The terms that a server offers: nobody is led for longer than a lease is valid. */
    Terms terms(ServerConfig config, HaSettings settings) {
        forget(config, settings);
        Terms known = terms;
        if (known == null) {
            known = workOut(config, settings);
            terms = known;
        }
        return known;
    }

    /** A hash of what clients are answered. */
    String configuration(ServerConfig config, HaSettings settings) {
        forget(config, settings);
        String known = configuration;
        if (known == null) {
            known =
                    Terms.hash(
                            config.subnets()
                                    + "/"
                                    + config.options()
                                    + "/"
                                    + config.declineProbationPeriod());
            configuration = known;
        }
        return known;
    }

    private void forget(ServerConfig config, HaSettings settings) {
        if (of != config || relationship != settings) {
            of = config;
            relationship = settings;
            terms = null;
            configuration = null;
        }
    }

    private static Terms workOut(ServerConfig config, HaSettings settings) {
        String self = settings.self().name();
        String partner = settings.partner().orElseThrow().name();
        String primary = settings.primary().name();
        long shortest =
                config.subnets().stream()
                        .mapToLong(subnet -> subnet.lifetimes().valid().standard())
                        .filter(seconds -> seconds > 0)
                        .min()
                        .orElse(Long.MAX_VALUE);
        return new Terms(
                primary,
                self.equals(primary) ? partner : self,
                settings.continuity().split(),
                Math.min(settings.continuity().mcltSeconds(), shortest),
                Space.of(config.subnets()));
    }
}
