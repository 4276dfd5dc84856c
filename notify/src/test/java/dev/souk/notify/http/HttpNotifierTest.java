package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Notifier;
import dev.souk.notify.Samples;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all channels of the package share, shown by webhooks. */
class HttpNotifierTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static WebhookEndpoint at(URI url) {
        return WebhookEndpoint.of(url.toString(), SECRET);
    }

    private static Notifier notifier(AddressBook<WebhookEndpoint> book, HttpSender.Builder sender) {
        return WebhookNotifier.builder(book).over(sender.build()).build();
    }

    private static Notifier notifier(AddressBook<WebhookEndpoint> book) {
        return notifier(book, Receiver.sender());
    }

    private static Delivery to(long id, long userId) {
        return delivery(
                id,
                Samples.draft(AlertEvent.MATCH, brompton("Bike " + id), null),
                new Recipient(userId, "user@example.org", null));
    }

    @Test
    void sendsWhatGoesToOneAddressInOrder() {
        List<Delivery> batch =
                LongStream.rangeClosed(1, 20).mapToObj(id -> to(id, 5)).toList();

        List<DeliveryResult> results =
                notifier(AddressBook.fixed(List.of(at(receiver.url("/hook"))))).sendAll(batch);

        assertThat(results).hasSize(20).containsOnly(DeliveryResult.delivered());
        assertThat(receiver.received())
                .extracting(post -> post.at("/data/listing/title").orElse(""))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20)
                        .mapToObj(id -> "Bike " + id)
                        .toList());
    }

    @Test
    void aBatchGoesByTheConnectionsOfTheOneBefore() {
        Walled wall = new Walled();
        AddressBook<WebhookEndpoint> book = AddressBook.of(
                recipient -> List.of(at(receiver.url("/of/" + recipient.userId()))), (recipient, address) -> {});
        Notifier notifier = notifier(book, Receiver.sender().sockets(wall));
        List<Delivery> batch =
                LongStream.rangeClosed(1, 20).mapToObj(id -> to(id, id)).toList();
        receiver.answerTogether(batch.size());

        for (int i = 0; i < 3; i++) {
            assertThat(notifier.sendAll(batch)).containsOnly(DeliveryResult.delivered());
        }

        assertThat(wall.attempts()).hasSize(20);
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobodyElse() throws IOException {
        try (RudeReceiver silent = RudeReceiver.silent()) {
            AddressBook<WebhookEndpoint> book = AddressBook.of(
                    recipient -> List.of(at(recipient.userId() == 1 ? silent.url() : receiver.url("/hook"))),
                    (recipient, address) -> {});
            Notifier notifier = notifier(
                    book, Receiver.sender().timeout(Duration.ofSeconds(30)).batchTimeout(Duration.ofSeconds(2)));

            List<DeliveryResult> results = notifier.sendAll(List.of(to(1, 1), to(2, 2), to(3, 1), to(4, 2)));

            assertThat(results.get(0)).isInstanceOf(DeliveryResult.TryAgain.class);
            assertThat(results.get(1)).isEqualTo(DeliveryResult.delivered());
            assertThat(results.get(2)).isInstanceOf(DeliveryResult.TryAgain.class);
            assertThat(results.get(3)).isEqualTo(DeliveryResult.delivered());
        }
    }

    @Test
    void asksAServerThatCannotBeReachedOncePerBatch() throws IOException {
        try (RudeReceiver silent = RudeReceiver.silent()) {
            Notifier notifier = notifier(
                    AddressBook.fixed(List.of(at(silent.url()))),
                    Receiver.sender().timeout(Duration.ofMillis(300)));

            List<DeliveryResult> results = notifier.sendAll(List.of(to(1, 1), to(2, 1), to(3, 1)));

            assertThat(results)
                    .containsExactly(
                            DeliveryResult.tryAgain("no answer within 300 ms"),
                            DeliveryResult.notTried("no answer within 300 ms", null),
                            DeliveryResult.notTried("no answer within 300 ms", null));
        }
    }

    @Test
    void isDoneWhenEachOfSeveralAddressesTookItOrIsGone() {
        RememberingBook<WebhookEndpoint> book = new RememberingBook<>(
                List.of(at(receiver.url("/one")), at(receiver.url("/two")), at(receiver.url("/three"))));
        Notifier notifier = notifier(book);
        receiver.reply(410, "").reply(500, "");

        DeliveryResult.TryAgain first = (DeliveryResult.TryAgain) notifier.send(to(1, 1));
        DeliveryResult second = notifier.send(to(1, 1).takenAlsoBy(first.takenBy()));

        assertThat(first.reason()).isEqualTo("the webhook answered 500");
        assertThat(second).isEqualTo(DeliveryResult.delivered());
        assertThat(book.gone()).hasSize(1);
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void anAddressThatTookItGetsNoRepeatWhileTheOtherIsBusy() {
        try (Receiver busy = new Receiver()) {
            RememberingBook<WebhookEndpoint> book =
                    new RememberingBook<>(List.of(at(busy.url("/hook")), at(receiver.url("/hook"))));
            Delivery delivery = to(1, 1);

            for (int attempt = 1; attempt <= 5; attempt++) {
                busy.reply(429, "", "Retry-After", "1");
                // Of another host, which knows what was stored and nothing else.
                DeliveryResult.TryAgain again =
                        (DeliveryResult.TryAgain) notifier(book).send(delivery);
                delivery = delivery.takenAlsoBy(again.takenBy());
            }

            assertThat(notifier(book).send(delivery)).isEqualTo(DeliveryResult.delivered());
            assertThat(receiver.received()).hasSize(1);
            assertThat(busy.received()).hasSize(6);
        }
    }

    /** Whichever stands first in the book. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressThatRestsGetsItHoweverOftenTheOtherFails(boolean failingFirst) {
        FakeClock clock = new FakeClock();
        try (Receiver failing = new Receiver();
                Receiver busy = new Receiver()) {
            List<WebhookEndpoint> both = List.of(at(failing.url("/hook")), at(busy.url("/hook")));
            Notifier notifier = notifier(
                    AddressBook.fixed(failingFirst ? both : List.of(both.get(1), both.get(0))),
                    Receiver.sender().clock(clock));
            busy.reply(429, "", "Retry-After", "86400");

            for (int attempt = 1; attempt <= 12; attempt++) {
                failing.reply(500, "");
                DeliveryResult.TryAgain again = (DeliveryResult.TryAgain) notifier.send(to(1, 1));
                assertThat(again.rests()).isTrue();
                assertThat(again.tried()).isFalse();
                assertThat(again.after())
                        .as("the other is not tried once a day")
                        .isNull();
                assertThat(again.reason()).contains("the webhook answered 500");
                assertThat(again.takenBy()).isEmpty();
                clock.advance(Duration.ofHours(1));
            }
            clock.advance(Duration.ofHours(13));
            failing.reply(500, "");
            DeliveryResult.TryAgain last = (DeliveryResult.TryAgain) notifier.send(to(1, 1));

            assertThat(busy.received()).hasSize(2);
            assertThat(failing.received()).hasSize(13);
            assertThat(last.takenBy()).hasSize(1);
            assertThat(last.tried()).as("from now on its attempts count").isTrue();
            assertThat(last.rests()).isFalse();
            assertThat(notifier.send(to(1, 1).takenAlsoBy(last.takenBy()))).isEqualTo(DeliveryResult.delivered());
            assertThat(busy.received()).hasSize(2);
        }
    }

    @Test
    void whereAllAddressesRestItIsTriedWhenTheFirstIsReady() {
        try (Receiver patient = new Receiver()) {
            Notifier notifier =
                    notifier(AddressBook.fixed(List.of(at(patient.url("/hook")), at(receiver.url("/hook")))));
            patient.reply(429, "", "Retry-After", "86400");
            receiver.reply(429, "", "Retry-After", "60");

            DeliveryResult.TryAgain again = (DeliveryResult.TryAgain) notifier.send(to(1, 1));

            assertThat(again.after()).isEqualTo(Duration.ofMinutes(1));
            assertThat(again.rests()).isTrue();
        }
    }

    @Test
    void isDoneWhereSomeTookItAndTheRestIsNoMore() {
        RememberingBook<WebhookEndpoint> book =
                new RememberingBook<>(List.of(at(receiver.url("/one")), at(receiver.url("/two"))));
        receiver.reply(500, "");
        DeliveryResult.TryAgain first = (DeliveryResult.TryAgain) notifier(book).send(to(1, 1));
        Delivery left = to(1, 1).takenAlsoBy(first.takenBy());

        receiver.reply(410, "");

        assertThat(notifier(book).send(left)).isEqualTo(DeliveryResult.delivered());
        assertThat(notifier(AddressBook.fixed(List.of())).send(left)).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void whatIsRememberedOfAnAddressTellsNeitherItNorWhoElseHasIt() {
        RememberingBook<WebhookEndpoint> book =
                new RememberingBook<>(List.of(at(receiver.url("/hook-of-ann")), at(receiver.url("/other"))));
        Set<String> marks = new HashSet<>();

        for (long id = 1; id <= 2; id++) {
            receiver.reply(500, "");
            DeliveryResult.TryAgain again =
                    (DeliveryResult.TryAgain) notifier(book).send(to(id, id));
            marks.addAll(again.takenBy());
        }

        assertThat(marks).hasSize(2).allMatch(mark -> mark.matches("[0-9a-f]{32}"));
    }

    @Test
    void saysThatAUserHasNoAddress() {
        assertThat(notifier(AddressBook.fixed(List.of())).send(to(1, 1)))
                .isEqualTo(DeliveryResult.undeliverable("the user has no address for webhook"));
    }

    @Test
    void anAddressBookThatFailsFailsOnlyWhoIsLookedUp() {
        AddressBook<WebhookEndpoint> book = AddressBook.of(
                recipient -> {
                    if (recipient.userId() == 1) {
                        throw new IllegalStateException("no row for https://example.org/secret");
                    }
                    return List.of(at(receiver.url("/hook")));
                },
                (recipient, address) -> {});

        List<DeliveryResult> results = notifier(book).sendAll(List.of(to(1, 1), to(2, 2)));

        assertThat(results)
                .containsExactly(
                        DeliveryResult.tryAgain("the user's address could not be read: IllegalStateException"),
                        DeliveryResult.delivered());
    }

    /** Such as an application that kept what a user gave twice. */
    @Test
    void anAddressThatAUserHasTwiceGetsItOnce() {
        AddressBook<WebhookEndpoint> book =
                AddressBook.fixed(List.of(at(receiver.url("/hook")), at(receiver.url("/hook"))));

        assertThat(notifier(book).send(to(1, 1))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void anAddressBookThatOverflowsTheStackFailsOnlyWhoIsLookedUp() {
        AddressBook<WebhookEndpoint> book = AddressBook.of(
                recipient -> {
                    if (recipient.userId() == 2) {
                        throw new StackOverflowError();
                    }
                    return List.of(at(receiver.url("/hook")));
                },
                (recipient, address) -> {});

        List<DeliveryResult> results = notifier(book).sendAll(List.of(to(1, 1), to(2, 2)));

        assertThat(results)
                .containsExactly(
                        DeliveryResult.delivered(),
                        DeliveryResult.tryAgain("the user's address could not be read: StackOverflowError"));
    }

    @Test
    void saysWhenAnAddressThatIsGoneCannotBeForgotten() {
        AddressBook<WebhookEndpoint> book = new AddressBook<>() {
            @Override
            public List<WebhookEndpoint> find(Recipient recipient) {
                return List.of(at(receiver.url("/hook")));
            }

            @Override
            public void gone(Recipient recipient, WebhookEndpoint address) {
                throw new IllegalStateException("the database is away");
            }
        };
        receiver.reply(410, "");

        assertThat(notifier(book).send(to(1, 1)))
                .isEqualTo(DeliveryResult.gone(
                        "the webhook answered 410; and it could not be forgotten: IllegalStateException"));
    }

    @Test
    void whatHadNoTurnAtASlowReceiverWasNotTried() throws IOException {
        try (RudeReceiver silent = RudeReceiver.silent()) {
            Notifier notifier = notifier(
                    AddressBook.fixed(List.of(at(silent.url()))),
                    Receiver.sender().timeout(Duration.ofSeconds(30)).batchTimeout(Duration.ofMillis(500)));
            List<Delivery> batch =
                    LongStream.rangeClosed(1, 20).mapToObj(id -> to(id, 5)).toList();

            List<DeliveryResult> results = notifier.sendAll(batch);

            assertThat(results).allMatch(DeliveryResult.TryAgain.class::isInstance);
            assertThat(results)
                    .extracting(result -> ((DeliveryResult.TryAgain) result).tried())
                    .startsWith(true, false)
                    .containsOnlyOnce(true);
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        try (RudeReceiver silent = RudeReceiver.silent()) {
            Notifier notifier = notifier(AddressBook.fixed(List.of(at(silent.url()))));
            Thread.currentThread().interrupt();

            DeliveryResult result = notifier.send(to(1, 1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(result)
                    .isInstanceOfSatisfying(
                            DeliveryResult.TryAgain.class,
                            again -> assertThat(again.reason()).isEqualTo("no time was left"));
        }
    }

    @Test
    void aClosedSenderLeavesAllToBeTriedAgain() {
        HttpSender sender = Receiver.sender().build();
        Notifier notifier = WebhookNotifier.builder(AddressBook.fixed(List.of(at(receiver.url("/hook")))))
                .over(sender)
                .build();
        sender.close();

        assertThat(notifier.send(to(1, 1))).isInstanceOf(DeliveryResult.TryAgain.class);
        assertThat(receiver.received()).isEmpty();
    }
}
