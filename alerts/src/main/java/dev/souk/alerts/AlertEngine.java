package dev.souk.alerts;

import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Holds standing alerts and finds those that a listing satisfies. An index, not a loop: a listing costs by the alerts
 * that have something in common with it.
 *
 * <pre>{@code
 * AlertEngine engine = new AlertEngine();
 * engine.register(Alert.of(
 *         1, 7, "A folding bike",
 *         AlertCriteria.builder().allOf("brompton").maxPrice(Money.of(700, "EUR")).build(),
 *         "-broken"));
 * Listing listing = Listing.builder(
 *                 new ListingKey(new SourceId("example"), "42"), "Brompton, black", URI.create("https://example.org/42"))
 *         .price(Money.of(650, "EUR"))
 *         .build();
 * engine.match(listing);      // 1
 * engine.explain(1, listing); // met: price 650 EUR is at most 700 EUR; met: "brompton" is in the title; ...
 * }</pre>
 *
 * <p>Safe for any number of threads. To match takes no lock and never waits for a change. A change is seen by every
 * {@link #match} that begins after it returned; a match that is under way may see it or not, and of an alert that is
 * being replaced it sees the old one or the new.
 */
public final class AlertEngine {

    private static final long[] NOTHING = {};
    private static final Clock CLOCK = Clock.systemUTC();

    private final ReentrantLock writing = new ReentrantLock();
    private final Frequencies frequencies = new Frequencies();
    private final AlertIndex index;
    private final Replacements replacements;
    private final Questions questions;
    private final boolean keepsAlerts;
    private volatile RatesInUse rates = new RatesInUse(ExchangeRates.NONE);
    private boolean isFiledByRates = true;
    private final Register register;

    /** An engine without alerts. */
    public AlertEngine() {
        this(true, new Register(true), new Replacements());
    }

    /** Of these parts, which tests replace by others. */
    AlertEngine(boolean keepsAlerts, Register register, Replacements replacements) {
        this.keepsAlerts = keepsAlerts;
        this.register = register;
        this.replacements = replacements;
        index = new AlertIndex(register.programs, frequencies);
        questions = new Questions(() -> new Question(index, frequencies));
        index.use(rates);
    }

    /**
     * An engine that keeps of an alert what matching takes, and not how it was written: half the memory. It knows no
     * {@link #alert}, and can {@link #explain(Alert, Listing)} only what it is given.
     */
    public static AlertEngine idsOnly() {
        return new AlertEngine(false, new Register(false), new Replacements());
    }

    /**
     * By these rates, prices that alerts demand reach other currencies; without any, prices in another currency than the
     * alert's are unknown. Alerts that are here already follow if the rates have changed; a match that is under way sees
     * the old ones or the new. Cheap if nothing has changed, so it can be called as often as rates are looked up.
     *
     * <p>What the rates throw when they are asked is thrown here and by {@link #register}; the next call files the alerts
     * anew.
     *
     * @throws IllegalStateException if the engine is one {@link #idsOnly}, has alerts, and the rates have changed: it cannot
     *     file them anew
     */
    public void setExchangeRates(ExchangeRates given) {
        writing.lock();
        try {
            RatesInUse old = rates;
            RatesInUse fresh = new RatesInUse(given);
            boolean isSame = isFiledByRates && old.agreeWith(fresh);
            if (!isSame && !keepsAlerts && size() > 0) {
                throw new IllegalStateException(
                        "an engine of ids does not keep its alerts, so its rates cannot change");
            }
            rates = fresh;
            index.use(fresh);
            if (!isSame) {
                boolean wereAllFiled = isFiledByRates;
                isFiledByRates = false;
                fileAnew(currency -> !wereAllFiled || !old.agreeWith(fresh, currency));
                isFiledByRates = true;
            }
        } finally {
            writing.unlock();
        }
    }

    /** Files the alerts anew that speak of such a currency: one after the other, so that few are in memory at a time. */
    private void fileAnew(Predicate<String> isChanged) {
        List<byte[]> priced = new ArrayList<>();
        register.forEach((id, slot, written) -> {
            if (Program.isPriced(index.programs.get(slot))) {
                priced.add(written);
            }
        });
        for (byte[] written : priced) {
            Alert alert = AlertCode.read(written);
            if (speaksOf(isChanged, alert)) {
                register(alert, written);
            }
        }
    }

    private static boolean speaksOf(Predicate<String> currency, Alert alert) {
        PriceRange price = alert.criteria().price();
        PriceDrop drop = alert.criteria().priceDrop();
        Money target = drop == null ? null : drop.target();
        return (price != null && currency.test(price.currency()))
                || (target != null && currency.test(target.currency()))
                || alert.query().prices().stream()
                        .flatMap(asked -> PriceRange.of(asked).stream())
                        .anyMatch(asked -> currency.test(asked.currency()));
    }

    /** Adds the alert, in place of the one with the same id. One that is not active is kept and matches nothing. */
    public void register(Alert alert) {
        register(alert, keepsAlerts ? AlertCode.write(alert) : new byte[0]);
    }

    private void register(Alert alert, byte[] written) {
        writing.lock();
        try {
            int old = register.slot(alert.id());
            int[] fresh = index.write(alert);
            index.add(fresh, slot -> register.put(alert.id(), slot, written));
            if (old != Register.NONE) {
                replacements.add(Program.slot(fresh));
                index.remove(old);
            }
            replacements.publish();
        } finally {
            writing.unlock();
        }
    }

    /** Takes the alert of that id out; false if there was none. */
    public boolean unregister(long id) {
        writing.lock();
        try {
            int old = register.slot(id);
            if (old == Register.NONE) {
                return false;
            }
            register.remove(id);
            index.remove(old);
            replacements.publish();
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** As {@link #match(Listing, Instant)}, now. */
    public long[] match(Listing listing) {
        return match(listing, CLOCK.instant());
    }

    /**
     * The ids of the active alerts that the listing satisfies, ascending. None if the listing is sold or removed. The array
     * is the caller's.
     *
     * @param askedAt the time from which {@link AlertCriteria#listedWithin} counts back
     */
    public long[] match(Listing listing, Instant askedAt) {
        if (!listing.status().isOpen()) {
            return NOTHING;
        }
        Question question = questions.take();
        long[] found = question.ask(listing, askedAt.truncatedTo(ChronoUnit.MICROS), replacements.last());
        questions.giveBack(question);
        return found;
    }

    /** As {@link #matchAll(Collection, Instant)}, now. */
    public List<long[]> matchAll(Collection<Listing> listings) {
        return matchAll(listings, CLOCK.instant());
    }

    /** As {@link #match(Listing, Instant)} of each, all asked at this time, in the order of the listings. */
    public List<long[]> matchAll(Collection<Listing> listings, Instant askedAt) {
        List<long[]> found = new ArrayList<>(listings.size());
        listings.forEach(listing -> found.add(match(listing, askedAt)));
        return found;
    }

    /** How many alerts the listing is put to. */
    int candidates(Listing listing, Instant askedAt) {
        Question question = questions.take();
        question.ask(listing, askedAt, replacements.last());
        return question.candidates();
    }

    /** The alert registered under that id, active or not. Empty too if the engine is one {@link #idsOnly}. */
    public Optional<Alert> alert(long id) {
        byte[] written = register.written(id);
        return written.length == 0 ? Optional.empty() : Optional.of(AlertCode.read(written));
    }

    /** Clause by clause, why the alert of that id matches the listing now or does not; empty if {@link #alert} is. */
    public Optional<Explanation> explain(long id, Listing listing) {
        return explain(id, listing, CLOCK.instant());
    }

    /** As above, asked at this time. */
    public Optional<Explanation> explain(long id, Listing listing, Instant askedAt) {
        return alert(id).map(alert -> explain(alert, listing, askedAt));
    }

    /** Clause by clause, why the alert, registered or not, matches the listing now or does not. */
    public Explanation explain(Alert alert, Listing listing) {
        return explain(alert, listing, CLOCK.instant());
    }

    /** As above, asked at this time. */
    public Explanation explain(Alert alert, Listing listing, Instant askedAt) {
        return Explainer.explain(alert, listing, askedAt, rates);
    }

    /** Alerts registered, active or not. */
    public int size() {
        return register.size();
    }

    /** Bytes that it takes, by kind. Changes wait while they are counted; matches do not. */
    public EngineMemory memory() {
        writing.lock();
        try {
            return EngineMemory.of(index, register);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes all alerts, and which words are frequent, so that {@link #load} makes an engine of them: in seconds for a
     * million, without the database. Changes wait only while the alerts are listed. The stream is flushed, not closed.
     *
     * @throws IllegalStateException if the engine is one {@link #idsOnly}, which does not know how its alerts were written
     */
    public void save(OutputStream stream) throws IOException {
        if (!keepsAlerts) {
            throw new IllegalStateException("an engine of ids does not keep its alerts, so it cannot save them");
        }
        List<byte[]> alerts = new ArrayList<>(size());
        writing.lock();
        try {
            register.forEach((id, slot, written) -> alerts.add(written));
        } finally {
            writing.unlock();
        }
        Snapshot.write(alerts, frequencies, stream);
    }

    /** As {@link #load(InputStream, ExchangeRates)}, without rates. */
    public static AlertEngine load(InputStream stream) throws IOException {
        return load(stream, ExchangeRates.NONE);
    }

    /**
     * An engine with the alerts that were saved, filed by these rates: to {@linkplain #setExchangeRates set} them
     * afterwards files alerts twice. A snapshot saves a start, and no more: who is refused one registers all alerts anew,
     * from where they are kept.
     *
     * @throws SnapshotException if the stream holds no snapshot, one of another version, or one that was cut or changed
     */
    public static AlertEngine load(InputStream stream, ExchangeRates rates) throws IOException {
        AlertEngine engine = new AlertEngine();
        engine.setExchangeRates(rates);
        Snapshot.read(stream, engine.frequencies, engine::register);
        return engine;
    }

    /** Words and anchors in use, to see that memory is given back. */
    int indexEntries() {
        return index.entries();
    }
}
