package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class RobotsVisitorTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final List<String> asked = new ArrayList<>();

    private RobotsVisitor visitor(String file) {
        Visitor site = visit -> {
            boolean isFile = visit.url().encodedPath().equals("/robots.txt");
            if (isFile) {
                asked.add(visit.url().host());
            }
            return new Answer.Response(
                    visit.url(), 200, Headers.of(), ByteString.encodeUtf8(isFile ? file : "page"), false);
        };
        return new RobotsVisitor("Souk", false, site, CLOCK, Duration.ofDays(1), Duration.ofSeconds(30));
    }

    private static Visit to(String host) {
        HttpUrl url = HttpUrl.get("https://" + host + "/listing");
        return new Visit(URI.create(url.toString()), url, 1_000, new WireTime(Duration.ofSeconds(30)), Duration.ZERO);
    }

    @Test
    void remembersTheFilesOfManySites() {
        RobotsVisitor robots = visitor("User-agent: *\nDisallow: /private\nAllow: /");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 400; i++) {
                assertThat(robots.visit(to("a" + i + ".example"))).isInstanceOf(Answer.Response.class);
            }
        }

        assertThat(asked).hasSize(400);
    }

    /** Any number of names may lead to one hostile server. */
    @Test
    void forgetsFilesThatTogetherHoldMoreRulesThanFitIntoMemory() {
        String file = IntStream.range(0, 30_000)
                .mapToObj(i -> "Allow: /" + Integer.toString(i, 36))
                .collect(Collectors.joining("\n", "User-agent: *\n", "\n"));
        RobotsVisitor robots = visitor(file);
        for (int i = 0; i < 8; i++) {
            robots.visit(to("a" + i + ".example"));
        }
        robots.visit(to("a7.example"));
        robots.visit(to("a0.example"));

        assertThat(asked).hasSize(9).endsWith("a7.example", "a0.example");
    }
}
