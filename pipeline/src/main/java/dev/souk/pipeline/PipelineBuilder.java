package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.model.ExchangeRates;
import dev.souk.model.SourceId;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.DigestLimits;
import dev.souk.notify.Languages;
import dev.souk.notify.NotificationWriter;
import dev.souk.notify.Notifier;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.drift.ScrapeListener;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link SoukPipeline}. Each setting is checked at once. Not thread-safe. */
public final class PipelineBuilder {

    private static final int PRICES_REMEMBERED = 10_000;

    final SoukDatabase database;
    final List<Watch> watches = new ArrayList<>();
    final Map<SourceId, ListingSource> sources = new LinkedHashMap<>();
    final List<Notifier> notifiers = new ArrayList<>();
    ScrapeListener scrapeListener = drift -> {};
    NotificationWriter writer = NotificationWriter.in(Languages.SHIPPED);
    Clock clock = Clock.systemUTC();
    ExchangeRates rates = ExchangeRates.NONE;
    Duration ingestEvery = Duration.ofMinutes(15);
    Duration pollEvery = Duration.ofSeconds(1);
    Duration lease = Duration.ofSeconds(50);
    RetryPolicy retry = RetryPolicy.DEFAULT;
    DigestLimits digestLimits = DigestLimits.DEFAULT;
    Duration backfillLimit = Duration.ofSeconds(20);
    PageArchive archive = PageArchive.none();
    ValidatorStore validators = ValidatorStore.none();
    int visitsAtOnce = 4;
    int maxListPages = 20;
    int maxItemPages = 50;
    int misses = SearchRuns.DEFAULT_MISSES;
    long seed = new Random().nextLong();
    PipelineListener listener = PipelineListener.NONE;
    ThreadFactory threads = Loops.daemons();
    Optional<Duration> notificationsKept = Optional.empty();

    @Nullable
    private Fetcher fetcher;

    PipelineBuilder(SoukDatabase database) {
        this.database = database;
    }

    /**
     * Adds a search that this instance repeats. Default none: it then only matches and sends.
     *
     * @throws IllegalArgumentException if the source cannot search in the way that is asked
     */
    public PipelineBuilder watch(ListingSource source, SearchRequest search) {
        source.seeds(search);
        watches.add(new Watch(source, search));
        return this;
    }

    /**
     * Visits the watches of these sources that stand in the database, see {@code SoukDatabase.watches()}, when they
     * are due: each is visited by one of all the instances that do so. Default none.
     *
     * @throws IllegalArgumentException if there is another source of that name
     * @throws IllegalStateException if a source needs a permission that the application has not said it has
     */
    public PipelineBuilder watchStored(ListingSource... sources) {
        for (ListingSource source : sources) {
            source.policy().check();
            if (this.sources.putIfAbsent(source.id(), source) != null) {
                throw new IllegalArgumentException("there is a source " + source.id() + " already");
            }
        }
        return this;
    }

    /**
     * How many stored watches {@link SoukPipeline#start} visits at once, each in a thread, so that a slow site does not hold up
     * the others. Default 4. The pace at each site is the fetcher's all the same. Those of {@link #watch} are visited one
     * after the other.
     */
    public PipelineBuilder visitsAtOnce(int visits) {
        if (visits < 1) {
            throw new IllegalArgumentException("visits at once must be positive: " + visits);
        }
        visitsAtOnce = visits;
        return this;
    }

    /** How pages are fetched. Needed where there is a watch. Not closed by the pipeline. */
    public PipelineBuilder fetcher(Fetcher fetcher) {
        this.fetcher = fetcher;
        return this;
    }

    /** Keeps every page that comes, so that it can be read again: a {@link TableArchive}, say. Default none. */
    public PipelineBuilder archive(PageArchive archive) {
        this.archive = archive;
        return this;
    }

    /**
     * Asks for the lists of a watch only if they have changed since all that they held was stored. A list that has not
     * changed is not followed to its next pages, so searches whose whole result is looked at, to find out what was
     * removed, are asked for in full all the same. Default none: every page is read each time.
     */
    public PipelineBuilder validators(ValidatorStore validators) {
        this.validators = validators;
        return this;
    }

    /**
     * Adds a channel. Default none: this instance then sends nothing, and notifications wait, for ever if need be, for an
     * instance that does. Users choose a channel by its name; the default of an alert is {@code email}. The pipeline does
     * not close what the notifier sends by.
     *
     * @throws IllegalArgumentException if there is one for it already, or nobody can choose a channel of that name; see
     *     {@link NotificationSettings#requireChannel}
     */
    public PipelineBuilder notifier(Notifier notifier) {
        NotificationSettings.requireChannel(notifier.channel());
        if (notifiers.stream().anyMatch(other -> other.channel().equals(notifier.channel()))) {
            throw new IllegalArgumentException("there is a notifier for channel " + notifier.channel() + " already");
        }
        notifiers.add(notifier);
        return this;
    }

    /** Is told when a site no longer gives what it used to. Default nobody; the log and reports have it in any case. */
    public PipelineBuilder scrapeListener(ScrapeListener listener) {
        scrapeListener = listener;
        return this;
    }

    /** How events are put into words. Default Souk's own, in English and German. */
    public PipelineBuilder writer(NotificationWriter writer) {
        this.writer = writer;
        return this;
    }

    /** How much a digest shows in full. Default ten listings of each alert and fifty in all. */
    public PipelineBuilder digestLimits(DigestLimits limits) {
        digestLimits = limits;
        return this;
    }

    /**
     * The clock of this instance: for what sites say in relative terms, for how long an endpoint, a user, or a page without
     * its price is left alone, for cleaning up once an hour, and for the times that health and listener tell. Default UTC.
     * One that is set back prolongs a wait by no more than its whole length: five minutes at most for an endpoint or a user,
     * and otherwise the time since it was last asked. Leases, retries, and when digests are due go by the database's.
     */
    public PipelineBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * The rates by which an alert's price limits apply to listings in other currencies. Asked before each batch, so they may
     * change. Matching waits for the answer, so it should come from memory; if it throws, the batch is tried again. Default
     * none: a price in another currency than the alert's satisfies nothing.
     */
    public PipelineBuilder exchangeRates(ExchangeRates rates) {
        this.rates = rates;
        return this;
    }

    /**
     * How long {@link SoukPipeline#start} waits after the end of one round of visits to the watches before the next; the
     * first begins at once. Stored watches have intervals of their own. Default 15 minutes.
     */
    public PipelineBuilder ingestEvery(Duration interval) {
        ingestEvery = positive("ingest interval", interval);
        return this;
    }

    /**
     * How long {@link SoukPipeline#start} waits before it looks again for something to match or send, when it found nothing;
     * a tenth of it while there is something each time. Default 1 second.
     */
    public PipelineBuilder pollEvery(Duration interval) {
        pollEvery = positive("poll interval", interval);
        return this;
    }

    /**
     * How long a statement may take that makes up for what a new or changed alert missed. If the search of its {@linkplain
     * dev.souk.model.alert.FirstRun first run} takes longer, the alert goes without one. Anything else that takes longer or
     * fails is tried again in quarters: at once and without the first run, then later. No match is lost. Default 20 seconds.
     */
    public PipelineBuilder backfillLimit(Duration limit) {
        backfillLimit = positive("backfill limit", limit);
        return this;
    }

    /**
     * How long a batch of deliveries, or a stored watch, belongs to this instance. If it dies or freezes, another takes over
     * after this long. Must be longer than sending 20 messages takes at worst (see {@code HttpSender}'s {@code
     * batchTimeout}), which is not checked; a visit may take longer, since it renews its lease. Default 50 seconds.
     */
    public PipelineBuilder lease(Duration lease) {
        this.lease = positive("lease", lease);
        return this;
    }

    /** When failed deliveries are tried again. Default {@link RetryPolicy#DEFAULT}. */
    public PipelineBuilder retry(RetryPolicy retry) {
        this.retry = retry;
        return this;
    }

    /**
     * The most pages of a search that one visit reads. If a search has more, it is never read whole, so listings that vanish
     * from it are not noticed; and of one with the newest first, new listings beyond are never read. Default 20.
     */
    public PipelineBuilder maxListPages(int maxListPages) {
        if (maxListPages < 1) {
            throw new IllegalArgumentException("maxListPages must be positive: " + maxListPages);
        }
        this.maxListPages = maxListPages;
        return this;
    }

    /**
     * The most item pages that one visit to a watch reads: those of new listings and then, if there is room, of known ones
     * whose price an alert waits for. The rest waits for the next visit. Default 50; with 0 none is read, and listings are
     * stored with what lists say.
     */
    public PipelineBuilder maxItemPages(int maxItemPages) {
        if (maxItemPages < 0) {
            throw new IllegalArgumentException("maxItemPages must not be negative: " + maxItemPages);
        }
        this.maxItemPages = maxItemPages;
        return this;
    }

    /**
     * How many whole visits in a row must have missed a listing before it counts as removed. Default {@value
     * SearchRuns#DEFAULT_MISSES}. Has no effect for sources and searches that do not show everything.
     */
    public PipelineBuilder removedAfterMisses(int misses) {
        if (misses < 1 || misses > SearchRuns.MAX_MISSES) {
            throw new IllegalArgumentException("misses must be 1 to %s: %s".formatted(SearchRuns.MAX_MISSES, misses));
        }
        this.misses = misses;
        return this;
    }

    /** The seed of the jitter between retries and between visits. Default chance. */
    public PipelineBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Is told of every round, and of long ones in parts, for metrics. Default nobody. */
    public PipelineBuilder listener(PipelineListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Where the pipeline's threads come from. Default daemon threads of Souk's own.
     *
     * <p>It is no executor, since nothing here is a task that ends soon: {@link SoukPipeline#start} takes a thread for each
     * step, channel and visit at once, and a thread that renews the leases of visits, which run until {@link
     * SoukPipeline#close}. In a pool they would hold its threads, and one that is too small would never run the last of
     * them. Loading alerts takes one more thread for as long as it lasts.
     */
    public PipelineBuilder threads(ThreadFactory threads) {
        this.threads = threads;
        return this;
    }

    /**
     * How long notifications that were sent or given up are kept; older ones are deleted, once an hour. By default they are
     * kept for ever.
     */
    public PipelineBuilder keepNotificationsFor(Duration kept) {
        notificationsKept = Optional.of(positive("retention", kept));
        return this;
    }

    List<Dispatch> dispatches(BooleanSupplier closing) {
        DeliveryQueue queue = database.deliveries();
        Outcomes outcomes = new Outcomes(queue, retry, new Random(seed));
        Receivers receivers = new Receivers(clock);
        return notifiers.stream()
                .map(notifier -> new Dispatch(queue, notifier, lease, outcomes, receivers, closing))
                .toList();
    }

    int storedVisits() {
        return sources.isEmpty() ? 0 : visitsAtOnce;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return duration;
    }

    VisitScrapers scrapers() {
        PricesToFetch prices = new PricesToFetch(clock, PRICES_REMEMBERED);
        return new VisitScrapers(chosenFetcher(), clock, archive, maxListPages, maxItemPages, validators, prices);
    }

    private Fetcher chosenFetcher() {
        Fetcher chosen = fetcher;
        if (chosen != null) {
            return chosen;
        }
        if (!watches.isEmpty() || !sources.isEmpty()) {
            throw new IllegalStateException(
                    "a watch needs a fetcher: " + (watches.isEmpty() ? sources.keySet() : watches.get(0)));
        }
        return request -> {
            throw new IllegalStateException("there is no watch to fetch for");
        };
    }

    /**
     * The pipeline. Fetches and sends nothing yet.
     *
     * @throws IllegalStateException if there is a watch and no fetcher
     */
    public SoukPipeline build() {
        return new SoukPipeline(this);
    }
}
