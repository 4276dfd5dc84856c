package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.AddressBook;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.ConsoleNotifier;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the channels say that they can carry, against the table of the page. */
class AbilitiesTest {

    private static final Path PAGE = Path.of("..", "docs", "notifications.md");
    private static final String TOKEN = "123456789:AAE-planted_token_0123456789abcdefg";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(,[0-9]{3})*");

    static List<Notifier> channels() {
        VapidKeys keys = VapidKeys.generate();
        return List.of(
                EmailNotifier.builder("localhost", 25, "alerts@example.org").build(),
                WebhookNotifier.builder(AddressBook.fixed(List.of())).build(),
                TelegramNotifier.builder(TOKEN, AddressBook.fixed(List.of())).build(),
                DiscordNotifier.builder(AddressBook.fixed(List.of())).build(),
                SlackNotifier.builder(AddressBook.fixed(List.of())).build(),
                NtfyNotifier.builder(AddressBook.fixed(List.of())).build(),
                WebPushNotifier.builder(keys, "mailto:ops@example.org", AddressBook.fixed(List.of()))
                        .build(),
                new InAppNotifier(),
                new ConsoleNotifier(System.out));
    }

    /** The cells of the channel's row. */
    private static List<String> row(String channel) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `" + channel + "` |"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/notifications.md has no row of " + channel));
    }

    @ParameterizedTest
    @MethodSource("channels")
    void carriesWhatThePageSays(Notifier channel) throws IOException {
        List<String> row = row(channel.channel());
        String longest = row.get(4);
        String photo = row.get(5);

        ChannelAbilities abilities = channel.abilities();

        int longestOfPage = longest.equals("none")
                ? Integer.MAX_VALUE
                : NUMBER.matcher(longest)
                        .results()
                        .map(MatchResult::group)
                        .mapToInt(digits -> Integer.parseInt(digits.replace(",", "")))
                        .max()
                        .orElseThrow();
        assertThat(abilities.longestText()).as(longest).isEqualTo(longestOfPage);
        assertThat(abilities.photos()).as(photo).isEqualTo(!photo.isEmpty() && !photo.equals("`remoteImages`"));
        assertThat(channel.abilities()).isEqualTo(abilities);
    }

    @Test
    void thePageKnowsEveryChannelAndNoOther() throws IOException {
        List<String> known = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| channel |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .toList();

        assertThat(channels()).extracting(Notifier::channel).containsExactlyElementsOf(known);
    }

    @Test
    void photosThatTheReaderLoadsAreThereWhereTheHostSaysSo() {
        Notifier ntfy = NtfyNotifier.builder(AddressBook.fixed(List.of()))
                .remoteImages(true)
                .build();
        Notifier push = WebPushNotifier.builder(
                        VapidKeys.generate(), "mailto:ops@example.org", AddressBook.fixed(List.of()))
                .remoteImages(true)
                .build();

        assertThat(Stream.of(ntfy, push))
                .allMatch(channel -> channel.abilities().photos());
    }
}
