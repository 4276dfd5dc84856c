package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Keywords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of an alert: a brand (10 %), a model (44 %), a model and a word more (26 %), words of a subcategory (17 %), or
 * any words (3 %); some as a phrase, some as alternatives, some with words left out.
 */
record Wording(List<String> all, List<String> phrases, List<String> any, List<String> none) {

    private static final Alias FOCUS = Alias.of(0.10, 0.44, 0.26, 0.17, 0.03);
    private static final int BRAND = 0;
    private static final int MODEL = 1;
    private static final int MODEL_AND_MORE = 2;
    private static final int TOPIC = 3;

    static Wording of(Catalogue catalogue, int subcategory, SplittableRandom random) {
        List<String> model = catalogue.model(subcategory, random);
        int focus = FOCUS.next(random);
        Set<String> words = new LinkedHashSet<>();
        switch (focus) {
            case BRAND -> words.add(model.get(0));
            case MODEL -> words.addAll(model);
            case MODEL_AND_MORE -> {
                words.addAll(model);
                words.add(catalogue.topicWord(subcategory, random));
            }
            case TOPIC -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    words.add(catalogue.topicWord(subcategory, random));
                }
            }
            default -> {
                for (int i = 1 + random.nextInt(2); i >= 0; i--) {
                    words.add(catalogue.rareWord(random));
                }
            }
        }
        List<String> phrases = new ArrayList<>();
        if ((focus == MODEL || focus == MODEL_AND_MORE) && Chance.percent(random, 17)) {
            phrases.add(String.join(" ", random.nextBoolean() ? model : model.subList(0, 2)));
            List.of(phrases.get(0).split(" ")).forEach(words::remove);
        }
        Set<String> any = new LinkedHashSet<>();
        if (Chance.percent(random, 12)) {
            for (int i = 1 + random.nextInt(3); i >= 0; i--) {
                any.add(
                        focus == BRAND
                                ? catalogue.model(subcategory, random).get(0)
                                : catalogue.topicWord(subcategory, random));
            }
            words.removeAll(focus == BRAND ? words : any);
        }
        Set<String> none = new LinkedHashSet<>();
        if (Chance.percent(random, 17)) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                none.add(
                        random.nextBoolean()
                                ? catalogue.topicWord(subcategory, random)
                                : catalogue.generalWord(random));
            }
            none.removeAll(words);
            none.removeAll(model);
            none.removeAll(any);
        }
        return new Wording(List.copyOf(words), phrases, List.copyOf(any), List.copyOf(none));
    }

    Keywords keywords() {
        return new Keywords(Stream.concat(all.stream(), phrases.stream()).toList(), any, none);
    }

    /** The same as one line for a search box. */
    String query() {
        return Stream.of(
                        all.stream(),
                        phrases.stream().map(phrase -> '"' + phrase + '"'),
                        Stream.of(String.join(" OR ", any)),
                        none.stream().map(word -> "-" + word))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
