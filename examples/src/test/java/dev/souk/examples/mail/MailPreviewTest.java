package dev.souk.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.Languages;
import dev.souk.notify.MailTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPreviewTest {

    @Test
    void writesAMatchAPriceDropAndADigestInEachLanguage(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        MailPreview.write(
                MailTemplate.standard(Languages.SHIPPED, false),
                null,
                folder,
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .allSatisfy(file -> assertThat(Files.readString(Path.of(file)))
                        .startsWith("<!DOCTYPE html>")
                        .contains("https://souk.example/stop?token=abc"));
        assertThat(Files.readString(folder.resolve("digest-en.html")))
                .contains("Folding bikes (39)", "And 33 more.", "https://img.example/7.png");
        assertThat(Files.readString(folder.resolve("drop-en.html"))).contains("1,400 EUR</s>");
    }
}
