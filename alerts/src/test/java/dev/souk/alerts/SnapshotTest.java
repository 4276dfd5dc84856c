package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    private static final int ALERTS = 500;
    /** Behind the word and the version, the frequencies and how many alerts there are. */
    private static final int FIRST_ALERT = 12 + 4 + (int) Frequencies.bytes() + 4;

    private final SmallWorld world = new SmallWorld(new Random(7));
    private final AlertEngine engine = new AlertEngine();
    private byte[] saved = {};

    @BeforeEach
    void save() throws IOException {
        for (long id = 1; id <= ALERTS; id++) {
            engine.register(world.alert(id));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.save(out);
        saved = out.toByteArray();
    }

    private static AlertEngine load(byte[] bytes) throws IOException {
        return AlertEngine.load(new ByteArrayInputStream(bytes));
    }

    @Test
    void anEngineThatWasLoadedKnowsAndFindsWhatTheSavedOneDoes() throws IOException {
        AlertEngine loaded = load(saved);

        assertThat(loaded.size()).isEqualTo(ALERTS);
        for (long id = 1; id <= ALERTS; id++) {
            assertThat(loaded.alert(id)).isEqualTo(engine.alert(id));
        }
        for (int i = 0; i < 200; i++) {
            Listing listing = world.listing();
            assertThat(loaded.match(listing)).isEqualTo(engine.match(listing));
        }
    }

    @Test
    void whatIsNoSnapshotOrOfAnotherVersionIsRefused() {
        byte[] newer = saved.clone();
        newer[11]++;

        assertThatThrownBy(() -> load(newer))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("snapshot of alerts is of version %d, and %d is what can be read"
                        .formatted(Snapshot.VERSION + 1, Snapshot.VERSION));
        assertThatThrownBy(() -> load("What is this?".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("does not begin as one");
    }

    /** Before it is read: what was changed can promise an alert of two gigabytes, or of less than none. */
    @ParameterizedTest
    @ValueSource(ints = {-1, (1 << 23) + 1, Integer.MAX_VALUE})
    void anAlertThatIsShorterOrLongerThanAnyIsRefusedByItsLength(int length) {
        byte[] changed = saved.clone();
        ByteBuffer.wrap(changed).putInt(FIRST_ALERT, length);

        assertThatThrownBy(() -> load(changed))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("holds an alert of %d bytes".formatted(length));
    }

    @Test
    void aSnapshotThatWasCutAnywhereIsRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] cut = Arrays.copyOf(saved, random.nextInt(saved.length));
            assertThatThrownBy(() -> load(cut)).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void aSnapshotOfWhichOneBitWasChangedIsRefused() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            byte[] changed = saved.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> load(changed)).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void anEngineOfIdsMatchesTheSameKeepsNoAlertAndSavesNone() {
        AlertEngine idsOnly = AlertEngine.idsOnly();
        for (long id = 1; id <= ALERTS; id++) {
            engine.alert(id).ifPresent(idsOnly::register);
        }

        Alert one = engine.alert(1).orElseThrow();
        Listing listing = world.listing();
        assertThat(idsOnly.match(listing)).isEqualTo(engine.match(listing));
        assertThat(idsOnly.size()).isEqualTo(ALERTS);
        assertThat(idsOnly.alert(1)).isEmpty();
        assertThat(idsOnly.explain(1, listing)).isEmpty();
        assertThat(idsOnly.explain(one, listing)).isEqualTo(engine.explain(one, listing));
        assertThatThrownBy(() -> idsOnly.save(new ByteArrayOutputStream())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryIsToldByKindAndGivenBack() {
        long full = engine.memory().total() - engine.memory().frequencies();
        assertThat(engine.memory().programs()).isGreaterThan(ALERTS * 16L);
        assertThat(engine.memory().written()).isGreaterThan(ALERTS * 16L);

        for (long id = 1; id <= ALERTS; id++) {
            engine.unregister(id);
        }

        assertThat(engine.memory().total() - engine.memory().frequencies()).isLessThan(full / 10);
        assertThat(engine.memory().programs() + engine.memory().written()).isZero();
    }
}
