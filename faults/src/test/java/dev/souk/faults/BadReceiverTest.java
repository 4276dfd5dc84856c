package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The mail server takes some mails in bad manners, for a long time. */
class BadReceiverTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Map<String, MailReceiver.Manner> BAD = Map.of(
            "a1@b.example", MailReceiver.Manner.ACCEPTS_AND_HANGS_UP,
            "a2@b.example", MailReceiver.Manner.ACCEPTS_AND_FALLS_SILENT,
            "a3@b.example", MailReceiver.Manner.REFUSES_FOR_NOW);

    @Test
    void whatOneRecipientsServerDoesHoldsUpNobodyElseAndEveryMailArrivesWithOneId() {
        try (Scene scene = new Scene(Chance.of("bad receiver"))) {
            AtomicBoolean better = new AtomicBoolean(true);
            scene.receiver.manners(mail -> better.get()
                    ? MailReceiver.Manner.ACCEPTS
                    : BAD.getOrDefault(mail.to(), MailReceiver.Manner.ACCEPTS));
            scene.wish(20);
            HostProcess first = scene.start(scene.host("a").withLease(Duration.ofSeconds(40)));
            scene.calm();
            better.set(false);
            int rounds = Chance.times("roundsOfMails", 2, 20);
            for (int round = 0; round < rounds; round++) {
                scene.showMore(40);
                Set<Tale> others = scene.oracle.expected().stream()
                        .filter(tale -> !BAD.containsKey("a%d@b.example".formatted(tale.alert())))
                        .collect(Collectors.toSet());
                Until.isTrue(
                        PATIENCE,
                        () -> scene.verdict().summary(),
                        () -> scene.receiver.told().containsAll(others));
            }
            better.set(true);
            // It leaves those whom it could not reach alone for up to five minutes, which are taken for passed.
            first.tellToEnd();
            first.awaitEnd(PATIENCE);
            scene.market.forget(first.name());
            scene.tables.execute("UPDATE souk.notification_deliveries SET due_at = now() WHERE status = 'pending'");
            scene.start(scene.host("b"));
            scene.strokes.note();
            scene.awaitQuiet();

            List<Mail> repeated = scene.receiver.accepted().stream()
                    .filter(mail -> !BAD.containsKey(mail.to()))
                    .toList();
            assertThat(repeated).extracting(Mail::messageId).doesNotHaveDuplicates();
            scene.requireAllWell("bad receiver", Integer.MAX_VALUE);
        }
    }
}
