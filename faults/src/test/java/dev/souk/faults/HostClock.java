package dev.souk.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a host, which can be set while the host runs. Thread-safe. */
final class HostClock extends Clock {

    /** What the host logs when its clock is set, before how far it is ahead. */
    static final String SET_AHEAD = "clock set ahead by ";

    private volatile Duration ahead;

    /** Negative if it is behind. */
    HostClock(Duration ahead) {
        this.ahead = ahead;
    }

    void setAhead(Duration other) {
        ahead = other;
        System.out.println(SET_AHEAD + other);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a host goes by UTC");
    }
}
