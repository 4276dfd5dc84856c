package dev.souk.scraper.selector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.souk.scraper.selector.SourceDescriptionException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML or JSON into entries that know their line. What makes YAML dangerous is not read: anchors, aliases, tags
 * that make objects.
 */
final class EntryReader {

    /** Of a description; the longest that we have seen has 4,000. */
    private static final int LONGEST = 200_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(20_000)
            .build();

    private final JsonParser parser;

    private EntryReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The description as entries.
     *
     * @throws SourceDescriptionException if it is neither YAML nor JSON, or no mapping
     */
    static Entry.Mapping read(String text) {
        if (text.length() > LONGEST) {
            throw bad(1, "longer than " + LONGEST + " characters");
        }
        JsonFactory factory = text.stripLeading().startsWith("{")
                ? JsonFactory.builder().streamReadConstraints(LIMITS).build()
                : YAMLFactory.builder().streamReadConstraints(LIMITS).build();
        try (JsonParser parser = factory.createParser(text)) {
            Entry whole = new EntryReader(parser).entry(parser.nextToken());
            if (parser.nextToken() != null) {
                throw bad(parser.currentTokenLocation().getLineNr(), "a second document follows");
            }
            if (whole instanceof Entry.Mapping mapping) {
                return mapping;
            }
            throw bad(whole.line(), "must be a mapping of keys to values");
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw bad(where == null ? 1 : where.getLineNr(), String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Entry entry(JsonToken token) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == null) {
            throw bad(1, "empty");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw bad(line, "aliases are not read: write the part out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(line);
            case START_ARRAY -> sequence(line);
            default -> new Entry.Text(token == JsonToken.VALUE_NULL ? "" : parser.getText(), line);
        };
    }

    private Entry.Mapping mapping(int line) throws IOException {
        Map<String, Entry> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int at = parser.currentTokenLocation().getLineNr();
            if (members.put(name, entry(parser.nextToken())) != null) {
                throw bad(at, "'" + name + "' stands there twice");
            }
        }
        return new Entry.Mapping(members, line);
    }

    private Entry.Sequence sequence(int line) throws IOException {
        List<Entry> members = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            members.add(entry(token));
        }
        return new Entry.Sequence(members, line);
    }

    private static SourceDescriptionException bad(int line, String message) {
        return new SourceDescriptionException(List.of(new Problem(line, "", message)));
    }
}
