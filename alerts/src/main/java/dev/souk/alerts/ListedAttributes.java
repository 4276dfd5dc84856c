package dev.souk.alerts;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The attributes of a listing in the form that alerts ask for. For one thread: values are read when first asked for. */
final class ListedAttributes {

    /** Longer values cannot be demanded: 200 characters, which lower case can make three times as long. */
    private static final int LONGEST_VALUE = 600;

    /** Each text that could be demanded, by {@link #pair}. */
    final Set<String> pairs = new HashSet<>();

    private final Map<String, List<String>> values = new HashMap<>();

    @Nullable
    private Map<String, List<AttributeReading>> readings;

    ListedAttributes(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            values.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>(1))
                    .add(value);
            if (value.length() <= LONGEST_VALUE) {
                pairs.add(pair(name, value));
            }
        });
    }

    /** Name and value as one string, without regard to case; NUL cannot occur in either. */
    static String pair(String name, String value) {
        return name.toLowerCase(Locale.ROOT) + '\0' + value.toLowerCase(Locale.ROOT);
    }

    /** The names, in lower case. */
    Set<String> names() {
        return values.keySet();
    }

    /** Hands over every name in lower case with each of its values. */
    void forEach(BiConsumer<String, AttributeReading> reader) {
        readings().forEach((name, said) -> said.forEach(reading -> reader.accept(name, reading)));
    }

    boolean satisfy(String name, AttributeCriterion wanted) {
        List<AttributeReading> said = readings().get(name);
        return said != null && said.stream().anyMatch(wanted::isMetBy);
    }

    private Map<String, List<AttributeReading>> readings() {
        Map<String, List<AttributeReading>> read = readings;
        if (read == null) {
            read = new HashMap<>();
            for (Map.Entry<String, List<String>> entry : values.entrySet()) {
                read.put(
                        entry.getKey(),
                        entry.getValue().stream().map(AttributeReading::of).toList());
            }
            readings = read;
        }
        return read;
    }
}
