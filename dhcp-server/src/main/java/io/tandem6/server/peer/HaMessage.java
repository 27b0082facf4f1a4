package io.tandem6.server.peer;

import io.tandem6.log.LogMessage;

/** What high availability logs; the identifiers are those of Kea's HA hook. */
enum HaMessage implements LogMessage {
    HA_SERVICE_STARTED(
            Severity.INFO,
            "high availability started in {} mode, this is {} '{}'",
            "The server waits for the first heartbeat before it serves anybody."),
    HA_STATE_TRANSITION(
            Severity.INFO,
            "server '{}' goes from {} to {}, its partner is {}",
            "See the documentation of the states for what the server does now."),
    HA_STATE_TRANSITION_PASSIVE_BACKUP(
            Severity.INFO,
            "server '{}' goes from {} to {}",
            "The server serves alone and keeps its backup servers informed."),
    HA_LOCAL_DHCP_ENABLE(
            Severity.INFO,
            "server '{}' serves DHCP clients in state {}",
            "Clients in the scopes of this state are answered, unless a command forbids it."),
    HA_LOCAL_DHCP_DISABLE(
            Severity.INFO,
            "server '{}' serves no DHCP clients in state {}",
            "Normal while servers start or synchronize; the partner serves meanwhile."),
    HA_LEASE_UPDATES_ENABLED(
            Severity.INFO,
            "lease updates are sent to the partner in state {} of server '{}'",
            "Clients are answered when the partner has their leases."),
    HA_LEASE_UPDATES_DISABLED(
            Severity.INFO,
            "lease updates are not sent to the partner in state {} of server '{}'",
            "The partner will fetch the leases when it is back."),
    HA_STATE_MACHINE_PAUSED(
            Severity.INFO,
            "server '{}' pauses in state {}",
            "The configuration asks for it. Send ha-continue to go on."),
    HA_STATE_MACHINE_CONTINUED(
            Severity.INFO,
            "server '{}' no longer pauses in state {}",
            "The next heartbeat may change its state."),
    HA_COMMUNICATION_INTERRUPTED(
            Severity.WARN,
            "server '{}' has not heard of its partner '{}' for longer than max-response-delay",
            "The partner or the network between the servers is down. Look at the partner."),
    HA_HIGH_CLOCK_SKEW(
            Severity.WARN,
            "the clock of the partner is {} s ahead",
            "Above 60 s, in either direction, the servers part. Synchronize both clocks."),
    HA_HIGH_CLOCK_SKEW_CAUSED_TERMINATION(
            Severity.ERROR,
            "the clock of the partner is {} s ahead: high availability ends",
            "Synchronize both clocks, then restart both servers, in any order."),
    HA_LEASE_UPDATE_REJECTS_CAUSED_TERMINATION(
            Severity.ERROR,
            "the partner refused leases of {} clients: high availability ends",
            "Make the configurations of both servers agree, then restart both."),
    HA_TERMINATED(
            Severity.ERROR,
            "high availability of server '{}' has ended, each server serves for itself",
            "An earlier message says why. Remove the cause and restart both servers."),
    HA_TERMINATED_PARTNER_DID_NOT_RESTART(
            Severity.ERROR,
            "server '{}' has waited ten minutes for its terminated partner '{}' to be restarted",
            "It gives up and serves for itself. Restart both servers."),
    HA_MAINTENANCE_STARTED(
            Severity.INFO,
            "server '{}' serves the clients of its partner '{}', which is in maintenance",
            "The partner can be shut down. ha-maintenance-cancel ends this."),
    HA_MAINTENANCE_STARTED_IN_PARTNER_DOWN(
            Severity.INFO,
            "server '{}' serves all clients for the time of maintenance",
            "The partner did not answer, so it is taken to be down already."),
    HA_MAINTENANCE_SHUTDOWN_SAFE(
            Severity.INFO,
            "server '{}' is in maintenance and serves nobody",
            "Its partner serves all clients, so this server can be shut down."),
    HA_MAINTENANCE_NOTIFY_COMMUNICATIONS_FAILED(
            Severity.ERROR,
            "could not tell '{}' to go into maintenance: {}",
            "It is taken to be down, and this server serves all clients."),
    HA_MAINTENANCE_NOTIFY_FAILED(
            Severity.WARN,
            "'{}' does not go into maintenance: {}",
            "See the state it is in. If it reported an error it is taken to be down."),
    HA_MAINTENANCE_NOTIFY_CANCEL_COMMUNICATIONS_FAILED(
            Severity.ERROR,
            "could not tell '{}' to leave maintenance: {}",
            "Maintenance goes on. If the partner is down it ends when that is noticed."),
    HA_MAINTENANCE_NOTIFY_CANCEL_FAILED(
            Severity.WARN,
            "'{}' does not leave maintenance: {}",
            "A Kea may have been restarted meanwhile. ha-reset makes this server start over."),
    HA_INVALID_PARTNER_STATE_HOT_STANDBY(
            Severity.WARN,
            "the partner is in state {}, which this server's mode does not have",
            "Configure the same mode on both servers."),
    HA_INVALID_PARTNER_STATE_LOAD_BALANCING(
            Severity.WARN,
            "the partner is in state {}, which this server's mode does not have",
            "Configure the same mode on both servers."),
    HA_INVALID_PARTNER_STATE_COMMUNICATION_RECOVERY(
            Severity.WARN,
            "the partner is in state {}, which this server's mode does not have",
            "Configure the same mode on both servers."),
    HA_HEARTBEAT_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "heartbeat to '{}' got no answer: {}",
            "The partner or the network is down. Nothing happens before max-response-delay."),
    HA_HEARTBEAT_FAILED(
            Severity.WARN,
            "heartbeat to '{}' got an answer that says nothing: {}",
            "Its control channel answers but not its DHCP server, or names of servers differ."),
    HA_LEASE_UPDATE_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "'{}' could not be told of leases of {} clients: {}",
            "The clients get no answer and ask again. It ends when the partner counts as down."),
    HA_LEASE_UPDATE_FAILED(
            Severity.WARN,
            "'{}' did not take the leases of {}: {}",
            "Most often the configurations of the servers differ, as in the subnets."),
    HA_LEASE_UPDATE_CONFLICT(
            Severity.WARN,
            "'{}' refused the leases of {} since they contradict its own: {}",
            "The client asks again. Many such clients end high availability."),
    HA_LEASE_UPDATE_CREATE_UPDATE_FAILED_ON_PEER(
            Severity.WARN,
            "'{}' could not store the lease {} {}: {}",
            "The servers differ in this lease until it is renewed."),
    HA_LEASE_UPDATE_DELETE_FAILED_ON_PEER(
            Severity.INFO,
            "'{}' could not delete the lease {} {}: {}",
            "In general it did not have it, and nothing is wrong."),
    HA_LEASES_BACKLOG_START(
            Severity.INFO,
            "begin to send {} changes of leases that were kept for '{}'",
            "The partner was out of reach for a while. Clients wait until this is done."),
    HA_LEASES_BACKLOG_SUCCESS(
            Severity.INFO,
            "'{}' has all changes of leases that were kept for it",
            "The servers go on as before the partner was out of reach."),
    HA_LEASES_BACKLOG_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "'{}' could not be sent the changes kept for it: {}",
            "They stay. If the partner can be reset both servers synchronize instead."),
    HA_LEASES_BACKLOG_FAILED(
            Severity.WARN,
            "'{}' did not take the changes kept for it: {}",
            "Both servers synchronize instead. Most often their configurations differ."),
    HA_LEASES_BACKLOG_OVERFLOW(
            Severity.WARN,
            "more than {} changes of leases wait for '{}': none is kept any longer",
            "Both servers synchronize once they reach each other. Or raise delayed-updates-limit."),
    HA_RESET_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "could not ask '{}' to start over: {}",
            "It is tried again after the next heartbeat."),
    HA_RESET_FAILED(
            Severity.WARN,
            "'{}' refused to start over: {}",
            "It is tried again after the next heartbeat."),
    HA_LEASE6_EXPIRE_RECLAMATION_SKIP(
            Severity.DEBUG,
            "the expired lease {} is left to the partner",
            "High availability has ended, and the lease is of one of the partner's clients."),
    HA_SYNC_START(
            Severity.INFO,
            "begin to fetch the leases of '{}'",
            "That server serves nobody until it is done."),
    HA_SYNC_SUCCESSFUL(
            Severity.INFO,
            "fetched the leases of '{}': {} came, {} of them were news",
            "Both servers have the same leases now."),
    HA_SYNC_RETURN_SUCCESSFUL(
            Severity.INFO,
            "looked through the leases of '{}' in return: {} came, {} of them were news",
            "It has come back, with leases that perhaps nobody else had heard of."),
    HA_SYNC_RETURN_FAILED(
            Severity.WARN,
            "could not look through the leases of '{}' in return: {}",
            "Leases that only it has stay unknown here until they are renewed, or until ha-sync."),
    HA_SYNC_SUPPLEMENTED(
            Severity.INFO,
            "told '{}' of {} leases that it lacked",
            "This server had them when it went down, and nobody else had heard of them."),
    HA_SYNC_SUPPLEMENT_REFUSED(
            Severity.WARN,
            "'{}' does not take lease {}, which it lacks: {}",
            "Most often the configurations of the servers differ, as in the subnets."),
    HA_SYNC_FAILED(
            Severity.ERROR,
            "could not fetch the leases of '{}': {}",
            "It is tried again after the next heartbeat, or when the operator says so."),
    HA_LEASES_SYNC_LEASE_PAGE_RECEIVED(
            Severity.DEBUG, "{} leases came from '{}'", "One page of a synchronization."),
    HA_LEASES_SYNC_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "'{}' sent no page of leases: {}",
            "See HA_SYNC_FAILED; a larger sync-timeout helps if the page came too late."),
    HA_LEASES_SYNC_FAILED(
            Severity.WARN,
            "'{}' refused to send a page of leases: {}",
            "See HA_SYNC_FAILED; the other server must support lease6-get-page."),
    HA_LEASE_SYNC_FAILED(
            Severity.WARN,
            "skipped lease {} that came with a synchronization: {}",
            "The other server holds a lease that this one cannot store."),
    HA_DHCP_DISABLE_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "could not ask '{}' to stop its service: {}",
            "Leases cannot be fetched now. It is tried again after the next heartbeat."),
    HA_DHCP_DISABLE_FAILED(
            Severity.WARN,
            "'{}' refused to stop its service: {}",
            "Leases cannot be fetched. The control channel of that server must allow it."),
    HA_DHCP_ENABLE_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "could not ask '{}' to start its service again: {}",
            "It does so by itself after sync-timeout."),
    HA_DHCP_ENABLE_FAILED(
            Severity.WARN,
            "'{}' refused to start its service again: {}",
            "It does so by itself after sync-timeout."),
    HA_SYNC_COMPLETE_NOTIFY_COMMUNICATIONS_FAILED(
            Severity.WARN,
            "could not tell '{}' that its leases are here: {}",
            "The synchronization is repeated."),
    HA_SYNC_COMPLETE_NOTIFY_FAILED(
            Severity.WARN,
            "'{}' does not take note that its leases are here: {}",
            "The synchronization is repeated."),
    HA_CONFIG_LEASE_UPDATES_DISABLED(
            Severity.WARN,
            "lease updates are switched off for server '{}'",
            "Leases are lost if this server fails. Intended only with a shared database."),
    HA_CONFIG_LEASE_SYNCING_DISABLED(
            Severity.WARN,
            "lease synchronization is switched off for server '{}'",
            "A server that was away does not learn what it missed."),
    TANDEM6_CONTINUITY_OFF(
            Severity.INFO,
            "no continuity with the partner: {}",
            "Kea's rules hold: what clients are told waits for the partner, and a partition can give"
                    + " an address to two clients."),
    TANDEM6_CONTINUITY_RECONCILES(
            Severity.INFO,
            "'{}' is Tandem6 too: it is told of all leases before the first agreement",
            "Happens once. Clients are served meanwhile."),
    TANDEM6_CONTINUITY_AGREED(
            Severity.INFO,
            "agreement number {} is in force, with a maximum client lead time of {} s",
            "From here on the loss of the partner costs clients nothing."),
    TANDEM6_CONTINUITY_ENDED(
            Severity.WARN,
            "'{}' answers without knowing of the agreement, which has ended",
            "It is a Kea now, or continuity was switched off there. The servers start over by Kea's"
                    + " rules."),
    TANDEM6_GREETING_NOT_UNDERSTOOD(
            Severity.ERROR,
            "what '{}' says of continuity is not understood: {}",
            "It is of a release that is too new or too old for this one; update the older server. An"
                    + " agreement stays in force meanwhile, by which the partner counts as lost."
                    + " Without one Kea's rules hold."),
    TANDEM6_CONTINUITY_UNACQUAINTED(
            Severity.WARN,
            "this server has no leases and does not know '{}': it leases nothing before that answers",
            "It is new, or has lost its disk. If the partner is certain to be off, say so with"
                    + " 'ha-partner-down-confirm'."),
    TANDEM6_CONTINUITY_BEHIND(
            Severity.ERROR,
            "this server has less on its disk than its partner knows that it had",
            "Its disk was restored or lost. It serves nobody until it has been told everything and"
                    + " the maximum client lead time has passed; the partner serves meanwhile."),
    TANDEM6_CONTINUITY_PARTNER_BEHIND(
            Severity.WARN,
            "the partner has less on its disk than it had before",
            "It is told of all leases, and comes back after the maximum client lead time."),
    TANDEM6_CONTINUITY_RECOVERED(
            Severity.INFO,
            "this server knows again what it had forgotten",
            "It goes on as before."),
    TANDEM6_CONTINUITY_FILE_DAMAGED(
            Severity.ERROR,
            "the continuity file beside the lease file makes no sense",
            "The server goes on as if it had none. If there was an agreement, the partner knows."),
    TANDEM6_CONTINUITY_FILE_NOT_WRITTEN(
            Severity.ERROR,
            "the continuity file beside the lease file could not be written",
            "It is tried again each second. Until then nothing that has to be on disk takes effect."),
    TANDEM6_ALL_LEASES_WANTED(
            Severity.INFO,
            "'{}' wants to be told of all leases",
            "The command ha-sync was given there. Both servers go on serving clients."),
    TANDEM6_OWN_HALF_EXHAUSTED(
            Severity.WARN,
            "nothing of type {} is left of this server's half of subnet {}",
            "New clients get what is the partner's, with its consent; without the partner they get"
                    + " nothing. Make the pool larger, or the partner's answer possible again."),
    TANDEM6_RESYNCHRONIZED(
            Severity.INFO,
            "'{}' knows all leases again: it was told of {} in {} ms",
            "Both servers went on serving clients meanwhile."),
    TANDEM6_CLOCK_JUMPED(
            Severity.WARN,
            "the wall clock has jumped by {} s",
            "Nothing is given to others earlier because of that. Have the clock kept by NTP or chrony,"
                    + " which slew it."),
    TANDEM6_CONTACT(
            Severity.INFO, "'{}' answers", "Clients are answered when it has their leases."),
    TANDEM6_CONTACT_LOST(
            Severity.WARN,
            "'{}' does not answer",
            "Clients are answered without it, with lifetimes within the maximum client lead time, and"
                    + " get new addresses from this server's half."),
    TANDEM6_LEASE_FORCED(
            Severity.WARN,
            "an operator insisted on '{}': {}",
            "The partner is told to do the same, whatever it knows. A client that had the address may"
                    + " go on using it until its lease ends."),
    TANDEM6_LEASE_REFUSED(
            Severity.WARN,
            "the lease of {} was refused by '{}': {}",
            "The address is in use there. Nobody was told of this lease, unless an operator or a lost"
                    + " disk is the cause.");

    private final Entry entry;

    HaMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "ha-hooks", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
