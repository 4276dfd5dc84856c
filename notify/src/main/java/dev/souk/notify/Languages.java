package dev.souk.notify;

import dev.souk.model.alert.NotificationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The languages in which messages can be had. Each user has the one that stands in the settings of the alert, if it is among
 * them. Unchanging; thread-safe.
 *
 * <pre>{@code
 * Languages languages = Languages.SHIPPED.and(new FrenchPhrases());
 * }</pre>
 */
public final class Languages {

    /** English and German; English for all others. */
    public static final Languages SHIPPED = of(Phrases.english()).and(Phrases.german());

    private final List<Phrases> known;

    private Languages(List<Phrases> known) {
        this.known = List.copyOf(known);
        known.forEach(phrases -> NotificationSettings.requireLanguage(phrases.language()));
    }

    /**
     * One language, in which all are told whose own is not known.
     *
     * @throws IllegalArgumentException as {@link NotificationSettings#requireLanguage}
     */
    public static Languages of(Phrases fallback) {
        return new Languages(List.of(fallback));
    }

    /**
     * The same and one more; it takes the place of one of the same language.
     *
     * @throws IllegalArgumentException as {@link NotificationSettings#requireLanguage}
     */
    public Languages and(Phrases phrases) {
        List<Phrases> more = new ArrayList<>(known);
        int place = tags().indexOf(phrases.language().toLanguageTag());
        if (place < 0) {
            more.add(phrases);
        } else {
            more.set(place, phrases);
        }
        return new Languages(more);
    }

    /** Whether a language is among them, in whatever region. */
    boolean has(Locale language) {
        return known.stream()
                .anyMatch(phrases -> phrases.language().getLanguage().equals(language.getLanguage()));
    }

    private List<String> tags() {
        return known.stream().map(phrases -> phrases.language().toLanguageTag()).toList();
    }

    /** The phrases of a language: {@code pt-BR}, if that is not known {@code pt} (RFC 4647 lookup), else the fallback. */
    public Phrases in(Locale language) {
        List<Locale> wanted = List.of(
                language,
                new Locale.Builder().setLanguage(language.getLanguage()).build());
        return wanted.stream()
                .flatMap(locale -> known.stream()
                        .filter(phrases -> phrases.language().toLanguageTag().equals(locale.toLanguageTag())))
                .findFirst()
                .orElse(known.get(0));
    }
}
