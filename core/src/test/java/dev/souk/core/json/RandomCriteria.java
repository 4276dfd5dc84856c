package dev.souk.core.json;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Criteria of any shape. */
public final class RandomCriteria {

    private RandomCriteria() {}

    public static AlertCriteria next(Random random) {
        AlertCriteria.Builder builder = AlertCriteria.builder();
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.source(new SourceId("s" + random.nextInt(9))));
        IntStream.range(0, random.nextInt(3))
                .forEach(i -> builder.withoutSource(new SourceId("t" + random.nextInt(9))));
        builder.minPhotos(random.nextInt(3));
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.category(text(random)));
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.subcategory(text(random)));
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.attribute(orUnknown(demand(random), random)));
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.seller(text(random)));
        IntStream.range(0, random.nextInt(3)).forEach(i -> builder.withoutSeller(text(random)));
        if (random.nextBoolean()) {
            PriceRange.Unknown[] unknown = PriceRange.Unknown.values();
            builder.price(price(random).with(unknown[random.nextInt(unknown.length)]));
        }
        if (random.nextBoolean()) {
            builder.keywords(new Keywords(
                    texts(random), texts(random), texts(random), texts(random), texts(random), texts(random)));
        }
        if (random.nextBoolean()) {
            builder.location(text(random));
        }
        for (int i = random.nextInt(4); i > 1; i--) {
            builder.near(
                    new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 1e-12),
                    random.nextBoolean() ? Double.MIN_VALUE : random.nextDouble() * 1000 + 1e-9);
        }
        if (random.nextBoolean()) {
            Money amount = new Money(BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(5)), "EUR");
            builder.priceDrop(
                    switch (random.nextInt(4)) {
                        case 0 -> new PriceDrop(random.nextInt(3), amount);
                        case 1 -> PriceDrop.to(amount);
                        case 2 -> new PriceDrop(random.nextInt(101), amount, Money.of(random.nextInt(2), "EUR"));
                        default -> new PriceDrop(1 + random.nextInt(100));
                    });
        }
        if (random.nextBoolean()) {
            builder.listedWithin(Duration.ofSeconds(1 + random.nextInt(86_400_000)));
        }
        if (random.nextInt(3) == 0) {
            builder.withoutSuspiciousPrices();
        }
        for (int i = random.nextInt(4); i > 1; i--) {
            GeoPoint corner = new GeoPoint(random.nextDouble() * 100 - 50, random.nextDouble() * 360 - 180);
            builder.near(new GeoPolygon(List.of(
                    corner,
                    new GeoPoint(corner.latitude() + random.nextDouble(), corner.longitude() / 1.001),
                    new GeoPoint(corner.latitude() - random.nextDouble(), corner.longitude() / 1.002))));
        }
        for (CriteriaClause clause : CriteriaClause.values()) {
            if (random.nextInt(3) == 0) {
                builder.orUnknown(clause);
            }
        }
        return builder.build();
    }

    private static AttributeCriterion orUnknown(AttributeCriterion demand, Random random) {
        return demand.operator() != AttributeOperator.EXISTS && random.nextInt(3) == 0 ? demand.orUnknown() : demand;
    }

    private static AttributeCriterion demand(Random random) {
        String name = text(random);
        List<AttributeOperator> operators = List.of(AttributeOperator.values());
        AttributeOperator operator = operators.get(random.nextInt(operators.size()));
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of(name, operator);
            case EQUAL, NOT_EQUAL -> AttributeCriterion.of(name, operator, value(random));
            case IN -> AttributeCriterion.of(name, operator, value(random), value(random));
            case BETWEEN ->
                AttributeCriterion.of(
                        name, operator, AttributeValue.of(-random.nextInt(9)), AttributeValue.of(random.nextInt(9)));
            default ->
                AttributeCriterion.of(
                        name, operator, random.nextBoolean() ? number(random) : AttributeValue.of(day(random)));
        };
    }

    private static AttributeValue value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> AttributeValue.of(random.nextBoolean());
            case 1 -> AttributeValue.of(day(random));
            case 2 -> number(random);
            default -> AttributeValue.of(text(random));
        };
    }

    private static AttributeValue number(Random random) {
        return AttributeValue.of(BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000L, random.nextInt(10)));
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(1 + random.nextInt(9_999), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static PriceRange price(Random random) {
        BigDecimal min = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(5));
        BigDecimal max = min.add(BigDecimal.valueOf(Math.abs(random.nextLong() % 1_000_000_000_000L), 2));
        return switch (random.nextInt(3)) {
            case 0 -> new PriceRange(min, max, "EUR");
            case 1 -> PriceRange.atLeast(new Money(min, "VND"));
            default -> PriceRange.upTo(new Money(max, "USD"));
        };
    }

    private static List<String> texts(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> text(random)).toList();
    }

    private static String text(Random random) {
        int[] letters = {'a', 'B', '"', '\\', '\n', '\t', 0x1, 0x7f, 0x2028, 'é', 'İ', 0x1F6B2, '/', '<', '\''};
        return "x"
                + random.ints(random.nextInt(10), 0, letters.length)
                        .mapToObj(i -> Character.toString(letters[i]))
                        .collect(Collectors.joining());
    }
}
