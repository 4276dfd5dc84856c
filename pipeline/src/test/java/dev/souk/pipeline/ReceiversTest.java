package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.pipeline.Receivers.Receiver;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiversTest {

    private final HandClock clock = new HandClock();
    private final Receivers receivers = new Receivers(clock);

    @Test
    void oneUserClosesTheServerToNobodyElse() {
        fail(user(1), 100);

        assertThat(room(user(1))).isZero();
        assertThat(receivers.trouble(user(1))).isEqualTo("mail.example does not answer for this user");
        assertThat(room(user(2))).isEqualTo(20);
        assertThat(receivers.isOpen("email", "mail.example")).isTrue();
    }

    @Test
    void fiveUsersInARowCloseIt() {
        IntStream.range(0, 4).forEach(number -> fail(user(number), 3));
        assertThat(room(user(9))).isEqualTo(20);

        assertThat(receivers.failed(user(4))).isTrue();

        assertThat(room(user(9))).isZero();
        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofSeconds(30));
        assertThat(receivers.trouble(user(9))).isEqualTo("mail.example does not answer");
        assertThat(receivers.isOpen("email", "mail.example")).isFalse();
        assertThat(room(new Receiver("email", "other.example", 9))).isEqualTo(20);
    }

    @Test
    void usersWhoCouldNotBeReachedBeforeAreNoNews() {
        IntStream.range(0, 4).forEach(number -> fail(user(number), 1));
        receivers.answered(user(9));

        IntStream.range(0, 4).forEach(number -> fail(user(number), 20));
        fail(user(4), 20);

        assertThat(room(user(9))).isEqualTo(20);
    }

    @Test
    void eachTrialOfAServerThatFailsDoublesTheWaitWhoeverItWasFor() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(30));
        assertThat(room(user(1))).isEqualTo(1);

        assertThat(receivers.failed(user(1))).isTrue();

        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatGetsThroughOpensTheServerAndTheUser() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 5));
        clock.pass(Duration.ofSeconds(30));

        receivers.answered(user(1));

        assertThat(room(user(1))).isEqualTo(20);
        assertThat(room(user(9))).isEqualTo(20);
        assertThat(room(user(2))).as("a trial").isEqualTo(1);
    }

    @Test
    void usersWhomTheServerRefusesDoNotCloseItUnlessItTakesNothingAtAll() {
        IntStream.range(0, 24).forEach(number -> receivers.refused(user(number)));
        IntStream.range(0, 24).forEach(number -> receivers.refused(user(number)));
        assertThat(room(user(99))).isEqualTo(20);
        receivers.answered(user(99));
        IntStream.range(24, 48).forEach(number -> receivers.refused(user(number)));
        assertThat(room(user(99))).isEqualTo(20);

        assertThat(receivers.refused(user(48))).isTrue();

        assertThat(room(user(99))).isZero();
    }

    @Test
    void aTrialThatIsRefusedForItsUserIsFollowedByAnotherAtOnceWhereSilenceClosedTheServer() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(30));

        assertThat(receivers.refused(user(7))).isFalse();

        assertThat(receivers.waitFor(user(9))).isZero();
        assertThat(room(user(9)))
                .as("a trial, since it may be silent to others")
                .isEqualTo(1);
        assertThat(receivers.failed(user(9))).isTrue();
        assertThat(receivers.waitFor(user(10))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatGetsThroughAfterATrialThatWasRefusedOpensTheServer() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(30));
        receivers.refused(user(7));

        receivers.answered(user(9));

        assertThat(room(user(10))).isEqualTo(20);
    }

    @Test
    void whoIsRefusedAgainAndAgainProlongsTheWaitOfASilentServerForNobody() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(30));

        IntStream.range(0, 100).forEach(time -> receivers.refused(user(1)));

        assertThat(room(user(9))).isEqualTo(1);
        assertThat(room(user(1))).isZero();
    }

    @Test
    void trialsOf25UsersWhomASilentServerRefusesCloseItAgain() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(30));
        IntStream.range(100, 124).forEach(number -> receivers.refused(user(number)));
        assertThat(receivers.waitFor(user(9))).isZero();

        assertThat(receivers.refused(user(124))).isTrue();

        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofMinutes(1));
        clock.pass(Duration.ofMinutes(1));
        assertThat(receivers.refused(user(125))).as("as refusals do").isTrue();
        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aTrialThatIsRefusedFailedWhereRefusalsClosedTheServer() {
        IntStream.range(0, 25).forEach(number -> receivers.refused(user(number)));
        clock.pass(Duration.ofSeconds(30));
        assertThat(room(user(9))).isEqualTo(1);

        assertThat(receivers.refused(user(1))).isTrue();

        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRefusalThatWasOnItsWayDoesNotEndTheWait() {
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(10));

        receivers.refused(user(7));

        assertThat(receivers.waitFor(user(9))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whoIsLeftAloneIsToldByChannelThoseLongestFirst() {
        Receiver other = new Receiver("email", "other.example", 1);
        IntStream.range(0, 5).forEach(number -> fail(user(number), 1));
        clock.pass(Duration.ofSeconds(10));
        IntStream.range(0, 5).forEach(number -> fail(new Receiver("email", "other.example", number), 5));
        fail(user(1), 4);
        fail(new Receiver("e", "mail.example", 7), 4);

        assertThat(receivers.endpointsLeftAlone("email"))
                .containsExactly(
                        new PipelineHealth.Endpoint("other.example", Duration.ofSeconds(30)),
                        new PipelineHealth.Endpoint("mail.example", Duration.ofSeconds(20)));
        assertThat(receivers.usersLeftAlone("email")).as("one of them at both").isEqualTo(5);
        assertThat(receivers.endpointsLeftAlone("e")).isEmpty();
        assertThat(receivers.usersLeftAlone("e")).isZero();
        receivers.answered(other);
        assertThat(receivers.endpointsLeftAlone("email"))
                .extracting(PipelineHealth.Endpoint::name)
                .containsExactly("mail.example");
    }

    @Test
    void aUserWhoIsRefusedFiveTimesIsLeftAlone() {
        IntStream.range(0, 5).forEach(time -> receivers.refused(user(1)));
        assertThat(receivers.usersLeftAlone("email")).isEqualTo(1);

        assertThat(room(user(1))).isZero();
        assertThat(room(user(2))).isEqualTo(20);
    }

    private static Receiver user(long id) {
        return new Receiver("email", "mail.example", id);
    }

    private void fail(Receiver receiver, int times) {
        IntStream.range(0, times).forEach(i -> receivers.failed(receiver));
    }

    /** How many of a batch of 20 may go there. */
    private long room(Receiver receiver) {
        Receivers.Round round = receivers.round(20);
        return IntStream.range(0, 20).filter(i -> round.admits(receiver)).count();
    }
}
