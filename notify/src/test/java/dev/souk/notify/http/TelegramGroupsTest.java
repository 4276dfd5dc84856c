package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static dev.souk.notify.Samples.photoless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Notifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that become supergroups, by which they get another number. */
class TelegramGroupsTest {

    private static final String TOKEN = "123456789:AAE-planted_token_0123456789abcdefg";
    private static final TelegramChat GROUP = new TelegramChat("-5020240850");
    private static final TelegramChat SUPERGROUP = new TelegramChat("-1003569294766");
    private static final TelegramChat ANAS = new TelegramChat("4242");

    private static final String UPGRADED = "{\"ok\":false,\"error_code\":400,"
            + "\"description\":\"Bad Request: group chat was upgraded to a supergroup chat\","
            + "\"parameters\":{\"migrate_to_chat_id\":-1003569294766}}";
    private static final String KICKED =
            "{\"ok\":false,\"description\":\"Forbidden: bot was kicked from the supergroup chat\"}";

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Notifier notifier(AddressBook<TelegramChat> chats) {
        return notifier(chats, Receiver.sender());
    }

    private Notifier notifier(AddressBook<TelegramChat> chats, HttpSender.Builder sender) {
        return TelegramNotifier.builder(TOKEN, chats)
                .server(receiver.url())
                .over(sender.clock(clock).build())
                .build();
    }

    private List<String> chatsAsked() {
        return receiver.received().stream()
                .map(post -> post.at("/chat_id").orElse(""))
                .toList();
    }

    @Test
    void followsAGroupThatBecameASupergroupAndTellsTheAddressBook() {
        RememberingBook<TelegramChat> chats = new RememberingBook<>(GROUP);
        Notifier notifier = notifier(chats);
        receiver.reply(400, UPGRADED);

        DeliveryResult first = notifier.send(delivery(1, brompton()));
        clock.advance(Duration.ofSeconds(3));
        DeliveryResult second = notifier.send(delivery(2, photoless()));

        assertThat(List.of(first, second)).containsOnly(DeliveryResult.delivered());
        assertThat(chatsAsked()).containsExactly(GROUP.id(), SUPERGROUP.id(), SUPERGROUP.id());
        assertThat(receiver.received().get(1).path()).endsWith("/sendPhoto");
        assertThat(chats.gone()).isEmpty();
    }

    /** A batch of less than the three seconds that messages to a group are apart says so without waiting. */
    @Test
    void theSupergroupIsLeftThePauseOfAGroupAfterTheFirstMessage() {
        Notifier hurried =
                notifier(new RememberingBook<>(GROUP), Receiver.sender().batchTimeout(Duration.ofSeconds(2)));
        receiver.reply(400, UPGRADED);
        assertThat(hurried.send(delivery(1, photoless()))).isEqualTo(DeliveryResult.delivered());

        assertThat(hurried.send(delivery(2, photoless()))).isEqualTo(DeliveryResult.notTried("no time was left", null));
        clock.advance(Duration.ofSeconds(3));
        assertThat(hurried.send(delivery(2, photoless()))).isEqualTo(DeliveryResult.delivered());
        assertThat(chatsAsked()).containsExactly(GROUP.id(), SUPERGROUP.id(), SUPERGROUP.id());
    }

    @Test
    void theOneChatOfATeamIsFollowedForGood() {
        Notifier notifier = notifier(AddressBook.fixed(List.of(GROUP)));
        receiver.reply(400, UPGRADED);

        notifier.send(delivery(1, photoless()));
        clock.advance(Duration.ofSeconds(3));
        notifier.send(delivery(2, photoless()));

        assertThat(chatsAsked()).containsExactly(GROUP.id(), SUPERGROUP.id(), SUPERGROUP.id());
    }

    @Test
    void followsEachTimeWhereTheAddressBookKeepsTheOldNumber() {
        Notifier notifier = notifier(AddressBook.of(recipient -> List.of(GROUP), (recipient, chat) -> {}));
        receiver.reply(400, UPGRADED);
        assertThat(notifier.send(delivery(1, photoless()))).isEqualTo(DeliveryResult.delivered());
        clock.advance(Duration.ofSeconds(3));
        receiver.reply(400, UPGRADED);

        assertThat(notifier.send(delivery(2, photoless()))).isEqualTo(DeliveryResult.delivered());
        assertThat(chatsAsked()).containsExactly(GROUP.id(), SUPERGROUP.id(), GROUP.id(), SUPERGROUP.id());
    }

    @Test
    void sendsNothingTwiceWhereTheAddressBookCannotKeepTheMove() {
        Notifier notifier =
                notifier(AddressBook.of(recipient -> List.of(GROUP), (recipient, chat) -> {}, (recipient, from, to) -> {
                    throw new IllegalStateException("the table is locked");
                }));
        receiver.reply(400, UPGRADED);

        assertThat(notifier.send(delivery(1, photoless()))).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void aGroupThatIsGoneAfterItsMoveIsForgotten() {
        RememberingBook<TelegramChat> chats = new RememberingBook<>(GROUP);
        receiver.reply(400, UPGRADED).reply(403, KICKED);

        assertThat(notifier(chats).send(delivery(1, photoless())))
                .isEqualTo(DeliveryResult.gone(
                        "Telegram answered 403: Forbidden: bot was kicked from the supergroup chat"));
        assertThat(chats.gone()).containsExactly(GROUP);
    }

    @Test
    void followsNoSecondMove() {
        RememberingBook<TelegramChat> chats = new RememberingBook<>(GROUP);
        receiver.reply(400, UPGRADED).reply(400, UPGRADED);

        assertThat(notifier(chats).send(delivery(1, photoless())))
                .isEqualTo(DeliveryResult.gone(
                        "Telegram answered 400: Bad Request: group chat was upgraded to a supergroup chat"));
        assertThat(receiver.received()).hasSize(2);
    }

    /** A host that heard of the move itself, and has put the new chat beside the old one. */
    @Test
    void aUserWhoHasBothIsToldOnce() {
        RememberingBook<TelegramChat> chats = new RememberingBook<>(List.of(GROUP, SUPERGROUP));
        receiver.replyAlways(GROUP.id(), 400, UPGRADED);

        assertThat(notifier(chats).send(delivery(1, photoless()))).isEqualTo(DeliveryResult.delivered());
        assertThat(chatsAsked()).containsExactlyInAnyOrder(GROUP.id(), SUPERGROUP.id());
        assertThat(chats.gone()).containsExactly(GROUP);
    }

    @Test
    void whatOneUserHasBesideTheGroupLosesNothingOfAnother() {
        Notifier notifier = notifier(AddressBook.of(
                recipient -> recipient.userId() == 1 ? List.of(GROUP, SUPERGROUP) : List.of(GROUP),
                (recipient, chat) -> {}));
        receiver.replyAlways(GROUP.id(), 400, UPGRADED);

        List<DeliveryResult> results = notifier.sendAll(List.of(to(1, 1, "Lamp"), to(2, 2, "Table")));

        assertThat(results).containsOnly(DeliveryResult.delivered());
        assertThat(receiver.received())
                .filteredOn(post -> post.at("/chat_id").orElse("").equals(SUPERGROUP.id()))
                .extracting(post -> post.text().contains("Lamp"))
                .containsExactlyInAnyOrder(true, false);
    }

    private static Delivery to(long id, long userId, String title) {
        return delivery(
                id, draft(AlertEvent.MATCH, brompton(title), null), new Recipient(userId, "user@example.org", null));
    }

    @Test
    void whatTheSupergroupTookDoesNotGoThereAgainWhileAnotherChatWaits() {
        receiver.replyAlways(GROUP.id(), 400, UPGRADED);
        receiver.replyAlways("\"4242\"", 500, "");
        DeliveryResult.TryAgain first = (DeliveryResult.TryAgain)
                notifier(new RememberingBook<>(List.of(GROUP, ANAS))).send(delivery(1, photoless()));
        receiver.received().clear();

        // By another instance, with what the address book has kept meanwhile, or with what it has not.
        for (TelegramChat chat : List.of(SUPERGROUP, GROUP)) {
            notifier(new RememberingBook<>(List.of(chat, ANAS)))
                    .send(delivery(1, photoless()).takenAlsoBy(first.takenBy()));
        }

        assertThat(chatsAsked()).containsExactly(ANAS.id(), ANAS.id());
    }
}
