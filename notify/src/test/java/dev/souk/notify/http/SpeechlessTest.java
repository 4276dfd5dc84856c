package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Languages;
import dev.souk.notify.Notifier;
import dev.souk.notify.Phrases;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words of the application that fail. */
class SpeechlessTest {

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    /** English, but that the stack overflows when a button is asked for the second time. */
    private static Languages overflowing() {
        AtomicInteger asked = new AtomicInteger();
        Phrases phrases = (Phrases) Proxy.newProxyInstance(
                Phrases.class.getClassLoader(), new Class<?>[] {Phrases.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("seeTheListing") && asked.incrementAndGet() == 2) {
                        throw new StackOverflowError();
                    }
                    return method.invoke(Phrases.english(), arguments);
                });
        return Languages.of(phrases);
    }

    @Test
    void whatOverflowsTheStackMakesNoOtherOfItsBatchGoOutTwice() {
        Notifier notifier = NtfyNotifier.builder(AddressBook.fixed(List.of(NtfyTopic.of("planted-topic"))))
                .server(receiver.url())
                .languages(overflowing())
                .over(Receiver.sender().build())
                .build();

        List<DeliveryResult> results =
                notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton()), delivery(3, brompton())));

        assertThat(results)
                .containsExactly(
                        DeliveryResult.delivered(),
                        DeliveryResult.tryAgain("the message could not be written: StackOverflowError"),
                        DeliveryResult.delivered());
        assertThat(receiver.received()).hasSize(2);
    }
}
