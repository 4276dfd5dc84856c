package dev.souk.notify.http;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Languages;
import dev.souk.notify.Message;
import dev.souk.notify.Notifier;
import dev.souk.notify.Phrases;
import dev.souk.notify.Rest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What the channels have in common: who is asked, in which order, and what the answers come to. */
abstract class HttpNotifier<A> implements Notifier {

    /*
     * What goes to one address goes one after the other, and ends when its server cannot be reached or wants to be left
     * alone; addresses are served beside each other, so that a slow one holds up nobody else.
     */

    private static final String OUT_OF_TIME = "no time was left";
    private static final DeliveryResult NO_TIME = DeliveryResult.notTried(OUT_OF_TIME, null);

    /** As long as is needed that no two addresses of a user are taken for one. */
    private static final int MARK_LENGTH = 32;

    private final String channel;
    private final AddressBook<A> addresses;
    private final HttpSender sender;
    private final Languages languages;
    private final RestingAddresses<A> resting;
    private final RestingAddresses<String> restingChannel;
    private final RestingAddresses<A> pausing;
    private final Apart apart;
    private final Turns turns;

    HttpNotifier(String channel, AddressBook<A> addresses, HttpSender sender, Languages languages) {
        this(channel, addresses, sender, languages, Apart.NOTHING);
    }

    /** With what the service asks for between two messages. */
    HttpNotifier(String channel, AddressBook<A> addresses, HttpSender sender, Languages languages, Apart apart) {
        this.languages = languages;
        this.channel = NotificationSettings.requireChannel(channel);
        this.addresses = addresses;
        this.sender = sender;
        this.resting = new RestingAddresses<>(sender.clock());
        this.restingChannel = new RestingAddresses<>(sender.clock());
        this.pausing = new RestingAddresses<>(sender.clock());
        this.apart = apart;
        this.turns = Turns.apart(apart.all(), System::nanoTime);
    }

    /** Sends one delivery to one address of its recipient, by {@link Batch#post}. */
    abstract Verdict deliver(A address, Delivery delivery, Batch batch);

    /** What the service asks for between two messages to that address. */
    Duration pauseOf(A address) {
        return apart.oneAddress();
    }

    /** The address of that {@link #nameOf name}, for a channel whose addresses can {@linkplain Verdict#moved move}. */
    A named(String name) {
        throw new UnsupportedOperationException(channel + " has no addresses that move");
    }

    /** What tells an address from the user's others, the same for ever; may be secret. */
    abstract String nameOf(A address);

    @Override
    public final String channel() {
        return channel;
    }

    @Override
    public final DeliveryResult send(Delivery delivery) {
        return sendAll(List.of(delivery)).get(0);
    }

    @Override
    public final Rest rest() {
        List<Duration> left = resting.all();
        return new Rest(left.size(), left.stream().max(Comparator.naturalOrder()), restingChannel.left(channel));
    }

    /** Sends to all addresses at once. What is not sent when the batch's time is up comes back to be tried again. */
    @Override
    public final List<DeliveryResult> sendAll(List<Delivery> deliveries) {
        Batch batch = new Batch(sender);
        Map<A, List<Letter>> queues = new LinkedHashMap<>();
        List<List<Letter>> letters =
                deliveries.stream().map(delivery -> lettersOf(delivery, queues)).toList();
        List<Runnable> rounds = new ArrayList<>(queues.size());
        queues.forEach((address, queue) -> rounds.add(() -> serve(address, queue, batch)));
        batch.runAll(rounds);
        List<DeliveryResult> results = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            results.add(together(deliveries.get(i), letters.get(i)));
        }
        return List.copyOf(results);
    }

    /**
     * The same in every attempt, and unlike those of another database; what a receiver knows a repeat by.
     */
    static String idOf(Delivery delivery) {
        return "souk_%s_%s"
                .formatted(delivery.id(), delivery.notification().createdAt().toEpochMilli());
    }

    /** What it says. */
    final Message messageOf(Delivery delivery) {
        return Message.of(delivery, languages);
    }

    /** The words of the user's language. */
    final Phrases phrasesOf(Delivery delivery) {
        return languages.in(delivery.notification().subject().language());
    }

    /** The servers of the recipient's addresses; the channel if they are not known. */
    final String originOf(Delivery delivery, Function<? super A, URI> url) {
        String origins;
        try {
            origins = addressesLeft(delivery).stream()
                    .map(address -> WebAddress.origin(url.apply(address)))
                    .distinct()
                    .collect(Collectors.joining(" "));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // It is asked again when the delivery is sent, and the trouble told there.
            origins = "";
        }
        return origins.isEmpty() ? channel : origins;
    }

    /** Those that did not take it in an earlier attempt. */
    private List<A> addressesLeft(Delivery delivery) {
        Set<String> takenBy = delivery.earlier().takenBy();
        return addresses.find(delivery.recipient()).stream()
                .distinct()
                .filter(address -> takenBy.isEmpty() || !takenBy.contains(mark(delivery, nameOf(address))))
                .toList();
    }

    /** What an address of a delivery is remembered by: it is stored, so it tells nothing of the address. */
    private static String mark(Delivery delivery, String name) {
        return ByteString.encodeUtf8(idOf(delivery) + " " + name).sha256().hex().substring(0, MARK_LENGTH);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + channel + "]";
    }

    /** One letter for each address of the recipient that has not taken it, put into the queue of that address. */
    private List<Letter> lettersOf(Delivery delivery, Map<A, List<Letter>> queues) {
        List<Letter> letters = new ArrayList<>();
        try {
            List<A> left = addressesLeft(delivery);
            Set<String> marks = left.stream()
                    .map(address -> mark(delivery, nameOf(address)))
                    .collect(Collectors.toSet());
            for (A address : left) {
                Letter letter = new Letter(delivery, mark(delivery, nameOf(address)), marks, new CompletableFuture<>());
                queues.computeIfAbsent(address, key -> new ArrayList<>()).add(letter);
                letters.add(letter);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // Its message is the host's, and may hold an address.
            String reason =
                    "the user's address could not be read: " + e.getClass().getSimpleName();
            letters.add(new Letter(
                    delivery, "", Set.of(), CompletableFuture.completedFuture(DeliveryResult.tryAgain(reason))));
        }
        return letters;
    }

    private void serve(A address, List<Letter> queue, Batch batch) {
        @Nullable DeliveryResult answerToAll = null;
        for (Letter letter : queue) {
            DeliveryResult result;
            if (answerToAll == null) {
                answerToAll = whyNotNow(address, batch);
            }
            if (answerToAll == null) {
                letter.begun().set(true);
                Verdict verdict = deliverAndPause(address, letter.delivery(), batch);
                if (verdict.movedTo() != null) {
                    verdict = follow(address, named(verdict.movedTo()), letter, batch);
                }
                result = verdict.result();
                answerToAll = heed(address, verdict);
            } else {
                result = answerToAll;
            }
            letter.result().complete(isGone(result) ? forgotten(address, letter.delivery(), result) : result);
        }
    }

    /** Null if it may go, which is when its turn has come. */
    private @Nullable DeliveryResult whyNotNow(A address, Batch batch) {
        if (restOf(address).isEmpty() && !hasTurn(address, batch)) {
            return NO_TIME;
        }
        // Looked at once more: another may have been refused meanwhile, for all.
        return restOf(address).map(HttpNotifier::leftAlone).orElse(null);
    }

    private Optional<Duration> restOf(A address) {
        return resting.left(address).or(() -> restingChannel.left(channel));
    }

    /** Waits until the address, and then the service, takes another; false if the time of the batch does not reach. */
    private boolean hasTurn(A address, Batch batch) {
        return !batch.isOver()
                && batch.hasWaited(pausing.left(address).orElse(Duration.ZERO))
                && turns.take(batch.timeLeft()).filter(batch::hasWaited).isPresent();
    }

    private Verdict deliverAndPause(A address, Delivery delivery, Batch batch) {
        Verdict verdict = deliverOrSayWhy(address, delivery, batch);
        Duration pause = pauseOf(address);
        if (!pause.isZero()) {
            pausing.rest(address, pause);
        }
        return verdict;
    }

    private Verdict deliverOrSayWhy(A address, Delivery delivery, Batch batch) {
        try {
            return deliver(address, delivery, batch);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // One message that cannot be written must not make the others of its batch go out twice.
            return Verdict.of(DeliveryResult.tryAgain(
                    "the message could not be written: " + e.getClass().getSimpleName()));
        }
    }

    /** Sends to what the address has become, unless the user has that beside it, and would be told everything twice. */
    private Verdict follow(A from, A to, Letter letter, Batch batch) {
        String mark = mark(letter.delivery(), nameOf(to));
        if (letter.marks().contains(mark)
                || letter.delivery().earlier().takenBy().contains(mark)) {
            return Verdict.moved("the address has become another that the user has as well", nameOf(to));
        }
        letter.newMark().set(mark);
        Verdict verdict = deliverAndPause(to, letter.delivery(), batch).movedTo(nameOf(to));
        if (!isGone(verdict.result())) {
            tellOfMove(letter.delivery(), from, to);
        }
        return verdict;
    }

    private void tellOfMove(Delivery delivery, A from, A to) {
        try {
            addresses.moved(delivery.recipient(), from, to);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // What came of the message stands; with the next one this is told anew.
        }
    }

    /** What all others at this address are told without being sent; null if they can be sent. */
    private @Nullable DeliveryResult heed(A address, Verdict verdict) {
        Duration rest = verdict.rest();
        if (rest != null) {
            resting.rest(address, rest);
            if (verdict.ofAll()) {
                restingChannel.rest(channel, rest);
            }
            if (!(verdict.result() instanceof DeliveryResult.TryAgain again)) {
                return leftAlone(rest);
            }
            return again.rests()
                    ? DeliveryResult.resting(again.reason(), again.after())
                    : DeliveryResult.notTried(again.reason(), null);
        }
        // Where an address has moved, others of its users may not have the new one yet.
        return isGone(verdict.result()) && verdict.movedTo() == null ? verdict.result() : null;
    }

    private static DeliveryResult leftAlone(Duration wait) {
        return DeliveryResult.notTried("the receiver asked to be left alone", wait);
    }

    private static boolean isGone(DeliveryResult result) {
        return result instanceof DeliveryResult.Undeliverable never && never.addressGone();
    }

    private DeliveryResult forgotten(A address, Delivery delivery, DeliveryResult result) {
        try {
            addresses.gone(delivery.recipient(), address);
            return result;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return DeliveryResult.gone("%s; and it could not be forgotten: %s"
                    .formatted(
                            ((DeliveryResult.Undeliverable) result).reason(),
                            e.getClass().getSimpleName()));
        }
    }

    /** What came of all letters of a delivery, and of those that were sent before. */
    private DeliveryResult together(Delivery delivery, List<Letter> letters) {
        Map<String, DeliveryResult> results = new LinkedHashMap<>();
        for (Letter letter : letters) {
            DeliveryResult result = letter.resultNow();
            results.put(letter.mark(), result);
            letter.takenByAnother(result).ifPresent(mark -> results.put(mark, result));
        }
        Set<String> taken = results.entrySet().stream()
                .filter(result -> result.getValue() instanceof DeliveryResult.Delivered)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<DeliveryResult.TryAgain> again = results.values().stream()
                .filter(DeliveryResult.TryAgain.class::isInstance)
                .map(DeliveryResult.TryAgain.class::cast)
                .toList();
        if (!again.isEmpty()) {
            return TriedAgain.together(again, taken);
        }
        if (!taken.isEmpty() || !delivery.earlier().takenBy().isEmpty()) {
            return DeliveryResult.delivered();
        }
        return results.values().stream()
                .findFirst()
                .orElseGet(() -> DeliveryResult.undeliverable("the user has no address for " + channel));
    }

    /**
     * A delivery on its way to one address.
     *
     * @param marks of this address and the others that it goes to
     * @param newMark of what this address has become
     */
    private record Letter(
            Delivery delivery,
            String mark,
            Set<String> marks,
            CompletableFuture<DeliveryResult> result,
            AtomicBoolean begun,
            AtomicReference<@Nullable String> newMark) {

        Letter(Delivery delivery, String mark, Set<String> marks, CompletableFuture<DeliveryResult> result) {
            this(delivery, mark, marks, result, new AtomicBoolean(), new AtomicReference<>());
        }

        /** The mark of the address that took it in the place of this one, by which the next attempt will know it. */
        Optional<String> takenByAnother(DeliveryResult result) {
            return result instanceof DeliveryResult.Delivered ? Optional.ofNullable(newMark.get()) : Optional.empty();
        }

        /** What never had its turn has lost no attempt by a slow server. */
        DeliveryResult resultNow() {
            return result.getNow(begun.get() ? DeliveryResult.tryAgain(OUT_OF_TIME) : NO_TIME);
        }
    }

    /**
     * What a service asks for between two messages of one account.
     *
     * @param all to whomever
     * @param oneAddress to the same address, if it is like any other
     */
    record Apart(Duration all, Duration oneAddress) {

        static final Apart NOTHING = new Apart(Duration.ZERO, Duration.ZERO);
    }
}
