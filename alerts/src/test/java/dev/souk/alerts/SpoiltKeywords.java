package dev.souk.alerts;

import dev.souk.model.alert.Keywords;
import java.util.List;
import java.util.stream.Stream;

/** The words of an alert as an engine with a bug would read them. */
final class SpoiltKeywords {

    private SpoiltKeywords() {}

    static Keywords withoutStars(Keywords words) {
        return new Keywords(
                withoutStars(words.all()),
                withoutStars(words.any()),
                withoutStars(words.none()),
                withoutStars(words.title()),
                withoutStars(words.titleAny()),
                withoutStars(words.titleNone()));
    }

    private static List<String> withoutStars(List<String> entries) {
        return entries.stream().map(entry -> entry.replace("*", "")).toList();
    }

    static Keywords anywhere(Keywords words) {
        List<String> all =
                Stream.concat(words.all().stream(), words.title().stream()).toList();
        return new Keywords(all, words.any(), words.none(), List.of(), words.titleAny(), words.titleNone());
    }
}
