package dev.souk.scraper.selector;

import dev.souk.scraper.selector.SourceDescriptionException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping of a description that is being checked. What is wrong is noted and not thrown, so that all of it is told at
 * once; a value that is wrong counts as missing from then on.
 */
final class Section {

    private final Entry.Mapping mapping;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(Entry.Mapping mapping, String path, List<Problem> problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    static Section whole(Entry.Mapping mapping, List<Problem> problems) {
        return new Section(mapping, "", problems);
    }

    /** The text under this key; a number is a text too. */
    Optional<String> text(String key) {
        return entry(key).flatMap(entry -> text(key, entry));
    }

    /** The text under this key as something else; the message of an {@link IllegalArgumentException} is the problem. */
    <T> Optional<T> text(String key, Function<String, T> reader) {
        return text(key).flatMap(text -> attempt(key, () -> reader.apply(text)));
    }

    /** As {@link #text}, where there must be one. */
    <T> Optional<T> required(String key, Function<String, T> reader) {
        if (!has(key)) {
            problem(key, mapping.line(), "is missing");
        }
        return text(key, reader);
    }

    /** Several texts, or one alone. */
    <T> List<T> texts(String key, Function<String, T> reader) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        List<Entry> members =
                entry.get() instanceof Entry.Sequence sequence ? sequence.members() : List.of(entry.get());
        List<T> values = new ArrayList<>();
        for (Entry member : members) {
            text(key, member)
                    .flatMap(text -> attempt(key, () -> reader.apply(text)))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** Texts by name. */
    Map<String, String> map(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        section(key)
                .ifPresent(section ->
                        section.keys().forEach(name -> section.text(name).ifPresent(text -> values.put(name, text))));
        return values;
    }

    /** A mapping within. */
    Optional<Section> section(String key) {
        return entry(key).flatMap(entry -> section(key, entry));
    }

    /** What stands under this key: a mapping, or a text as the mapping of this one name to it. */
    Optional<Section> sectionOr(String key, Function<String, String> name) {
        return entry(key)
                .flatMap(entry -> entry instanceof Entry.Text text
                        ? section(key, new Entry.Mapping(Map.of(name.apply(text.value()), text), text.line()))
                        : section(key, entry));
    }

    /** Several of these, or one alone. */
    List<Section> sectionsOr(String key, Function<String, String> name) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty() || !(entry.get() instanceof Entry.Sequence sequence)) {
            return sectionOr(key, name).stream().toList();
        }
        List<Section> sections = new ArrayList<>();
        for (Entry member : sequence.members()) {
            Entry named = member instanceof Entry.Text text
                    ? new Entry.Mapping(Map.of(name.apply(text.value()), text), text.line())
                    : member;
            section(key, named).ifPresent(sections::add);
        }
        return sections;
    }

    Set<String> keys() {
        return mapping.members().keySet();
    }

    boolean has(String key) {
        known.add(key);
        return mapping.members().containsKey(key);
    }

    int line() {
        return mapping.line();
    }

    /** Notes what is wrong with this section as a whole. */
    void problem(String message) {
        problems.add(new Problem(mapping.line(), path, message));
    }

    void problem(String key, String message) {
        problem(key, entry(key).map(Entry::line).orElse(mapping.line()), message);
    }

    private void problem(String key, int line, String message) {
        problems.add(new Problem(line, pathOf(key), message));
    }

    /** Every key that nobody has asked for by now is a mistake. */
    void end() {
        for (Map.Entry<String, Entry> member : mapping.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                problem(
                        member.getKey(),
                        member.getValue().line(),
                        "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    private Optional<Entry> entry(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.members().get(key));
    }

    private Optional<String> text(String key, Entry entry) {
        if (entry instanceof Entry.Text text && !text.value().isBlank()) {
            return Optional.of(text.value().strip());
        }
        problem(key, entry.line(), entry instanceof Entry.Text ? "has no value" : "must be one value");
        return Optional.empty();
    }

    private Optional<Section> section(String key, Entry entry) {
        if (entry instanceof Entry.Mapping part) {
            return Optional.of(new Section(part, pathOf(key), problems));
        }
        problem(key, entry.line(), "must be a mapping of keys to values");
        return Optional.empty();
    }

    private <T> Optional<T> attempt(String key, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
