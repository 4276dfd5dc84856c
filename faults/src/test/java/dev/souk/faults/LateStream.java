package dev.souk.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is written arrives in order and so much later, as over a long line, however much is under way. For one thread. */
final class LateStream extends OutputStream {

    private final OutputStream end;
    private final Duration latency;
    private final ScheduledThreadPoolExecutor underWay;

    @Nullable
    private volatile IOException broken;

    LateStream(OutputStream end, Duration latency) {
        this.end = end;
        this.latency = latency;
        underWay = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "late-stream");
            thread.setDaemon(true);
            return thread;
        });
        // Nobody closes it: its thread ends when nothing is under way any more.
        underWay.setKeepAliveTime(1, TimeUnit.SECONDS);
        underWay.allowCoreThreadTimeOut(true);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    // What becomes of it says `broken`.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        IOException problem = broken;
        if (problem != null) {
            throw new IOException("the line is broken", problem);
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        underWay.schedule(() -> arrive(copy), latency.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void arrive(byte[] bytes) {
        try {
            end.write(bytes);
        } catch (IOException e) {
            broken = e;
        }
    }
}
