package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Questions questions = new Questions(() -> {
        made.incrementAndGet();
        Frequencies frequencies = new Frequencies();
        return new Question(new AlertIndex(new Programs(), frequencies), frequencies);
    });

    @Test
    void aQuestionThatWasGivenBackIsTakenAgain() {
        for (int i = 0; i < 10; i++) {
            questions.giveBack(questions.take());
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void nobodyIsGivenAQuestionThatAnotherHas() {
        Set<Question> taken = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            taken.add(questions.take());
        }
        taken.forEach(questions::giveBack);
        Set<Question> again = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            again.add(questions.take());
        }

        assertThat(taken).hasSize(10);
        assertThat(again).hasSize(10);
        assertThat(made).as("a row keeps four").hasValue(16);
    }
}
