package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Says who is asking, and where to complain. */
final class UserAgent {

    /** The name under which Souk asks when it is given no other. */
    static final String SOUK = "Souk";

    /** Maven writes this file into the jar; it is missing when the classes were not packed. */
    private static final String COORDINATES = "/META-INF/maven/dev.souk/souk-scraper/pom.properties";

    private UserAgent() {}

    /** Begins with the name that a robots.txt has to call us by. */
    static String of(String agent, String contact) {
        return agent.equals(SOUK)
                ? "%s/%s (+%s)".formatted(SOUK, version(), contact)
                : "%s (+%s) %s/%s".formatted(agent, contact, SOUK, version());
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
