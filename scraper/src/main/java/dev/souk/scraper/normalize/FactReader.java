package dev.souk.scraper.normalize;

import dev.souk.model.listing.DeliveryOption;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingFacts;
import dev.souk.model.listing.Measure;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings what a marketplace tells of a {@link Fact} into the form that is the fact's own. */
final class FactReader {

    private static final int LONGEST_TEXT = 200;

    private static final Pattern MEASURE =
            Pattern.compile("(?iU)^(?:ca\\.?|about|approx\\.?|~)?\\s*(\\d[\\d.,' ]{0,14})"
                    + "(k(?![a-z])|(?:tsd|tys|тис|тыс|хил)\\b\\.?|mil(?=\\s*km)|t(?=km))?\\s*"
                    + "(kms?\\b|kilomet\\w*|км|mi\\b|miles?\\b|mls\\b|m²|m2|m\\^2|qm\\b|sqm\\b|mq\\b|mtk\\b|кв\\.? ?м|м²"
                    + "|ft²|ft2|ft\\^2|sq\\.? ?ft|sqft|ftk\\b|pi²)?");

    private static final Pattern STEPS = Pattern.compile("[>›»]");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)");
    private static final Pattern COUNT = Pattern.compile("^(\\d{1,3}(?:[.,]\\d{1,2})?)(?!\\d)([^\\d]*)$");
    private static final Pattern HALF = Pattern.compile("^(\\d{1,3})(?: ?½| 1/2)");
    private static final Pattern OTHER_ROOMS = Pattern.compile("(?iU)bed|bath|\\bbr\\b|\\bba\\b");

    private static final Pattern SENT = Pattern.compile(
            "(?iU)ship|deliver|versand|livraison|envío|envio|wysyłk|dostaw|spedi|verzend|frete|postage|доставк");
    private static final Pattern NOT_SENT = Pattern.compile(
            "(?iU)no (?:shipping|delivery|postage)|kein versand|nur abholung|collection only|pick-?up only|local only"
                    + "|(?:(?:do|does|will|can)(?:n['’]t|not| not)|not|cannot) (?:be )?(?:ship|deliver|post|sent)");
    private static final Pattern FETCHED = Pattern.compile(
            "(?iU)pick[ _-]?up|collect|in_person|public_meetup|door_|local|abhol|retrait|main propre|odbiór|recogid|ritiro"
                    + "|ophalen|retirada|самовивіз");

    private final Map<Fact, String> told = new EnumMap<>(Fact.class);
    private final Map<String, String> shown = new LinkedHashMap<>();

    private FactReader() {}

    /**
     * The attributes with the facts among them in their own form; what that loses of the marketplace's words stays under
     * the fact's name with {@code _text} behind it. Attributes under other names stay as they are.
     */
    static Map<String, String> read(Map<String, String> attributes) {
        FactReader reader = new FactReader();
        attributes.forEach((name, value) -> reader.read(name, value, true));
        attributes.forEach((name, value) -> reader.read(name, value, false));
        Map<String, String> result = new LinkedHashMap<>(attributes);
        reader.told.forEach((fact, value) -> result.put(fact.attribute(), value));
        reader.shown.forEach(result::putIfAbsent);
        return result;
    }

    /** A fact's own name comes before what marketplaces call it. */
    private void read(String name, String value, boolean byOwnName) {
        FactNames.Meaning meaning = FactNames.read(name).orElse(null);
        if (meaning == null
                || byOwnName != name.equals(meaning.fact().attribute())
                || told.containsKey(meaning.fact())) {
            return;
        }
        boolean isPath = meaning.fact() == Fact.CATEGORY_PATH;
        String line = CleanText.line(value, isPath ? Listing.MAX_ATTRIBUTE_LENGTH : LONGEST_TEXT);
        Optional<String> form = line == null ? Optional.empty() : form(meaning, line);
        form.ifPresent(text -> {
            told.put(meaning.fact(), text);
            boolean isLoss = meaning.fact() == Fact.CONDITION || meaning.fact() == Fact.DELIVERY;
            if (isLoss && !text.equalsIgnoreCase(line)) {
                shown.put(meaning.fact().attribute() + "_text", line);
            }
        });
    }

    private static Optional<String> form(FactNames.Meaning meaning, String text) {
        return switch (meaning.fact()) {
            case MILEAGE, AREA -> measure(text, meaning).map(Measure::toString);
            case YEAR -> first(YEAR, text);
            case ROOMS -> OTHER_ROOMS.matcher(text).find() ? Optional.empty() : count(text);
            case BEDROOMS, BATHROOMS -> count(text);
            case CONDITION -> ConditionWords.read(text).map(condition -> condition.word());
            case DELIVERY -> delivery(text);
            case CATEGORY_PATH -> path(text);
            case PRICE_KIND, BRAND, MODEL, SIZE, POINT_PRECISION -> Optional.of(text);
        };
    }

    /** As many of the first steps as can be asked for. */
    private static Optional<String> path(String text) {
        String path = "";
        for (String part : STEPS.split(text)) {
            String step = part.strip();
            if (!step.isEmpty()) {
                String longer = path.isEmpty() ? step : path + ListingFacts.PATH_SEPARATOR + step;
                if (longer.codePointCount(0, longer.length()) > ListingFacts.MAX_PATH_LENGTH) {
                    break;
                }
                path = longer;
            }
        }
        return Optional.of(path).filter(steps -> !steps.isEmpty());
    }

    private static Optional<Measure> measure(String text, FactNames.Meaning meaning) {
        Matcher found = MEASURE.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        Measure.Unit unit = found.group(3) == null ? meaning.unit() : unit(found.group(3), meaning.fact());
        if (unit == null) {
            return Optional.empty();
        }
        boolean isThousands = found.group(2) != null;
        return PriceReader.readData(found.group(1).strip(), false)
                .map(number -> isThousands ? number.multiply(BigDecimal.valueOf(1_000)) : number)
                .map(number -> new Measure(number, unit));
    }

    /** The unit of these letters; null if it is none of the fact's. */
    private static Measure.@Nullable Unit unit(String letters, Fact fact) {
        char first = Character.toLowerCase(letters.charAt(0));
        if (fact == Fact.MILEAGE) {
            return first == 'k' || letters.startsWith("км")
                    ? Measure.Unit.KILOMETRE
                    : letters.toLowerCase(Locale.ROOT).matches("mi|miles?|mls") ? Measure.Unit.MILE : null;
        }
        boolean isFoot = letters.toLowerCase(Locale.ROOT).matches("ft.*|sq\\.? ?ft|pi²");
        boolean isLength = letters.toLowerCase(Locale.ROOT).matches("km.*|kilomet.*|км|mi|miles?|mls");
        return isLength ? null : isFoot ? Measure.Unit.SQUARE_FOOT : Measure.Unit.SQUARE_METRE;
    }

    private static Optional<String> count(String text) {
        Matcher count = COUNT.matcher(HALF.matcher(text).replaceFirst("$1.5"));
        return count.find()
                ? Optional.of(new BigDecimal(count.group(1).replace(',', '.'))
                        .stripTrailingZeros()
                        .toPlainString())
                : Optional.empty();
    }

    private static Optional<String> delivery(String text) {
        Set<DeliveryOption> ways = EnumSet.noneOf(DeliveryOption.class);
        if (FETCHED.matcher(text).find()) {
            ways.add(DeliveryOption.PICKUP);
        }
        if (NOT_SENT.matcher(text).find()) {
            ways.add(DeliveryOption.PICKUP);
        } else if (SENT.matcher(text).find()) {
            ways.add(DeliveryOption.SHIPPING);
        }
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of(ways.stream().map(DeliveryOption::word).collect(Collectors.joining(", ")));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
