package dev.souk.scraper.normalize;

import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Measure.Unit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the marketplaces call the facts: labels that people see, and keys in data. */
final class FactNames {

    private static final Map<String, Meaning> MEANINGS = meanings();

    private FactNames() {}

    /**
     * What a name stands for.
     *
     * @param unit of a number without one; null if the name does not tell
     */
    record Meaning(Fact fact, @Nullable Unit unit) {}

    private static Map<String, Meaning> meanings() {
        Map<String, Meaning> meanings = new HashMap<>();
        for (Fact fact : Fact.values()) {
            put(meanings, fact, null, fact.attribute());
        }
        put(meanings, Fact.MILEAGE, Unit.KILOMETRE, "mileage_km", "kilometerstand", "kilométrage", "kilometrage", "km");
        put(
                meanings,
                Fact.MILEAGE,
                Unit.KILOMETRE,
                "kilómetros",
                "kilometraje",
                "przebieg",
                "milage",
                "chilometraggio");
        put(meanings, Fact.MILEAGE, Unit.KILOMETRE, "carmileageinkms", "quilometragem", "kilometers", "пробіг");
        put(meanings, Fact.MILEAGE, Unit.MILE, "mileage_miles", "vehicle_mileage", "miles");
        put(meanings, Fact.MILEAGE, null, "odometer", "auto_miles", "laufleistung");
        put(meanings, Fact.AREA, Unit.SQUARE_METRE, "area_m2", "wohnfläche", "surface", "powierzchnia", "superficie");
        put(meanings, Fact.AREA, Unit.SQUARE_METRE, "surface_habitable", "woonoppervlakte", "metri_quadri", "площа");
        put(meanings, Fact.AREA, Unit.SQUARE_METRE, "grundfläche", "fläche", "área", "quadratmeter");
        put(meanings, Fact.AREA, Unit.SQUARE_FOOT, "area_sqft", "areainfeet", "squarefeet", "sqft", "square_footage");
        put(meanings, Fact.AREA, null, "floor_size", "living_area", "house_area");
        put(meanings, Fact.YEAR, null, "erstzulassung", "baujahr", "auto_year", "caryear", "vehicle_year", "année");
        put(meanings, Fact.YEAR, null, "vehicle_registration_year", "rok_produkcji", "año", "anno", "bouwjaar", "ano");
        put(meanings, Fact.YEAR, null, "motor_year", "model_year", "modeldate", "mise_en_circulation", "рік_випуску");
        put(meanings, Fact.ROOMS, null, "zimmer", "anzahl_zimmer", "pièces", "nombre_de_pièces", "number_of_rooms");
        put(meanings, Fact.ROOMS, null, "pokoje", "liczba_pokoi", "locali", "kamers", "aantal_kamers", "кімнат");
        put(
                meanings,
                Fact.BEDROOMS,
                null,
                "beds",
                "numberbedrooms",
                "schlafzimmer",
                "chambres",
                "dormitorios",
                "quartos");
        put(meanings, Fact.BEDROOMS, null, "habitaciones", "property_number_beds", "slaapkamers", "camere_da_letto");
        put(meanings, Fact.BATHROOMS, null, "baths", "badezimmer", "baños", "bagni", "banheiros", "salles_de_bain");
        put(meanings, Fact.BRAND, null, "make", "marke", "marka", "marque", "marca", "merk", "carmake", "vehicle_make");
        put(
                meanings,
                Fact.BRAND,
                null,
                "manufacturer",
                "hersteller",
                "producent",
                "brand_title",
                "auto_make",
                "u_car_brand");
        put(
                meanings,
                Fact.MODEL,
                null,
                "modell",
                "modelo",
                "modèle",
                "modello",
                "carmodel",
                "vehicle_model",
                "auto_model");
        put(
                meanings,
                Fact.SIZE,
                null,
                "größe",
                "rozmiar",
                "taille",
                "talla",
                "taglia",
                "maat",
                "tamanho",
                "size_title");
        put(meanings, Fact.CONDITION, null, "zustand", "stan", "état", "estado", "condizione", "conditie", "стан");
        put(meanings, Fact.CONDITION, null, "item_condition", "itemcondition", "vehicle_condition");
        put(meanings, Fact.DELIVERY, null, "shipping", "versand", "livraison", "wysyłka", "envío", "spedizione");
        return meanings;
    }

    private static void put(Map<String, Meaning> meanings, Fact fact, @Nullable Unit unit, String... names) {
        for (String name : names) {
            meanings.putIfAbsent(name, new Meaning(fact, unit));
        }
    }

    /** What a marketplace means by this name; empty if it is not known. */
    static Optional<Meaning> read(String name) {
        return Optional.ofNullable(MEANINGS.get(
                name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace(":", "")));
    }
}
