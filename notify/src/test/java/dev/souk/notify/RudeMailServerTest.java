package dev.souk.notify;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.DeliveryResult.TryAgain;
import dev.souk.notify.DeliveryResult.Undeliverable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class RudeMailServerTest {

    private static final String PASSWORD = "hunter2-secret";

    private RudeMailServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RudeMailServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private EmailNotifier.Builder notifier() {
        return EmailNotifier.builder("127.0.0.1", server.port(), "alerts@souk.example")
                .security(SmtpSecurity.NONE)
                .timeout(Duration.ofSeconds(5))
                .batchTimeout(Duration.ofSeconds(10));
    }

    private static Delivery any() {
        return delivery(42, brompton());
    }

    private static Delivery toBen() {
        return new Delivery(
                43,
                "email",
                any().notification(),
                new Recipient(6, "ben@example.org", null),
                1,
                any().leaseToken(),
                Samples.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 451 4.3.0 later",
        "RCPT, 450 4.2.0 greylisted",
        "RCPT, 552 5.2.2 mailbox full",
        "RCPT, 550 5.7.1 relaying denied",
        "RCPT, 550 relay not permitted",
        "RCPT, 550 Relaying denied",
        "RCPT, 554 <ana@example.org>: Relay access denied",
        "RCPT, 550 authentication required",
        "RCPT, '550-Verification failed for <alerts@souk.example>\r\n550 Sender verify failed'",
        "RCPT, '553 sorry, that domain isn''t in my list of allowed rcpthosts (#5.7.1)'",
        "RCPT, 550 5.2.2 mailbox full",
        "., 554 5.3.1 system full",
        "., 554 5.4.6 too many hops",
        "MAIL, 451 later",
        "MAIL, 550 who are you",
        "DATA, 451 later",
        "., 452 no space",
        "'', 421 too busy",
        "'', 554 go away",
        "RCPT, (hang up)",
        "., (hang up)",
        "'', (hang up)",
        "RCPT, garbage"
    })
    void triesAgainWhatMayYetSucceed(String command, String answer) {
        server.answering(command, answer);

        assertThat(notifier().build().send(any())).isInstanceOf(TryAgain.class);
    }

    /** Postfix refuses a container's name by {@code reject_non_fqdn_helo_hostname}. */
    @Test
    void theNameOfTheMachineIsTheOneThatTheApplicationGives() {
        notifier().ehloName("souk.example").build().send(any());

        assertThat(server.heard()).first().isEqualTo("EHLO souk.example");
        assertThatThrownBy(() -> notifier().ehloName("a\r\nRSET")).hasMessageContaining("not the name of a machine");
    }

    /** What concerns one recipient counts against nobody else. */
    @ParameterizedTest
    @CsvSource({
        "RCPT, 450 4.2.0 greylisted, true",
        "RCPT, 451 4.7.1 greylisted, true",
        "RCPT, 451 come back later, true",
        "RCPT, 452 4.2.2 mailbox full, true",
        "RCPT, 552 5.2.2 mailbox full, true",
        "RCPT, 552 no room, true",
        "RCPT, 550 5.2.2 over quota, true",
        "., 452 4.2.2 mailbox full, true",
        "RCPT, 451 4.3.0 disk full, false",
        "RCPT, 451 4.4.1 no answer from host, false",
        "RCPT, 450 4.1.8 Sender address rejected: Domain not found, false",
        "RCPT, 421 4.7.0 too busy, false",
        "RCPT, 550 5.7.1 relaying denied, false",
        "MAIL, 451 4.7.1 later, false",
        "DATA, 451 later, false",
        "., 452 no space, false",
        "'', 421 too busy, false",
        "RCPT, (hang up), false"
    })
    void tellsWhetherItIsTheRecipientThatIsRefused(String command, String answer, boolean ofRecipient) {
        server.answering(command, answer);

        assertThat(notifier().build().send(any()))
                .isInstanceOfSatisfying(
                        TryAgain.class, again -> assertThat(again.ofRecipient()).isEqualTo(ofRecipient));
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user",
        "RCPT, 550 5.4.1 Recipient address rejected: Access denied",
        "RCPT, 550 5.4.4 unable to route",
        "RCPT, 553 not allowed",
        "RCPT, 550 gone",
        "DATA, 554 no",
        "., 554 5.6.0 not this text"
    })
    void givesUpWhenRefusedForGood(String command, String answer) {
        server.answering(command, answer);

        DeliveryResult result = notifier().build().send(any());

        assertThat(result)
                .isInstanceOfSatisfying(
                        Undeliverable.class, never -> assertThat(never.reason()).contains(answer));
    }

    /** What Gmail, Exchange Online and Amazon say when an account has sent all that it may in a day, whenever they say it. */
    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.4.5 Daily user sending limit exceeded",
        "RCPT, 550 5.4.5 Daily sending quota exceeded",
        "., '550-5.4.5 Daily user sending limit exceeded. For more information\r\n550 5.4.5 go to https://mail.example'",
        "RCPT, 550 5.1.90 Your message can't be sent because you've reached your daily limit",
        "., 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
        "., 454 Throttling failure: Daily message quota exceeded."
    })
    void leavesAServerAloneThatTakesNoMoreToday(String command, String answer) {
        FakeClock clock = new FakeClock();
        EmailNotifier notifier = notifier().clock(clock).build();
        server.answering(command, answer);

        List<DeliveryResult> refused = notifier.sendAll(List.of(any(), toBen()));

        assertThat(refused)
                .extracting(result -> ((TryAgain) result).tried(), result -> ((TryAgain) result).after())
                .containsExactly(tuple(false, Duration.ofHours(1)), tuple(false, Duration.ofHours(1)));
        assertThat(refused).noneMatch(result -> ((TryAgain) result).ofRecipient());
        assertThat(notifier.rest().whole()).contains(Duration.ofHours(1));
        server.answering(command, "250 fine");
        clock.advance(Duration.ofMinutes(59));
        assertThat(((TryAgain) notifier.send(toBen())).after()).isEqualTo(Duration.ofMinutes(1));
        assertThat(server.calls()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(notifier.rest()).isEqualTo(Rest.NONE);
        assertThat(notifier.send(toBen())).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void itsThreadsAreTheHosts() {
        List<String> made = new CopyOnWriteArrayList<>();
        EmailNotifier notifier = notifier()
                .threads(task -> {
                    made.add("one");
                    return new Thread(task);
                })
                .build();

        assertThat(notifier.send(toBen())).isEqualTo(DeliveryResult.delivered());

        assertThat(made).as("for the time of the batch, and for the address").hasSize(2);
    }

    @Test
    void aClockThatIsSetBackDoesNotProlongTheRest() {
        FakeClock clock = new FakeClock();
        EmailNotifier notifier = notifier().clock(clock).build();
        server.answering("RCPT", "454 Throttling failure: Daily message quota exceeded.");
        notifier.send(any());
        server.answering("RCPT", "250 fine");

        clock.advance(Duration.ofMinutes(-30));
        assertThat(((TryAgain) notifier.send(toBen())).after()).isEqualTo(Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));

        assertThat(notifier.send(toBen())).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void goesOnWithTheOthersWhenOneIsRefused() {
        server.answering("RCPT TO:<ana", "550 no such user");
        Delivery ben = toBen();

        List<DeliveryResult> results = notifier().build().sendAll(List.of(any(), ben, any(), ben));

        assertThat(results.get(0)).isInstanceOf(Undeliverable.class);
        assertThat(results.get(1)).isEqualTo(DeliveryResult.delivered());
        assertThat(results.get(2)).isInstanceOf(Undeliverable.class);
        assertThat(results.get(3)).isEqualTo(DeliveryResult.delivered());
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void connectsAgainWhenTheServerHungUp() {
        server.answering("RCPT TO:<ana", RudeMailServer.HANG_UP);

        List<DeliveryResult> results = notifier().build().sendAll(List.of(any(), toBen()));

        assertThat(results.get(0)).isInstanceOf(TryAgain.class);
        assertThat(results.get(1)).isEqualTo(DeliveryResult.delivered());
        assertThat(server.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {RudeMailServer.HANG_UP, RudeMailServer.SILENCE})
    void anAddressAtWhoseMailsTheServerBreaksOffCostsTheOthersOfABatchNoMoreThanOnce(String manner) {
        server.answering("RCPT TO:<ana", manner);

        List<DeliveryResult> results = notifier()
                .timeout(Duration.ofSeconds(2))
                .build()
                .sendAll(List.of(any(), any(), toBen(), any(), toBen()));

        assertThat(results)
                .map(result -> result instanceof TryAgain again ? "tried: " + again.tried() : "delivered")
                .containsExactly("tried: true", "tried: false", "delivered", "tried: false", "delivered");
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void asksADeafServerOnlyOnceInABatch() {
        server.answering("", "421 too busy");

        assertThat(notifier().build().sendAll(List.of(any(), any(), any())))
                .extracting(result -> ((TryAgain) result).tried())
                .containsExactly(true, false, false);
        assertThat(server.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"''", "EHLO", "RCPT", "DATA", "."})
    void waitsForASilentServerOnlyAWhile(String command) {
        server.answering(command, RudeMailServer.SILENCE);

        DeliveryResult result =
                notifier().timeout(Duration.ofMillis(300)).build().send(any());

        assertThat(result).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @CsvSource({"''", "EHLO", "RCPT", "."})
    void cutsOffAServerThatSpeaksForEver(String command) {
        server.answering(command, RudeMailServer.DRIP);

        List<DeliveryResult> results =
                notifier().batchTimeout(Duration.ofMillis(700)).build().sendAll(List.of(any(), any()));

        assertThat(results).hasSize(2).allMatch(TryAgain.class::isInstance);
        assertThat(results)
                .extracting(result -> ((TryAgain) result).tried())
                .as("the second was not tried, and that costs no attempt and trips no breaker")
                .containsExactly(true, false);
    }

    @Test
    void triesAgainWhenNobodyListens() throws IOException {
        int port = server.port();
        server.close();

        assertThat(EmailNotifier.builder("127.0.0.1", port, "alerts@souk.example")
                        .build()
                        .send(any()))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void saysNothingInTheClearWhenTlsIsRequired() {
        DeliveryResult result = notifier()
                .security(SmtpSecurity.STARTTLS)
                .login("ana", PASSWORD)
                .build()
                .send(any());

        assertThat(result).isInstanceOf(TryAgain.class);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void keepsThePasswordAndTheAddressToItself() {
        server.answering("EHLO", "250-rude.example\r\n250 AUTH PLAIN LOGIN")
                .answering("AUTH", "535 5.7.8 not you, " + PASSWORD + " AGFuYQBodW50ZXIyLXNlY3JldA==");
        EmailNotifier notifier = notifier().login("postmaster-login", PASSWORD).build();

        TryAgain refused = (TryAgain) notifier.send(any());

        assertThat(server.heard()).anyMatch(line -> line.startsWith("AUTH"));
        assertThat(refused.reason() + notifier)
                .doesNotContain(PASSWORD)
                .doesNotContain("AGFuYQ")
                .doesNotContain("postmaster-login");
    }

    @Test
    void takesTheAddressOutOfWhatTheServerSays() {
        server.answering("RCPT", "550 5.1.1 <Ana@Example.org>: user unknown");

        Undeliverable refused = (Undeliverable) notifier().build().send(any());

        assertThat(refused.reason())
                .contains("550 5.1.1 <(address)>: user unknown")
                .doesNotContainIgnoringCase("ana@");
    }

    @Test
    void takesTheUserOutOfWhatTheServerSays() {
        server.answering("EHLO", "250-rude.example\r\n250 AUTH PLAIN LOGIN")
                .answering("AUTH", "235 welcome")
                .answering("MAIL", "553 5.7.1 <a@b>: Sender address rejected: not owned by user postmaster-login");

        TryAgain refused = (TryAgain)
                notifier().login("postmaster-login", PASSWORD).build().send(any());

        assertThat(refused.reason()).endsWith("not owned by user (user)").doesNotContain("postmaster-login");
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 User Ana unknown, 550 5.1.1 User (address) unknown",
        "550 5.1.1 analysis says no, 550 5.1.1 analysis says no"
    })
    void takesTheNameBeforeTheAtOutOfWhatTheServerSays(String said, String kept) {
        server.answering("RCPT", said);

        Undeliverable refused = (Undeliverable) notifier().build().send(any());

        assertThat(refused.reason()).contains(kept);
    }

    @Test
    void leavesNoHalfOfAnAddressWhereItCutsWhatTheServerSays() {
        server.answering("RCPT", "550 5.1.1 " + "x".repeat(257) + " <ana@example.org> is unknown");

        Undeliverable refused = (Undeliverable) notifier().build().send(any());

        assertThat(refused.reason()).doesNotContainIgnoringCase("ana@");
    }
}
