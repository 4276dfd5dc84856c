package dev.souk.scraper.normalize;

import dev.souk.model.listing.Condition;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the marketplaces' words for a condition mean. */
final class ConditionWords {

    private static final Map<String, Condition> WORDS = words();

    private ConditionWords() {}

    private static Map<String, Condition> words() {
        Map<String, Condition> words = new HashMap<>();
        put(words, Condition.NEW, "new", "brand new", "new with tags", "new without tags", "new with box", "unused");
        put(words, Condition.NEW, "neu", "neu mit etikett", "neu ohne etikett", "neuf", "état neuf", "nuevo", "nowy");
        put(words, Condition.NEW, "neuf avec étiquette", "neuf sans étiquette", "nuovo", "nieuw", "novo", "нове");
        put(words, Condition.NEW, "nowe", "neue", "nuevo con etiquetas", "nuevo sin etiquetas", "новий", "new other");
        put(words, Condition.LIKE_NEW, "like new", "used like new", "as new", "as good as new", "excellent", "mint");
        put(words, Condition.LIKE_NEW, "open box", "wie neu", "neuwertig", "comme neuf", "como nuevo", "come nuovo");
        put(words, Condition.LIKE_NEW, "jak nowy", "zo goed als nieuw", "como novo", "near mint", "opened never used");
        put(words, Condition.GOOD, "good", "used good", "very good", "second hand good", "gut", "sehr gut");
        put(words, Condition.GOOD, "bon état", "très bon état", "bueno", "buen estado", "muy bueno", "buono");
        put(words, Condition.GOOD, "dobry", "bardzo dobry", "goed", "heel goed", "bom", "ottime condizioni");
        put(words, Condition.GOOD, "buone condizioni", "en buen estado", "used very good", "muy buen estado");
        put(words, Condition.FAIR, "fair", "used fair", "acceptable", "satisfactory", "well used", "in ordnung");
        put(words, Condition.FAIR, "akzeptabel", "état satisfaisant", "satisfaisant", "état correct", "aceptable");
        put(
                words,
                Condition.FAIR,
                "zadowalający",
                "redelijk",
                "discrete condizioni",
                "has given it all",
                "heavily used");
        put(words, Condition.USED, "used", "pre-owned", "preowned", "pre owned", "second hand", "second-hand");
        put(words, Condition.USED, "gebraucht", "d'occasion", "occasion", "usado", "usato", "używane", "używany");
        put(words, Condition.USED, "gebruikt", "вживане", "вживаний", "б/у", "segunda mano", "de segunda mano");
        put(words, Condition.FOR_PARTS, "for parts", "for parts or not working", "parts only", "for parts only");
        put(words, Condition.FOR_PARTS, "not working", "salvage", "damaged", "defekt", "als ersatzteil", "for repair");
        put(words, Condition.FOR_PARTS, "als ersatzteil / defekt", "pour pièces", "uszkodzony", "uszkodzone", "broken");
        put(words, Condition.FOR_PARTS, "para piezas", "nur ersatzteile / defekt", "faulty", "spares or repair");
        return words;
    }

    private static void put(Map<String, Condition> words, Condition condition, String... known) {
        for (String word : known) {
            words.put(word, condition);
        }
    }

    /** The condition that these words stand for; empty if they are not known. */
    static Optional<Condition> read(String shown) {
        String lower = shown.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
        String bare = lower.startsWith("pc ") ? lower.substring(3) : lower;
        if (bare.contains("refurb")
                || bare.contains("renewed")
                || bare.contains("generalüberholt")
                || bare.contains("reconditionn")
                || bare.contains("ricondizionat")
                || bare.contains("odnowion")) {
            return Optional.of(Condition.REFURBISHED);
        }
        return known(bare)
                .or(() -> known(bare.replaceFirst(" (?:condition|zustand)$", "")))
                .or(() -> known(bare.replaceFirst("\\s*[(:·–-].*$", "")));
    }

    private static Optional<Condition> known(String words) {
        return Optional.ofNullable(WORDS.get(words));
    }
}
