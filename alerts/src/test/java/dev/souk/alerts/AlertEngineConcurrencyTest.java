package dev.souk.alerts;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class AlertEngineConcurrencyTest {

    @RepeatedTest(8)
    void everyMatchFindsWhatIsSurelyThereAndNothingThatIsSurelyNot(RepetitionInfo repetition) throws Exception {
        new ConcurrentRound(repetition.getCurrentRepetition(), new AlertEngine()).run();
    }
}
