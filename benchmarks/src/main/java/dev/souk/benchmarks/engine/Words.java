package dev.souk.benchmarks.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes up words that can be spoken, each once. */
final class Words {

    /** The most frequent words of a marketplace in English. */
    static final List<String> COMMON = List.of(
            "the and for with in of is very good condition new to a used price only no sale original pick up delivery works perfect like all from box not please contact me cash home smoke free pet excellent can be on has been any questions ask black white size full set year old bought selling because shipping possible"
                    .split(" "));

    static final List<String> PHONE_BRANDS = List.of(
            "iphone samsung galaxy pixel xiaomi huawei oneplus nokia motorola sony oppo realme honor redmi fairphone nothing asus lg htc blackberry"
                    .split(" "));
    static final List<String> CAR_BRANDS = List.of(
            "volkswagen bmw audi ford mercedes opel toyota renault peugeot skoda honda fiat volvo mazda nissan kia hyundai seat citroen tesla"
                    .split(" "));
    static final List<String> VARIANTS =
            List.of("pro max plus mini ultra gti tdi xl lite sport classic edition".split(" "));

    private static final List<String> ONSET =
            List.of("b c d f g h j k l m n p r s t v w z br ch cl dr fr gr pl pr sh sl st str th tr".split(" "));
    private static final List<String> NUCLEUS = List.of("a e i o u ai ea ee io oo ou".split(" "));
    private static final List<String> CODA = List.of("b ck d g l ll m n nd ng r rd t x".split(" "));

    private final Set<String> used = new HashSet<>(COMMON);
    private final SplittableRandom random;

    Words(SplittableRandom random) {
        this.random = random;
    }

    /** A word that was not made before, of at least so many syllables and at least three letters. */
    String fresh(int syllables) {
        while (true) {
            StringBuilder word = new StringBuilder();
            for (int i = syllables + (random.nextInt(4) == 0 ? 1 : 0); i > 0; i--) {
                word.append(one(ONSET)).append(one(NUCLEUS));
            }
            if (random.nextInt(2) == 0) {
                word.append(one(CODA));
            }
            if (word.length() >= 3 && used.add(word.toString())) {
                return word.toString();
            }
        }
    }

    private String one(List<String> parts) {
        return parts.get(random.nextInt(parts.size()));
    }
}
