package dev.souk.benchmarks.engine;

import dev.souk.model.text.Phrase;
import java.util.List;

/** Words of title and description, wanted and left out, in the criteria and in the query. */
final class WordShapes {

    private static final int MANY = 100;

    static final List<Shape> ALL = List.of(
            Shape.of("word", alert -> alert.criteria.allOf(alert.word())),
            Shape.of("two words", alert -> alert.criteria.allOf(alert.word(), alert.word())),
            Shape.of("two frequent words", alert -> alert.criteria.allOf(alert.anyWord(), alert.anyWord())),
            Shape.of("phrase", alert -> alert.criteria.allOf(alert.model())),
            Shape.of(
                    "phrase of frequent words", alert -> alert.criteria.allOf(alert.anyWord() + " " + alert.anyWord())),
            Shape.of("prefix", alert -> alert.criteria.allOf(prefix(alert.word()))),
            Shape.of(
                    "alternatives",
                    alert -> alert.criteria.category(alert.category).anyOf(alert.word(), alert.word())),
            Shape.of("hundred alternatives", alert -> alert.criteria.anyOf(alert.words(MANY))),
            Shape.of(
                    "hundred alternatives of all categories",
                    alert -> alert.criteria.anyOf(AlertDraft.several(MANY, alert::wordOfAny))),
            Shape.of(
                    "hundred frequent alternatives",
                    alert -> alert.criteria.anyOf(AlertDraft.several(MANY, alert::rareWord))),
            Shape.of("title word", alert -> alert.criteria.inTitle(alert.word())),
            Shape.of("title phrase", alert -> alert.criteria.inTitle(alert.model())),
            Shape.of("title prefix", alert -> alert.criteria.inTitle(prefix(alert.word()))),
            Shape.of("title alternatives", alert -> alert.criteria.anyInTitle(alert.words(3))),
            Shape.of(
                    "word and exclusion",
                    alert -> alert.criteria.allOf(alert.word()).noneOf(alert.anyWord())),
            Shape.of(
                    "title word and title exclusion",
                    alert -> alert.criteria.inTitle(alert.word()).noneInTitle(alert.anyWord())),
            Shape.of("exclusion alone", alert -> alert.criteria.noneOf(alert.anyWord())),
            Shape.of(
                    "hundred exclusions alone",
                    alert -> alert.criteria.noneOf(AlertDraft.several(MANY, alert::rareWord))),
            Shape.of("title exclusion alone", alert -> alert.criteria.noneInTitle(alert.anyWord())),
            Shape.of("phrase exclusion alone", alert -> alert.criteria.noneOf(alert.model())),
            Shape.of(
                    "exclusion in subcategory",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .near(alert.anywhere(), 20)
                            .noneOf(alert.anyWord())),
            Shape.of("query", alert -> alert.ask(alert.model() + " -" + alert.rareWord())),
            Shape.of(
                    "query with alternatives",
                    alert -> alert.ask("(" + alert.model() + " OR " + alert.model() + ") title:" + alert.word())),
            Shape.of("query of an exclusion alone", alert -> alert.ask("-" + alert.anyWord())));

    private WordShapes() {}

    private static String prefix(String word) {
        return word.length() < Phrase.SHORTEST_PREFIX ? word : word + "*";
    }
}
