package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FilingBesideTest {

    private final AlertEngine engine = new AlertEngine();
    private final AtomicInteger threads = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void filesAllThatIsReadOnOneThreadMore() throws InterruptedException {
        try (FilingBeside filing = new FilingBeside(engine, counted())) {
            LongStream.rangeClosed(1, 7 * FilingBeside.BATCH + 3).forEach(id -> filing.changed(alert(id)));
            filing.deleted(8 * FilingBeside.BATCH);

            filing.finish();
        }

        assertThat(engine.size()).isEqualTo(7 * FilingBeside.BATCH + 3);
        assertThat(threads).hasValue(1);
        assertThat(ended.await(1, TimeUnit.MINUTES)).as("the thread has ended").isTrue();
    }

    @Test
    void startsNoThreadForFewAlerts() {
        try (FilingBeside filing = new FilingBeside(engine, counted())) {
            LongStream.rangeClosed(1, FilingBeside.BATCH - 1).forEach(id -> filing.changed(alert(id)));

            filing.finish();
        }

        assertThat(engine.size()).isEqualTo(FilingBeside.BATCH - 1);
        assertThat(threads).hasValue(0);
    }

    @Test
    void throwsWhatFilingThrew() {
        engine.setExchangeRates(currency -> {
            throw new IllegalStateException("no rates today");
        });
        try (FilingBeside filing = new FilingBeside(engine, counted())) {
            LongStream.rangeClosed(1, FilingBeside.BATCH).forEach(id -> filing.changed(alert(id)));

            assertThatThrownBy(filing::finish).hasMessage("no rates today");
        }
    }

    private ThreadFactory counted() {
        return work -> {
            threads.incrementAndGet();
            return Loops.daemons().newThread(() -> {
                work.run();
                ended.countDown();
            });
        };
    }

    private static Alert alert(long id) {
        AlertCriteria criteria =
                AlertCriteria.builder().maxPrice(Money.of(100 + id, "EUR")).build();
        return Alert.of(id, 7, "up to that", criteria, "");
    }
}
