package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Prints each message as a block of text, under the channel {@code console}. For examples and for trying things out. */
public final class ConsoleNotifier implements Notifier {

    private final PrintStream out;

    /** Prints to {@code out}, such as {@code System.out}; does not close it. */
    public ConsoleNotifier(PrintStream out) {
        this.out = out;
    }

    @Override
    public String channel() {
        return "console";
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        Notification notification = delivery.notification();
        String body = notification
                .content()
                .lines()
                .map(line -> ("  | " + PlainLine.of(line)).stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
        out.println("""
                --- to user %s -----------------------------------------------
                  %s
                %s
                """.formatted(delivery.recipient().userId(), PlainLine.of(notification.title()), body));
        return out.checkError()
                ? DeliveryResult.tryAgain("the console does not take text")
                : DeliveryResult.delivered();
    }
}
