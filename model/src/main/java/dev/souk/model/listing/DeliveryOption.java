package dev.souk.model.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a thing comes to its buyer. */
public enum DeliveryOption {
    /** It is fetched, or handed over somewhere. */
    PICKUP,
    /** It is sent. */
    SHIPPING;

    /** As it stands in a listing's attributes: {@code pickup}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The forms of {@link Fact#DELIVERY} that name one of these ways. */
    public static Stream<String> formsWithOneOf(DeliveryOption... ways) {
        Set<String> words = Arrays.stream(ways).map(DeliveryOption::word).collect(Collectors.toSet());
        return Stream.of("pickup", "shipping", "pickup, shipping")
                .filter(form -> Arrays.stream(form.split(", ")).anyMatch(words::contains));
    }
}
