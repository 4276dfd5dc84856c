package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.notify.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What webhooks post, against the schema that their receivers are given. */
class WebhookDocumentTest {

    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream file =
                Objects.requireNonNull(WebhookDocument.class.getResourceAsStream("webhook.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Error> faults(ObjectNode document) {
        return SCHEMA.validate(document.toString(), InputFormat.JSON);
    }

    private static Delivery delivery(AlertEvent event) {
        return Samples.delivery(42, Samples.draft(event, Samples.brompton(), Money.of(700, "EUR")), Samples.ana());
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void everyEventHasTheFormOfTheSchema(AlertEvent event) {
        ObjectNode document = WebhookDocument.of(delivery(event));

        assertThat(faults(document)).isEmpty();
        assertThat(document.at("/type").asText()).isEqualTo("listing." + event.code());
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        ObjectNode document = WebhookDocument.of(
                Samples.delivery(42, Samples.photoless().price(null).location(null)));

        assertThat(faults(document)).isEmpty();
        assertThat(document.at("/data/listing").fieldNames()).toIterable().containsExactly("id", "title", "url");
    }

    @Test
    void aDigestHoldsTheDocumentsOfWhatItGathersTheNewestFirst() {
        Notification sold = delivery(AlertEvent.SOLD).notification();
        Notification match = delivery(AlertEvent.MATCH).notification();
        Delivery delivery = delivery(AlertEvent.SOLD).gathering(new Digest(70, List.of(sold, match)));

        ObjectNode document = WebhookDocument.of(delivery);

        assertThat(faults(document)).isEmpty();
        assertThat(document.at("/type").asText()).isEqualTo("digest");
        assertThat(document.at("/data/count").asInt()).isEqualTo(70);
        assertThat(document.at("/data/alerts/0/name").asText())
                .isEqualTo(sold.subject().alertName());
        assertThat(document.at("/data/alerts/0/count").asInt()).isEqualTo(2);
        assertThat(document.at("/data/events").findValuesAsText("type"))
                .containsExactly("listing.sold", "listing.match");
        assertThat(document.at("/data/events/1")).isEqualTo(WebhookDocument.of(delivery(AlertEvent.MATCH)));
    }

    @Test
    void theSchemaTakesNothingElse() {
        Stream.of("type", "timestamp", "data").forEach(key -> {
            ObjectNode document = WebhookDocument.of(delivery(AlertEvent.MATCH));
            document.remove(key);
            assertThat(faults(document)).as("without %s", key).isNotEmpty();
        });
        ObjectNode document = WebhookDocument.of(delivery(AlertEvent.MATCH));
        assertThat(faults(document.put("type", "digest"))).isNotEmpty();
        assertThat(faults(document.put("type", "listing.stolen"))).isNotEmpty();
    }
}
