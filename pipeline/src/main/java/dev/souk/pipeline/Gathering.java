package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.HeldGroup;
import dev.souk.model.notification.DigestLimits;
import dev.souk.notify.DigestWords;
import dev.souk.notify.NotificationWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends on what was held and is due: one notification as itself, several as one digest. One user in a transaction, so a
 * crash leaves each either held or in one message.
 */
final class Gathering {

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final SoukDatabase database;
    private final NotificationWriter writer;
    private final DigestLimits limits;
    private final Runnable somethingToSend;
    private final BooleanSupplier closing;

    /** {@code somethingToSend} is called when anything was sent on. */
    Gathering(
            SoukDatabase database,
            NotificationWriter writer,
            DigestLimits limits,
            Runnable somethingToSend,
            BooleanSupplier closing) {
        this.database = database;
        this.writer = writer;
        this.limits = limits;
        this.somethingToSend = somethingToSend;
        this.closing = closing;
    }

    /** Sends on all that is due, and says of each user how many messages that made. */
    void run(Consumer<Integer> done) {
        boolean found = true;
        while (found && !closing.getAsBoolean()) {
            OptionalInt messages = database.inTransaction(this::one);
            found = messages.isPresent();
            if (messages.orElse(0) > 0) {
                somethingToSend.run();
            }
            done.accept(messages.orElse(0));
        }
    }

    /** How many messages it made of what was due for one user; empty if nothing was due. */
    private OptionalInt one(SoukDatabase tx) {
        Optional<List<HeldGroup>> claimed = tx.heldNotifications().claim(limits);
        return claimed.map(groups -> OptionalInt.of(
                        groups.stream().mapToInt(group -> send(tx, group)).sum()))
                .orElse(OptionalInt.empty());
    }

    /** Says how many messages that made. What has no words as a digest goes one by one, rather than not at all. */
    private int send(SoukDatabase tx, HeldGroup group) {
        if (group.digest().count() == 1 || group.digest().newest().isEmpty()) {
            return tx.heldNotifications().release(group);
        }
        DigestWords words;
        try {
            words = Objects.requireNonNull(writer.digest(group.digest()), "the writer gave nothing");
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("a digest for user {} has no words", group.userId(), e);
            return tx.heldNotifications().release(group);
        }
        return tx.heldNotifications()
                        .gather(group, words.title(), words.content())
                        .isPresent()
                ? 1
                : 0;
    }
}
