package dev.souk.model.listing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a listing's attributes say of each {@link Fact}. A fact that is not told, or in another form than its own, is
 * empty; the attribute itself is there in any case.
 *
 * <pre>{@code
 * listing.facts().mileage().map(mileage -> mileage.in(Measure.Unit.KILOMETRE));
 * }</pre>
 *
 * @param attributes a listing's
 */
public record ListingFacts(Map<String, String> attributes) {

    /** Parts the steps of {@link Fact#CATEGORY_PATH}. */
    public static final String PATH_SEPARATOR = " > ";

    /** So many steps of a path, from the widest on, can be asked for: who writes more names all that there is. */
    public static final int MAX_STEPS = 20;

    /** Of a path of more characters no step can be asked for: an index cannot hold steps of any length. */
    public static final int MAX_PATH_LENGTH = 600;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,4})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    /** How the price is meant. */
    public Optional<PriceKind> priceKind() {
        return text(Fact.PRICE_KIND).flatMap(PriceKind::of);
    }

    /** How worn it is. */
    public Optional<Condition> condition() {
        return text(Fact.CONDITION).flatMap(Condition::of);
    }

    /** How it comes to its buyer; nothing if that is not told. */
    public Set<DeliveryOption> delivery() {
        List<String> words =
                text(Fact.DELIVERY).map(told -> List.of(told.split(", "))).orElse(List.of());
        Set<DeliveryOption> ways = EnumSet.noneOf(DeliveryOption.class);
        Arrays.stream(DeliveryOption.values())
                .filter(way -> words.contains(way.word()))
                .forEach(ways::add);
        return ways;
    }

    /** How far a vehicle has gone. */
    public Optional<Measure> mileage() {
        return text(Fact.MILEAGE).flatMap(Measure::of);
    }

    /** How large a home is. */
    public Optional<Measure> area() {
        return text(Fact.AREA).flatMap(Measure::of);
    }

    /** When it was made or first registered. */
    public Optional<Integer> year() {
        return count(Fact.YEAR);
    }

    /** Rooms of a home. */
    public Optional<BigDecimal> rooms() {
        return number(Fact.ROOMS);
    }

    /** Rooms to sleep in. */
    public Optional<BigDecimal> bedrooms() {
        return number(Fact.BEDROOMS);
    }

    /** Rooms with a bath or a shower. */
    public Optional<BigDecimal> bathrooms() {
        return number(Fact.BATHROOMS);
    }

    /** Who makes it. */
    public Optional<String> brand() {
        return text(Fact.BRAND);
    }

    /** What its maker calls it. */
    public Optional<String> model() {
        return text(Fact.MODEL);
    }

    /** As it stands on the label. */
    public Optional<String> size() {
        return text(Fact.SIZE);
    }

    /** The categories from the widest to the narrowest, as they are told, empty ones too; none if they are not told. */
    public List<String> categoryPath() {
        return text(Fact.CATEGORY_PATH)
                .map(path -> List.of(path.split(PATH_SEPARATOR)))
                .orElse(List.of());
    }

    /** Of the path's first steps all but the widest; none of them empty. */
    List<String> narrowerSteps() {
        return text(Fact.CATEGORY_PATH)
                .filter(path -> path.codePointCount(0, path.length()) <= MAX_PATH_LENGTH)
                .stream()
                .flatMap(path -> categoryPath().stream())
                .limit(MAX_STEPS)
                .skip(1)
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /** How far the place on the map may be off, in metres. */
    public Optional<Integer> pointPrecisionMetres() {
        return count(Fact.POINT_PRECISION);
    }

    private Optional<BigDecimal> number(Fact fact) {
        return text(fact).filter(text -> NUMBER.matcher(text).matches()).map(BigDecimal::new);
    }

    private Optional<Integer> count(Fact fact) {
        return text(fact).filter(text -> COUNT.matcher(text).matches()).map(Integer::valueOf);
    }

    private Optional<String> text(Fact fact) {
        @Nullable String text = attributes.get(fact.attribute());
        return Optional.ofNullable(text);
    }
}
