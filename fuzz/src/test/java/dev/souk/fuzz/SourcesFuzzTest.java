package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.souk.scraper.selector.SourceDescriptionException;
import java.nio.charset.StandardCharsets;

/**
 * Whatever comes for a page, as a list or as an item, a source says by type what it is, the same each time, and what it
 * found is normalized; nothing is thrown, and silence is not called empty.
 */
class SourcesFuzzTest {

    @FuzzTest
    void facebook(byte[] page) {
        FuzzedSource.FACEBOOK.read(page);
    }

    @FuzzTest
    void craigslist(byte[] page) {
        FuzzedSource.CRAIGSLIST.read(page);
    }

    @FuzzTest
    void ebay(byte[] page) {
        FuzzedSource.EBAY.read(page);
    }

    @FuzzTest
    void ebayApi(byte[] page) {
        FuzzedSource.EBAY_API.read(page);
    }

    @FuzzTest
    void gumtree(byte[] page) {
        FuzzedSource.GUMTREE.read(page);
    }

    @FuzzTest
    void kijiji(byte[] page) {
        FuzzedSource.KIJIJI.read(page);
    }

    @FuzzTest
    void kleinanzeigen(byte[] page) {
        FuzzedSource.KLEINANZEIGEN.read(page);
    }

    @FuzzTest
    void olx(byte[] page) {
        FuzzedSource.OLX.read(page);
    }

    @FuzzTest
    void olxBrasil(byte[] page) {
        FuzzedSource.OLX_BRASIL.read(page);
    }

    @FuzzTest
    void vinted(byte[] page) {
        FuzzedSource.VINTED.read(page);
    }

    @FuzzTest
    void wallapop(byte[] page) {
        FuzzedSource.WALLAPOP.read(page);
    }

    @FuzzTest
    void schemaOrg(byte[] page) {
        FuzzedSource.SCHEMA_ORG.read(page);
    }

    @FuzzTest
    void feed(byte[] page) {
        FuzzedSource.FEED.read(page);
    }

    @FuzzTest
    void selectors(byte[] page) {
        FuzzedSource.SELECTORS.read(page);
    }

    /** A description of a site is a source, or its mistakes are named. */
    @FuzzTest
    void description(byte[] description) {
        try {
            FuzzedSource.described(new String(description, StandardCharsets.UTF_8))
                    .read("<ul><li id=1><a href=/1>Lamp</a> <b>5 €</b>{\"a\":[1]}".getBytes(StandardCharsets.UTF_8));
        } catch (SourceDescriptionException mistakes) {
            assertThat(mistakes.getMessage()).isNotBlank();
        }
    }
}
