package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Holds a request at the last moment, when its connection stands, until the gap after the one before it to the same host
 * is over. Turns are taken earlier: one that then had to look up a name and to connect would else be followed too closely
 * by the next, whose connection stood already.
 */
final class StartGate implements Interceptor {

    /** Above this many hosts, those whose gap is over are forgotten. */
    private static final int MANY_HOSTS = 1_000;

    private final Pause pause;

    /** When the next request to a host may start, by {@link Pause#nanos()}. Guarded by itself. */
    private final Map<String, Long> starts = new HashMap<>();

    StartGate(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Passage passage = Objects.requireNonNull(request.tag(Passage.class));
        try {
            pass(request.url().host(), passage, chain.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return chain.proceed(request);
    }

    /** A call that was given up meanwhile takes no start from those behind it. */
    private void pass(String host, Passage passage, Call call) throws IOException, InterruptedException {
        throwIfCanceled(call);
        for (long wait = start(host, passage.gap); wait > 0; wait = start(host, passage.gap)) {
            passage.hold(wait);
            pause.await(Duration.ofNanos(wait));
            throwIfCanceled(call);
        }
    }

    private static void throwIfCanceled(Call call) throws IOException {
        if (call.isCanceled()) {
            throw new IOException("Canceled");
        }
    }

    /** Starts a request now, or says how long to wait before trying again. */
    private long start(String host, Duration gap) {
        synchronized (starts) {
            long now = pause.nanos();
            long wait = starts.getOrDefault(host, now) - now;
            if (wait > 0) {
                return wait;
            }
            if (starts.size() >= MANY_HOSTS) {
                starts.values().removeIf(start -> start - now <= 0);
            }
            starts.put(host, now + gap.toNanos());
            return 0;
        }
    }

    /** One request's way through the gate. */
    static final class Passage {

        private final Duration gap;

        /** Added to by the thread of the call, read by the one that waits for it. */
        private final AtomicLong held = new AtomicLong();

        /**
         * A passage.
         *
         * @param gap the least time from this request's start to the next one's to the same host
         */
        Passage(Duration gap) {
            this.gap = gap;
        }

        /** For how many nanoseconds the request was held, or is going to be: time that it did not spend on the wire. */
        long held() {
            return held.get();
        }

        private void hold(long nanos) {
            held.addAndGet(nanos);
        }
    }
}
