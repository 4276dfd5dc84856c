package dev.souk.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A POST that came to a {@link HookReceiver}.
 *
 * @param id what {@code webhook-id} says
 * @param at when, as {@link System#nanoTime} says it
 */
record Hook(String path, String id, boolean isDigest, int hidden, List<Tale> tales, long at) implements Message {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ALERT = Pattern.compile("a(\\d+)");
    private static final Pattern LISTING = Pattern.compile("\\w+ n(\\d+)");

    /** By the first part of the path. */
    @Override
    public String host() {
        return path.split("/")[1];
    }

    /** The one that it tells, if it is no digest. */
    Tale tale() {
        return tales.get(0);
    }

    static Hook of(String path, String id, String body) {
        JsonNode document = read(body);
        JsonNode events = document.path("data").path("events");
        List<Tale> tales = new ArrayList<>();
        if (events.isArray()) {
            events.forEach(event -> tales.add(tale(event)));
        } else {
            tales.add(tale(document));
        }
        int hidden = events.isArray() ? document.path("data").path("count").asInt() - tales.size() : 0;
        return new Hook(path, id, events.isArray(), hidden, List.copyOf(tales), System.nanoTime());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + body, e);
        }
    }

    private static Tale tale(JsonNode event) {
        JsonNode data = event.path("data");
        JsonNode offer = data.path("listing");
        int alert = number(ALERT, data.path("alert").path("name").asText(), event);
        int listing = number(LISTING, offer.path("title").asText(), event);
        long price = offer.path("price").path("amount").asLong();
        return switch (event.path("type").asText()) {
            case "listing.match" -> Tale.match(alert, listing);
            case "listing.price_drop" -> Tale.drop(alert, listing, price);
            case "listing.target_price" -> Tale.target(alert, listing, price);
            case "listing.sold" -> Tale.sold(alert, listing);
            case "listing.removed" -> Tale.removed(alert, listing);
            case "listing.relisted" -> Tale.back(alert, listing, price);
            default -> throw new IllegalStateException("nobody can tell what this is about: " + event);
        };
    }

    private static int number(Pattern pattern, String text, JsonNode event) {
        Matcher found = pattern.matcher(text);
        if (!found.matches()) {
            throw new IllegalStateException("nobody can tell what this is about: " + event);
        }
        return Integer.parseInt(found.group(1));
    }
}
