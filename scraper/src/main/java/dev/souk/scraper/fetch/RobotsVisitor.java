package dev.souk.scraper.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Passes on what the site's robots.txt allows, at the pace that it asks for. */
final class RobotsVisitor implements Visitor {

    /*
     * One slot per origin. Its lock lets one thread ask for the file while the others wait for the answer. A site that
     * cannot say what it allows is taken to forbid everything, and is asked again soon.
     */

    /** A longer crawl-delay is cut to this. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** After a failure the file is asked for again after this. */
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final int MOST_ORIGINS = 500;

    /** Of all files together: some 15 MB. A file may have fifty thousand, and a hostile site any number of origins. */
    private static final long MOST_RULES = 200_000;

    private final String agent;
    private final boolean heedsRefusal;
    private final Visitor next;
    private final Visitor files;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration timeout;

    /** By origin, the one asked longest ago first. Guarded by itself. */
    private final Map<String, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
            return size() > MOST_ORIGINS;
        }
    };

    /**
     * Creates the gate before {@code next}, by which the files are fetched too.
     *
     * @param agent by whose rules
     * @param heedsRefusal whether a file that is refused (401, 403) forbids the whole site
     * @param lifetime how long a file is believed
     * @param timeout the time on the wire for one file
     */
    RobotsVisitor(String agent, boolean heedsRefusal, Visitor next, Clock clock, Duration lifetime, Duration timeout) {
        this.agent = agent;
        this.heedsRefusal = heedsRefusal;
        this.next = next;
        this.files = new Redirects(next);
        this.clock = clock;
        this.lifetime = lifetime;
        this.timeout = timeout;
    }

    @Override
    public Answer visit(Visit visit) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(RobotsFile.origin(visit.url()), origin -> new Slot());
        }
        RobotsVerdict verdict;
        try {
            verdict = slot.verdict(visit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
        return verdict.on(visit, next);
    }

    /** Those that were asked longest ago are asked anew, once all together are too much. */
    private void note(int size, Slot fresh) {
        synchronized (slots) {
            fresh.rules = size;
            long rules = slots.values().stream().mapToLong(slot -> slot.rules).sum();
            Iterator<Slot> eldest = slots.values().iterator();
            while (rules > MOST_RULES) {
                rules -= eldest.next().rules;
                eldest.remove();
            }
        }
    }

    private RobotsVerdict ask(Visit visit) {
        HttpUrl file = new HttpUrl.Builder()
                .scheme(visit.url().scheme())
                .host(visit.url().host())
                .port(visit.url().port())
                .addPathSegment("robots.txt")
                .build();
        return RobotsVerdict.of(files.visit(visit.toRobots(file, new WireTime(timeout))), agent, heedsRefusal);
    }

    /** One origin's verdict and until when it holds. */
    private final class Slot {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable RobotsVerdict verdict;
        private Instant expiry = Instant.MIN;

        /** Guarded by all slots. */
        private int rules;

        RobotsVerdict verdict(Visit visit) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                @Nullable RobotsVerdict known = verdict;
                if (known != null && clock.instant().isBefore(expiry)) {
                    return known;
                }
                RobotsVerdict fresh = ask(visit);
                // An interrupted question says nothing of the site.
                if (!Thread.currentThread().isInterrupted()) {
                    verdict = fresh;
                    expiry = clock.instant().plus(fresh.isLasting() ? lifetime : RETRY);
                    note(fresh.size(), this);
                }
                return fresh;
            } finally {
                lock.unlock();
            }
        }
    }
}
