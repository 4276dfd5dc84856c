package dev.souk.benchmarks.engine;

import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What remains: sources, categories, sellers, photos and age. */
final class ScopeShapes {

    static final List<Shape> ALL = List.of(
            Shape.of("anything at all", alert -> {}),
            Shape.of("source alone", alert -> alert.criteria.source(new SourceId("source" + alert.id % 5_000))),
            Shape.of("source left out, alone", alert -> alert.criteria.withoutSource(new SourceId(alert.source()))),
            Shape.of(
                    "source left out, in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).withoutSource(new SourceId(alert.source()))),
            Shape.of(
                    "source and price",
                    alert -> alert.criteria.source(new SourceId(alert.source())).price(alert.thinPrice())),
            Shape.of("category alone", alert -> alert.criteria.category(alert.category)),
            Shape.of("subcategory alone", alert -> alert.criteria.subcategory(alert.subcategory)),
            Shape.of("hundred subcategories and word", alert -> {
                alert.criteria.allOf(alert.word());
                IntStream.range(0, AlertCriteria.MAX_ENTRIES)
                        .forEach(i ->
                                alert.criteria.subcategory(Catalogue.subcategoryName(alert.subcategoryNumber / 2 + i)));
            }),
            Shape.orUnknown(
                    "category or unknown",
                    alert -> alert.criteria
                            .category(alert.category)
                            .orUnknown(CriteriaClause.CATEGORIES)
                            .allOf(alert.word())),
            Shape.orUnknown(
                    "subcategory or unknown",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .orUnknown(CriteriaClause.SUBCATEGORIES)
                            .allOf(alert.word())),
            Shape.orUnknown(
                    "subcategory or unknown, and circle",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .orUnknown(CriteriaClause.SUBCATEGORIES)
                            .near(alert.around(10), 5)),
            Shape.orUnknown(
                    "subcategory or unknown, alone",
                    alert -> alert.criteria.subcategory(alert.subcategory).orUnknown(CriteriaClause.SUBCATEGORIES)),
            Shape.of("seller", alert -> alert.criteria.seller(alert.seller())),
            Shape.of(
                    "hundred sellers",
                    alert -> IntStream.range(0, AlertCriteria.MAX_ENTRIES)
                            .forEach(i -> alert.criteria.seller(alert.seller()))),
            Shape.of("seller left out, alone", alert -> alert.criteria.withoutSeller(alert.seller())),
            Shape.of(
                    "seller left out, in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).withoutSeller(alert.seller())),
            Shape.of("photos alone", alert -> alert.criteria.minPhotos(photos(alert))),
            Shape.of(
                    "photos in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).minPhotos(photos(alert))),
            Shape.of("listed within, alone", alert -> alert.criteria.listedWithin(age(alert))),
            Shape.of(
                    "listed within, in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).listedWithin(age(alert))),
            Shape.orUnknown(
                    "listed within or unknown",
                    alert -> alert.criteria
                            .listedWithin(age(alert))
                            .orUnknown(CriteriaClause.LISTED_WITHIN)
                            .allOf(alert.word())));

    private ScopeShapes() {}

    private static int photos(AlertDraft alert) {
        return 1 + alert.random.nextInt(20);
    }

    private static Duration age(AlertDraft alert) {
        return Duration.ofMinutes(30 + alert.random.nextInt(600));
    }
}
