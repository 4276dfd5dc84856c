package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Says who is asking, and where to complain. */
final class UserAgent {

    /** Maven writes this file into the jar; it is missing when the classes were not packed. */
    private static final String COORDINATES = "/META-INF/maven/dev.souk/souk-scraper/pom.properties";

    private UserAgent() {}

    static String of(String contact) {
        return "Souk/" + version() + " (+" + contact + ")";
    }

    private static String version() {
        try (@Nullable InputStream coordinates = UserAgent.class.getResourceAsStream(COORDINATES)) {
            if (coordinates == null) {
                return "dev";
            }
            Properties properties = new Properties();
            properties.load(coordinates);
            return properties.getProperty("version", "dev");
        } catch (IOException e) {
            throw new UncheckedIOException(COORDINATES, e);
        }
    }
}
