package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private final Replacements replacements = new Replacements();

    @Test
    void whoRemembersAPlaceFindsEveryReplacementAfterItAndNoneBefore() {
        Replacements.Link first = replacements.last();
        replacements.add(7);
        replacements.publish();
        Replacements.Link second = replacements.last();
        replacements.add(8);
        replacements.add(9);

        assertThat(after(first)).containsExactly(7, 8, 9);
        assertThat(after(second)).containsExactly(8, 9);
        assertThat(after(replacements.last())).isEmpty();
    }

    private static List<Integer> after(Replacements.Link place) {
        List<Integer> slots = new ArrayList<>();
        Replacements.@Nullable Replacement next = place.next();
        while (next != null) {
            slots.add(next.slot());
            next = next.after().next();
        }
        return slots;
    }
}
