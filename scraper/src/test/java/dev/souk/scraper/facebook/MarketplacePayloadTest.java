package dev.souk.scraper.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketplacePayloadTest {

    private final AtomicLong looked = new AtomicLong();
    private final MarketplacePayload payload = new MarketplacePayload();

    /** Work is counted in members that are gone through. */
    @Test
    void looksAtAListingOnceHoweverOftenThePageTellsOfIt() {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        elements.add(story(listing(1_000)));
        for (int i = 0; i < 1_000; i++) {
            elements.add(story(listing(10)));
        }

        payload.add(elements);

        assertThat(payload.listings()).hasSize(1);
        assertThat(looked.get()).isLessThan(20_000);
    }

    @Test
    void keepsTheFullestOfWhatThePageTellsOfAListing() {
        JsonNode fullest = listing(7);
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        elements.add(story(listing(5))).add(story(fullest)).add(story(listing(6)));

        payload.add(elements);

        assertThat(payload.listings()).containsExactly(fullest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'marketplace_search':{'feed_units':{'edges':[]}}}",
                "{'label':'x','path':['marketplace_search'],'data':{}}",
                "{'marketplace_feed':[{'listing':{'id':'1','custom_title':'x'}}]}",
                "{'marketplace_product_details_page':{'target':{'id':'1'}}}",
                "{'marketplace_settings':{'primary_currency':'CAD'}}",
                "{'marketplace_search':null,'errors':[{'code':1675004}]}",
            })
    void isSoughtWhereItMayBe(String json) {
        assertThat(MarketplacePayload.mayBeIn(json.replace('\'', '"'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'name':'comet.marketplace.home'}", "{'marketplace_gate':{'result':true}}", "{'target':{}}"})
    void isNotSoughtInWhatOnlySpeaksOfTheSite(String json) {
        assertThat(MarketplacePayload.mayBeIn(json.replace('\'', '"'))).isFalse();
    }

    private JsonNode story(JsonNode listing) {
        return node().set("listing", listing);
    }

    private ObjectNode listing(int facts) {
        ObjectNode listing = node().put("id", "1").put("marketplace_listing_title", "Bike");
        for (int i = 0; i < facts; i++) {
            listing.put("fact" + i, i);
        }
        return listing;
    }

    private ObjectNode node() {
        return new Counted(looked);
    }

    /** Counts the members that are gone through. */
    @SuppressWarnings("unchecked") // its deepCopy is that of the class above
    private static final class Counted extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private final transient AtomicLong looked;

        Counted(AtomicLong looked) {
            super(JsonNodeFactory.instance);
            this.looked = looked;
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            looked.addAndGet(size());
            return super.properties();
        }
    }
}
