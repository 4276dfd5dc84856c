package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The further facts of a listing. Values are the site's own ({@code used_like_new}, {@code IN_PERSON}), a condition in
 * the words of ordinary listings; mileage carries its unit. A year is only read off the titles of vehicles, bedrooms only off homes.
 */
final class ItemAttributes {

    private static final String VEHICLES = "807311116002614";
    private static final String RENTALS = "1468271819871448";
    private static final int LONGEST_SEARCHED = 300;

    private static final Pattern YEAR = Pattern.compile("^\\s*((?:19|20)\\d\\d)(?U:\\b)");
    private static final Pattern MILEAGE =
            Pattern.compile("(?i)\\d[\\d.,]{0,9}K?\\s?(?:miles|mi|km|kilometers)(?U:\\b)");
    private static final Pattern BEDS =
            Pattern.compile("(?i)(?<![\\d.])(\\d{1,2}(?:\\.5)?)\\+?\\s?(?:beds?|bedrooms?|bd|br)(?U:\\b)");
    private static final Pattern BATHS =
            Pattern.compile("(?i)(?<![\\d.])(\\d{1,2}(?:\\.5)?)\\+?\\s?(?:baths?|bathrooms?|ba)(?U:\\b)");
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Pieces pieces;
    private final RawListing.Builder listing;

    private ItemAttributes(Pieces pieces, RawListing.Builder listing) {
        this.pieces = pieces;
        this.listing = listing;
    }

    static void read(Pieces pieces, RawListing.Builder listing) {
        ItemAttributes attributes = new ItemAttributes(pieces, listing);
        attributes.general();
        attributes.vehicle();
        attributes.home();
    }

    private void general() {
        for (JsonNode attribute : pieces.list("attribute_data")) {
            String name = JsonReader.text(attribute, "attribute_name");
            if (name != null) {
                listing.attribute(nameOf(name), JsonReader.text(attribute, "value"));
            }
        }
        listing.attribute("condition", condition());
        listing.attribute("category_id", pieces.text("marketplace_listing_category_id"));
        listing.attribute(
                "delivery",
                pieces.list("delivery_types").stream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")));
    }

    /** Vehicles say {@code PC_USED_GOOD} where other things say {@code used_good}. */
    @Nullable
    private String condition() {
        String condition = pieces.text("condition");
        if (condition == null) {
            return null;
        }
        String lower = condition.toLowerCase(Locale.ROOT);
        return lower.startsWith("pc_") ? lower.substring(3) : lower;
    }

    private static String nameOf(String label) {
        return NOT_OF_A_NAME.matcher(label.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    private void vehicle() {
        listing.attribute("mileage", odometer());
        subtitles().forEach(subtitle -> listing.attribute("mileage", found(MILEAGE, subtitle, 0)));
        listing.attribute("make", pieces.text("vehicle_make_display_name"));
        listing.attribute("model", pieces.text("vehicle_model_display_name"));
        listing.attribute("trim", pieces.text("vehicle_trim_display_name"));
        listing.attribute("transmission", pieces.text("vehicle_transmission_type"));
        listing.attribute("fuel", pieces.text("vehicle_fuel_type"));
        listing.attribute("exterior_color", pieces.text("vehicle_exterior_color"));
        listing.attribute("interior_color", pieces.text("vehicle_interior_color"));
        listing.attribute("owners", pieces.text("vehicle_number_of_owners"));
        listing.attribute("seller_type", pieces.text("vehicle_seller_type"));
        listing.attribute("title_status", pieces.text("vehicle_title_status"));
        listing.attribute("vin", pieces.text("vehicle_identification_number"));
        listing.attribute("vehicle_condition", pieces.text("vehicle_condition"));
        if (isVehicle()) {
            listing.attribute("year", found(YEAR, pieces.text("marketplace_listing_title"), 1));
            listing.attribute("year", found(YEAR, pieces.text("custom_title"), 1));
        }
    }

    @Nullable
    private String odometer() {
        String value = pieces.text("vehicle_odometer_data", "value");
        String unit = pieces.text("vehicle_odometer_data", "unit");
        if (value == null || unit == null) {
            return value;
        }
        return value + (unit.startsWith("KILO") ? " km" : unit.startsWith("MILE") ? " miles" : " " + unit);
    }

    private boolean isVehicle() {
        return VEHICLES.equals(pieces.text("marketplace_listing_category_id"))
                || has("__isMarketplaceVehicleListing")
                || pieces.text("vehicle_make_display_name") != null
                || pieces.text("vehicle_odometer_data", "value") != null
                || subtitles().stream()
                        .anyMatch(subtitle -> MILEAGE.matcher(subtitle).find());
    }

    private void home() {
        String rooms = pieces.text("unit_room_info");
        listing.attribute("rooms", rooms);
        listing.attribute("area", pieces.text("unit_area_info"));
        listing.attribute("postal_code", pieces.text("location", "reverse_geocode_detailed", "postal_code"));
        listing.attribute("postal_code", pieces.text("location", "reverse_geocode_detailed", "postal_code_trimmed"));
        List<String> details = details();
        listing.attribute("details", String.join("; ", details));
        if (isVehicle()) {
            return; // the bed of a truck is no bedroom
        }
        countRooms(rooms);
        subtitles().forEach(this::countRooms);
        details.forEach(this::countRooms);
        if (isHome()) {
            countRooms(pieces.text("marketplace_listing_title"));
            countRooms(pieces.text("custom_title"));
        }
    }

    private boolean isHome() {
        return RENTALS.equals(pieces.text("marketplace_listing_category_id"))
                || has("unit_room_info")
                || has("home_address")
                || has("pdp_display_sections")
                || !subtitles().isEmpty();
    }

    private void countRooms(@Nullable String text) {
        listing.attribute("bedrooms", found(BEDS, text, 1));
        listing.attribute("bathrooms", found(BATHS, text, 1));
    }

    private boolean has(String name) {
        return pieces.nodes().stream().anyMatch(node -> node.has(name));
    }

    private List<String> details() {
        return pieces.list("pdp_display_sections").stream()
                .flatMap(section -> new Pieces(List.of(section)).list("pdp_fields").stream())
                .map(field -> JsonReader.text(field, "display_label"))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> subtitles() {
        return pieces.list("custom_sub_titles_with_rendering_flags").stream()
                .map(line -> JsonReader.text(line, "subtitle"))
                .filter(Objects::nonNull)
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_SEARCHED)))
                .toList();
    }

    @Nullable
    private static String found(Pattern pattern, @Nullable String text, int group) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text.substring(0, Math.min(text.length(), LONGEST_SEARCHED)));
        return matcher.find() ? matcher.group(group) : null;
    }
}
