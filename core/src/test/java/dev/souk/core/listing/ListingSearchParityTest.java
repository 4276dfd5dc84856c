package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class ListingSearchParityTest {

    private static final List<String> WORDS = List.of(
            "bike",
            "Bikes",
            "brompton",
            "folding",
            "red",
            "iphone13",
            "iPhone",
            "13",
            "Café",
            "cafe",
            "Levi's",
            "levis",
            "o'brien",
            "batteries",
            "battery",
            "自転車",
            "ไทย",
            "128GB",
            "gb",
            "back\\slash",
            "Fahrrad",
            "Fahrräder",
            "車",
            "a:*",
            "!",
            "&|",
            "%",
            "_",
            "Größe");
    private static final List<String> PREFIXES =
            List.of("bro*", "bik*", "iph*", "iphone*", "caf*", "batterie*", "128*", "gro*", "lev*", "Fahrräder*");
    private static final List<String> PLACES =
            List.of("Houston, TX", "New York", "York", "Saint-Étienne", "Paris 13", "O'Fallon, MO", "Ho Chi Minh");
    private static final List<String> CATEGORIES = List.of("Bikes", "bikes", "Phones", "100%_real", "Home & Garden");
    private static final List<String> VALUES = List.of("good", "Good", "used_good", "50%", "it's", "\"quoted\"");
    private static final List<String> FACTS = List.of(
            "128GB", "64 gb", "128", "-0.5", "1,280 MB", "2 x 64", "Yes", "no", "2026-01-31", "2026-01-30T08:00");
    private static final List<BigDecimal> NUMBERS =
            List.of(new BigDecimal("-0.5"), new BigDecimal("64"), new BigDecimal("128.000"), new BigDecimal("1280"));
    private static final List<String> SELLERS = List.of("ada", "Ada", "50%", "o'brien");
    private static final Instant LISTED = Instant.parse("2026-01-31T00:00:00Z");
    private static final List<ListingStatus> STATUSES = List.of(ListingStatus.values());
    private static final List<GeoPoint> CORNERS = List.of(
            new GeoPoint(0, 179.95),
            new GeoPoint(0.1, -179.95),
            new GeoPoint(89.9, 12),
            new GeoPoint(89.8, -160),
            new GeoPoint(-90, 0),
            new GeoPoint(48.8566, 2.3522),
            new GeoPoint(48.9, 2.4),
            new GeoPoint(-33.87, 151.2));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsExactlyWhatAskingEveryListingWouldFind(long seed, DataSource dataSource) {
        Random random = new Random(seed);
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        listings.upsertAll(
                IntStream.range(0, 150).mapToObj(i -> listing(i, random)).toList());
        List<StoredListing> all = listings.search(
                        ListingQuery.of(AlertCriteria.ANYTHING, TextQuery.ANYTHING)
                                .withStatuses(Set.of(ListingStatus.values())),
                        0,
                        1_000)
                .items();
        int found = 0;

        for (int i = 0; i < 120; i++) {
            ListingQuery query = query(random);
            List<Long> expected = all.stream()
                    .filter(stored -> matches(query, stored.listing()))
                    .map(StoredListing::id)
                    .toList();

            var page = listings.search(query, 0, 1_000);

            assertThat(page.items())
                    .extracting(StoredListing::id)
                    .as("seed %d, query %d: %s", seed, i, query)
                    .isEqualTo(expected);
            assertThat(page.total().count()).isEqualTo(expected.size());
            found += expected.size();
        }

        assertThat(all).hasSize(150);
        assertThat(found).as("pairs that match, seed %d", seed).isGreaterThan(300);
    }

    private static boolean matches(ListingQuery query, Listing listing) {
        AlertCriteria criteria = query.criteria();
        ListingText text = ListingText.of(listing.title(), listing.description());
        return query.statuses().contains(listing.status())
                && query.text().matches(text)
                && hasWords(criteria.keywords(), text)
                && (criteria.sources().isEmpty()
                        || criteria.sources().contains(listing.key().source()))
                && !criteria.excludedSources().contains(listing.key().source())
                && listing.images().size() >= criteria.minPhotos()
                && isOneOf(criteria.categories(), listing.category())
                && isOneOf(criteria.subcategories(), listing.subcategory())
                && (criteria.price() == null
                        || (listing.price() == null
                                ? criteria.price().unknownAccepted()
                                : criteria.price().contains(listing.price())))
                && (criteria.location() == null || isIn(criteria.location(), listing.location()))
                && criteria.isNear(listing.point())
                && criteria.sellers().accept(listing.seller())
                && (query.listedSince() == null
                        || (listing.listedAt() != null && !listing.listedAt().isBefore(query.listedSince())))
                && criteria.attributes().stream().allMatch(wanted -> has(wanted, listing))
                && (criteria.priceDrop() == null
                        || (listing.price() != null
                                && listing.previousPrice() != null
                                && criteria.priceDrop().isMetBy(listing.price(), listing.previousPrice())));
    }

    private static boolean hasWords(Keywords keywords, ListingText text) {
        return phrases(keywords.all()).allMatch(text::contains)
                && (keywords.any().isEmpty() || phrases(keywords.any()).anyMatch(text::contains))
                && phrases(keywords.title()).map(Phrase::inTitle).allMatch(text::contains)
                && phrases(keywords.none()).noneMatch(text::contains);
    }

    private static Stream<Phrase> phrases(List<String> entries) {
        return entries.stream().map(entry -> Phrase.ofEntry(entry).orElseThrow());
    }

    private static boolean isOneOf(SortedSet<String> accepted, @Nullable String value) {
        return accepted.isEmpty() || (value != null && accepted.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean isIn(String wanted, @Nullable String place) {
        return place != null
                && Phrase.of(wanted)
                        .filter(phrase -> ListingText.of(place, null).contains(phrase))
                        .isPresent();
    }

    private static boolean has(AttributeCriterion wanted, Listing listing) {
        return listing.attributes().entrySet().stream()
                .anyMatch(fact -> fact.getKey().equalsIgnoreCase(wanted.name())
                        && wanted.isMetBy(AttributeReading.of(fact.getValue())));
    }

    private static Listing listing(int number, Random random) {
        SourceId source = new SourceId(random.nextBoolean() ? "ebay" : "gumtree");
        Listing.Builder listing = Listing.builder(
                        new ListingKey(source, "id" + number),
                        "x " + words(random, 1 + random.nextInt(4)),
                        URI.create("https://example.org/" + number))
                .status(random.nextInt(4) == 0 ? pick(STATUSES, random) : ListingStatus.AVAILABLE);
        if (random.nextInt(3) > 0) {
            listing.description(words(random, random.nextInt(12)));
        }
        if (random.nextInt(4) > 0) {
            listing.price(money(random));
        }
        if (random.nextInt(3) == 0) {
            listing.previousPrice(money(random));
        }
        if (random.nextInt(3) > 0) {
            listing.location(pick(PLACES, random) + (random.nextBoolean() ? "" : ", " + pick(PLACES, random)));
        }
        if (random.nextInt(3) > 0) {
            GeoPoint corner = pick(CORNERS, random);
            listing.point(new GeoPoint(
                    Math.max(-90, Math.min(90, corner.latitude() + random.nextGaussian() / 5)), corner.longitude()));
        }
        if (random.nextInt(3) > 0) {
            listing.category(pick(CATEGORIES, random)).subcategory(pick(CATEGORIES, random));
        }
        if (random.nextInt(3) > 0) {
            listing.attribute(random.nextBoolean() ? "condition" : "Condition", pick(VALUES, random));
            listing.attribute("colour", pick(VALUES, random)).attribute("storage", pick(FACTS, random));
        }
        if (random.nextInt(3) > 0) {
            listing.seller(new Seller(pick(SELLERS, random), "somebody"));
        }
        if (random.nextInt(3) > 0) {
            listing.listedAt(LISTED.plusSeconds(random.nextInt(5)));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            listing.image(ListingImage.of(URI.create("https://example.org/" + number + "/" + i)));
        }
        return listing.build();
    }

    private static ListingQuery query(Random random) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        if (random.nextInt(6) == 0) {
            criteria.source(new SourceId("ebay"));
        }
        if (random.nextInt(8) == 0) {
            criteria.withoutSource(new SourceId("gumtree"));
        }
        if (random.nextInt(6) == 0) {
            criteria.minPhotos(1 + random.nextInt(4));
        }
        if (random.nextInt(5) == 0) {
            criteria.category(pick(CATEGORIES, random)).category(pick(CATEGORIES, random));
        }
        if (random.nextInt(8) == 0) {
            criteria.subcategory(pick(CATEGORIES, random));
        }
        if (random.nextInt(4) == 0) {
            BigDecimal low = money(random).amount();
            PriceRange range = new PriceRange(
                    random.nextBoolean() ? low : null, low.add(new BigDecimal("40.5")), currency(random));
            criteria.price(random.nextInt(3) == 0 ? range.orUnknown() : range);
        }
        if (random.nextInt(4) == 0) {
            criteria.allOf(solid(random)).anyOf(solid(random), solid(random) + " " + solid(random));
        }
        if (random.nextInt(5) == 0) {
            criteria.noneOf(solid(random));
        }
        if (random.nextInt(6) == 0) {
            criteria.inTitle(solid(random));
        }
        if (random.nextInt(5) == 0) {
            criteria.location(pick(PLACES, random));
        }
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                criteria.near(pick(CORNERS, random), Math.pow(10, random.nextDouble() * 4.3));
            }
        }
        if (random.nextInt(6) == 0) {
            criteria.attribute(random.nextBoolean() ? "CONDITION" : "Colour", pick(VALUES, random));
        }
        if (random.nextInt(4) == 0) {
            criteria.attribute(demand(random));
        }
        if (random.nextInt(8) == 0) {
            criteria.seller(pick(SELLERS, random)).seller(pick(SELLERS, random));
        }
        if (random.nextInt(8) == 0) {
            criteria.withoutSeller(pick(SELLERS, random));
        }
        if (random.nextInt(8) == 0) {
            Money amount = new Money(BigDecimal.valueOf(1 + random.nextInt(60)), currency(random));
            criteria.priceDrop(new PriceDrop(1 + random.nextInt(60), random.nextBoolean() ? null : amount));
        }
        Set<ListingStatus> statuses =
                random.nextInt(3) > 0 ? ListingQuery.OPEN : EnumSet.of(pick(STATUSES, random), pick(STATUSES, random));
        Instant listedSince = random.nextInt(8) == 0 ? LISTED.plusSeconds(random.nextInt(5)) : null;
        return new ListingQuery(criteria.build(), text(random), statuses, listedSince, null, ListingSort.NEWEST);
    }

    private static AttributeCriterion demand(Random random) {
        AttributeOperator operator = pick(List.of(AttributeOperator.values()), random);
        AttributeValue number = AttributeValue.of(pick(NUMBERS, random));
        AttributeValue day = AttributeValue.of(LocalDate.of(2026, 1, 30 + random.nextInt(2)));
        AttributeValue any = pick(List.of(number, day, AttributeValue.of(pick(FACTS, random))), random);
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of("Storage", operator);
            case BETWEEN -> AttributeCriterion.of("storage", operator, AttributeValue.of(-1), AttributeValue.of(128));
            case EQUAL, NOT_EQUAL -> AttributeCriterion.of("storage", operator, any);
            case IN -> AttributeCriterion.of("STORAGE", operator, any, number, AttributeValue.of(true));
            default -> AttributeCriterion.of("storage", operator, random.nextBoolean() ? number : day);
        };
    }

    private static TextQuery text(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> TextQuery.parse(solid(random));
            case 1 -> TextQuery.parse("-" + solid(random));
            case 2 -> TextQuery.parse(solid(random) + " OR " + solid(random) + " -" + solid(random));
            case 3 -> TextQuery.parse("\"" + solid(random) + " " + solid(random) + "\" OR " + solid(random));
            case 4 -> TextQuery.parse("title:\"" + solid(random) + " " + solid(random) + "\" OR " + solid(random));
            case 5 -> TextQuery.parse("(" + plain(random) + " " + plain(random) + ") OR (title:" + plain(random) + ")"
                    + " -(" + plain(random) + " OR title:" + plain(random) + ")");
            default -> TextQuery.ANYTHING;
        };
    }

    /** A word that is not all punctuation. */
    private static String solid(Random random) {
        String word = pick(random.nextInt(6) == 0 ? PREFIXES : WORDS, random);
        return Phrase.of(word).isPresent() && Phrase.misplacedStar(word) < 0 ? word : "red";
    }

    /** A word that is no part of the grammar. */
    private static String plain(Random random) {
        return pick(List.of("bike", "red", "13", "cafe", "Größe", "folding", "fol*", "iphone*"), random);
    }

    private static Money money(Random random) {
        return new Money(new BigDecimal(random.nextInt(10_000)).movePointLeft(2), currency(random));
    }

    private static String currency(Random random) {
        return random.nextInt(4) == 0 ? "USD" : "EUR";
    }

    private static String words(Random random, int number) {
        return String.join(
                " ",
                IntStream.range(0, number).mapToObj(i -> pick(WORDS, random)).toList());
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
