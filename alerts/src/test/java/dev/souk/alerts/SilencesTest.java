package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final int NAMES = 3 * Silences.MOST;

    private final Frequencies frequencies = new Frequencies();
    private final AlertIndex index = new AlertIndex(new Programs(), frequencies);
    private final Question question = new Question(index, frequencies);
    private final Replacements replacements = new Replacements();
    private final Listing silent = Listing.builder(
                    new ListingKey(new SourceId("here"), "1"), "Anything", URI.create("https://example.org/1"))
            .build();

    private int add(long id) {
        AttributeCriterion blue = AttributeCriterion.of("name" + id, "blue").orUnknown();
        int[] program = index.write(
                Alert.of(id, 1, "blue", AlertCriteria.builder().attribute(blue).build(), ""));
        index.add(program, slot -> {});
        return Program.slot(program);
    }

    private long[] ask(Listing listing) {
        return question.ask(listing, SmallWorld.NOW, replacements.last());
    }

    @Test
    void namesThatAreMadeUpDoNotGrowWhatEveryListingGoesThroughAndTheirAlertsAreFoundAllTheSame() {
        long[] all = LongStream.rangeClosed(1, NAMES).toArray();
        List<Integer> slots = new ArrayList<>();
        for (long id : all) {
            slots.add(add(id));
        }
        slots.add(add(1));
        String last = "name" + NAMES;

        assertThat(index.anchors.silences.inUse()).hasSize(Silences.MOST);
        assertThat(ask(silent)).isEqualTo(all);
        assertThat(ask(silent.toBuilder().attribute(last, "blue").build())).isEqualTo(all);
        assertThat(ask(silent.toBuilder().attribute(last, "red").build()))
                .isEqualTo(LongStream.range(1, NAMES).toArray());

        slots.forEach(index::remove);

        assertThat(index.anchors.silences.inUse()).isEmpty();
        assertThat(ask(silent)).isEmpty();
    }
}
