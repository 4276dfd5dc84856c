package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private final Frequencies frequencies = new Frequencies();
    private final AlertIndex index = new AlertIndex(new Programs(), frequencies);
    private final Replacements replacements = new Replacements();
    private final Question question = new Question(index, frequencies);
    private final Listing brompton = Listing.builder(
                    new ListingKey(new SourceId("here"), "1"), "Brompton", URI.create("https://example.org/1"))
            .build();

    /** A replacement that is taken out again before a reader comes to it, with the last use of the word it excludes. */
    @Test
    void anAlertThatIsGoneIsNotFoundAlthoughTheWordItExcludesIsForgotten() {
        Replacements.Link before = replacements.last();
        int gone = add(anythingBut("brompton"));
        replacements.add(gone);
        index.remove(gone);

        assertThat(question.ask(brompton, SmallWorld.NOW, before)).isEmpty();
    }

    /** As for a reader that looked where it is filed before it was there, and for the old one when that was gone. */
    @Test
    void aReplacementIsFoundThoughItIsFiledNowhere() {
        Replacements.Link before = replacements.last();
        int[] program = index.write(anythingBut("dahon"));
        index.programs.add(program);
        replacements.add(Program.slot(program));

        assertThat(question.ask(brompton, SmallWorld.NOW, before)).containsExactly(1);
        assertThat(question.ask(brompton, SmallWorld.NOW, replacements.last())).isEmpty();
    }

    @Test
    void aListingIsPutToTheAlertsFoundForItAndToNoneOfTheOneBefore() {
        add(anythingBut("dahon"));
        add(anythingBut("tern"));

        for (int i = 0; i < 3; i++) {
            question.ask(brompton, SmallWorld.NOW, replacements.last());
            assertThat(question.candidates()).isEqualTo(2);
        }
    }

    @Test
    void aReplacementThatCameDuringAMatchIsAskedWithItsOwnNewWordsLookedFor() {
        Replacements.Link before = replacements.last();
        ShownListing early = new ShownListing(index.vocabulary);
        early.read(brompton, SmallWorld.NOW, false);
        int excludes = add(anythingBut("brompton"));
        int matches = add(Alert.of(2, 1, "this", criteria().allOf("brompton").build(), ""));
        replacements.add(excludes);
        replacements.add(matches);

        assertThat(Verifier.accepts(index.programs.get(excludes), 0, early))
                .as("a word that came later")
                .isFalse();
        assertThat(question.ask(brompton, SmallWorld.NOW, before)).containsExactly(2);
    }

    /** It may well say what is asked for, by a name that nobody looked for. */
    @Test
    void aListingIsNotSilentOnAnAttributeOfWhichItWasNotYetAsked() {
        Listing red = brompton.toBuilder().attribute("color", "red").build();
        ShownListing early = new ShownListing(index.vocabulary);
        early.read(red, SmallWorld.NOW, false);
        AlertCriteria blue = criteria()
                .attribute(AttributeCriterion.of("color", "blue").orUnknown())
                .build();
        int slot = add(Alert.of(1, 1, "blue", blue, ""));
        ShownListing late = new ShownListing(index.vocabulary);
        late.read(brompton, SmallWorld.NOW, false);

        assertThat(Verifier.accepts(index.programs.get(slot), 0, early)).isFalse();
        assertThat(Verifier.accepts(index.programs.get(slot), 0, late)).isTrue();
        assertThat(question.ask(red, SmallWorld.NOW, replacements.last())).isEmpty();
        assertThat(question.ask(brompton, SmallWorld.NOW, replacements.last())).containsExactly(1);
    }

    /** Whoever comes upon a slot that went to another alert puts that one to the listing. */
    @Test
    void anAlertThatIsNotActiveMatchesNothingWhereverItStands() {
        Alert paused = anythingBut("something").withActive(false);
        int slot = add(paused);
        ShownListing shown = new ShownListing(index.vocabulary);
        shown.read(brompton, SmallWorld.NOW, false);

        assertThat(Verifier.accepts(index.programs.get(slot), 0, shown)).isFalse();
    }

    private int add(Alert alert) {
        int[] program = index.write(alert);
        index.add(program, slot -> {});
        return Program.slot(program);
    }

    private static AlertCriteria.Builder criteria() {
        return AlertCriteria.builder();
    }

    private static Alert anythingBut(String word) {
        return Alert.of(1, 1, "anything else", criteria().noneOf(word).build(), "");
    }
}
