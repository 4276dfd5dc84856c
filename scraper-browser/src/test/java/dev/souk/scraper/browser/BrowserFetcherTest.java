package dev.souk.scraper.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.scraper.fetch.FetchOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of pages in a browser. */
class BrowserFetcherTest extends BrowserOnThisMachine {

    @Test
    void waitsForWhatItWasToldToWaitFor() {
        page(
                "/late",
                "<html><body><script>setTimeout(() => document.body.innerHTML ="
                        + " '<article class=listing>late</article>', 1500)</script></body></html>");
        try (BrowserFetcher patient =
                BrowserFetcher.builder(http).readyWhen(".listing").build()) {

            assertThat(patient.fetch(list("/late")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).contains("late</article>"));
        }
    }

    @Test
    void takesAPageAsItIsThatNeverComesToRest() {
        page(
                "/clock",
                "<html><body><p>here</p><script>setInterval(() =>"
                        + " document.body.append(document.createElement('i')), 20)</script></body></html>");
        try (BrowserFetcher hasty =
                BrowserFetcher.builder(http).settle(Duration.ofSeconds(2)).build()) {

            assertThat(hasty.fetch(list("/clock")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).contains("<p>here</p>"));
        }
    }

    @Test
    void givesUpAPageThatLoadsTooMuch() {
        page("/huge", "<html><script src=/huge.js></script></html>");
        script("/huge.js", "// " + "x".repeat(3_000_000));

        assertThat(browser.fetch(list("/huge"))).isEqualTo(new FetchOutcome.TooLarge(url("/huge"), 2_000_000));
    }

    @Test
    void givesUpAPageThatMakesItselfTooLarge() {
        page("/grows", "<html><body><script>document.body.textContent = 'x'.repeat(3000000)</script></body></html>");

        assertThat(browser.fetch(list("/grows"))).isEqualTo(new FetchOutcome.TooLarge(url("/grows"), 2_000_000));
    }

    @Test
    void endsAPageThatNeverEndsAndReadsTheNextOne() {
        page("/loop", "<html><body><script>while (true) {}</script></body></html>");
        page("/next", "<html><body>next</body></html>");
        try (BrowserFetcher hasty =
                BrowserFetcher.builder(http).timeout(Duration.ofSeconds(5)).build()) {

            assertThat(hasty.fetch(list("/loop")))
                    .isEqualTo(new FetchOutcome.TimedOut(url("/loop"), Duration.ofSeconds(5)));
        }
        assertThat(browser.fetch(list("/next"))).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void takesNoCookieFromOnePageToTheNext() {
        page("/first", "<html><script>document.cookie = 'a=b'; document.title = document.cookie</script></html>");
        page("/second", "<html><script>document.title = 'cookies:' + document.cookie</script></html>");

        browser.fetch(list("/first"));

        assertThat(browser.fetch(list("/second")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).contains("<title>cookies:</title>"));
    }

    @Test
    void passesOnWhatNeedsNoBrowser() {
        json("/api", "{\"a\":1}");

        assertThat(browser.fetch(list("/missing"))).isInstanceOf(FetchOutcome.Gone.class);
        assertThat(browser.fetch(list("/api")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).isEqualTo("{\"a\":1}"));
    }

    @Test
    void wantsProgramsThatAreThere() {
        assertThatThrownBy(() -> BrowserFetcher.builder(http)
                        .chromium(Path.of("/nowhere"))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere");
    }

    @Test
    void isOfNoUseOnceItIsClosed() {
        page("/", "<html></html>");
        BrowserFetcher closed = BrowserFetcher.builder(http).build();

        closed.close();

        assertThat(closed.fetch(list("/"))).isEqualTo(new FetchOutcome.Unreachable(url("/"), "fetcher is closed"));
    }
}
