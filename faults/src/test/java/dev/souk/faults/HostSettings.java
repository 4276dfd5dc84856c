package dev.souk.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a host process is told on its command line.
 *
 * @param name of letters and digits; the market and the mail receiver know the host by it
 * @param databasePort where PostgreSQL is, or what stands in front of it
 * @param market empty for a host that visits none
 * @param lease how long its deliveries are its own
 * @param end where it ends by itself
 * @param clockAhead how far its clock is ahead; negative if it is behind
 * @param pipelines how many stand in the process, on one pool of connections; the first visits the market
 * @param hookPort where the webhooks of its users are; 0 if they have none
 */
record HostSettings(
        String name,
        int databasePort,
        String database,
        String market,
        int mailPort,
        Duration lease,
        Bug bug,
        End end,
        Duration clockAhead,
        int pipelines,
        int hookPort) {

    static final Duration USUAL_LEASE = Duration.ofSeconds(3);

    HostSettings withName(String other) {
        return new HostSettings(
                other, databasePort, database, market, mailPort, lease, bug, end, clockAhead, pipelines, hookPort);
    }

    HostSettings withLease(Duration other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, other, bug, end, clockAhead, pipelines, hookPort);
    }

    HostSettings withDatabasePort(int other) {
        return new HostSettings(
                name, other, database, market, mailPort, lease, bug, end, clockAhead, pipelines, hookPort);
    }

    HostSettings withoutMarket() {
        return new HostSettings(
                name, databasePort, database, "", mailPort, lease, bug, end, clockAhead, pipelines, hookPort);
    }

    HostSettings with(Bug other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, lease, other, end, clockAhead, pipelines, hookPort);
    }

    HostSettings endingAt(End other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, lease, bug, other, clockAhead, pipelines, hookPort);
    }

    HostSettings withClockAhead(Duration other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, lease, bug, end, other, pipelines, hookPort);
    }

    HostSettings withPipelines(int other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, lease, bug, end, clockAhead, other, hookPort);
    }

    HostSettings withHooksAt(int other) {
        return new HostSettings(
                name, databasePort, database, market, mailPort, lease, bug, end, clockAhead, pipelines, other);
    }

    /** Than the usual one. */
    Duration leaseLongerBy() {
        return lease.minus(USUAL_LEASE);
    }

    boolean visitsMarket() {
        return !market.isEmpty();
    }

    URI marketUri() {
        return URI.create(market);
    }

    List<String> toArguments() {
        return List.of(
                name,
                Integer.toString(databasePort),
                database,
                market,
                Integer.toString(mailPort),
                lease.toString(),
                bug.name(),
                end.name(),
                clockAhead.toString(),
                Integer.toString(pipelines),
                Integer.toString(hookPort));
    }

    static HostSettings of(String[] arguments) {
        return new HostSettings(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                Duration.parse(arguments[5]),
                Bug.valueOf(arguments[6]),
                End.valueOf(arguments[7]),
                Duration.parse(arguments[8]),
                Integer.parseInt(arguments[9]),
                Integer.parseInt(arguments[10]));
    }
}
