package dev.souk.examples.quickstart;

import dev.souk.core.SoukDatabase;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.User;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page with the pictures of the matched listings, kept beside it so that it can be opened when the market is gone. */
final class Gallery {

    private static final int MOST = 100;

    private final SoukDatabase database;

    Gallery(SoukDatabase database) {
        this.database = database;
    }

    /** Writes the page and its pictures, and returns the page. */
    Path write(Path folder) throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        StringBuilder sections = new StringBuilder();
        for (User user : database.users().page(0, MOST).items()) {
            List<Notification> told =
                    database.notifications().ofUser(user.id(), 0, MOST).items();
            sections.append("<h2>").append(escape(user.username())).append(" was told</h2>\n<div class=\"cards\">\n");
            for (Notification notification : told) {
                sections.append(card(notification, photos));
            }
            sections.append("</div>\n");
        }
        Path page = folder.resolve("index.html");
        Files.writeString(page, template().replace("{{sections}}", sections), StandardCharsets.UTF_8);
        return page;
    }

    private static String card(Notification notification, Path photos) throws IOException {
        NotificationSubject subject = notification.subject();
        return """
                <article class="%s">
                  %s
                  <div class="words">
                    <p class="event">%s &middot; %s</p>
                    <h3>%s</h3>
                    <p class="price">%s%s</p>
                    <p class="place">%s</p>
                  </div>
                </article>
                """.formatted(
                subject.event().code(),
                photo(subject, photos),
                escape(subject.event().code().replace('_', ' ')),
                escape(subject.alertName()),
                escape(subject.title()),
                subject.price() == null ? "" : "<b>" + escape(subject.price().toString()) + "</b>",
                subject.previousPrice() == null
                        ? ""
                        : " <s>" + escape(subject.previousPrice().toString()) + "</s>",
                escape(subject.location()));
    }

    private static String photo(NotificationSubject subject, Path photos) throws IOException {
        URI image = subject.image();
        if (image == null) {
            return "<div class=\"nophoto\"></div>";
        }
        String name = subject.listingId() + ".png";
        try (InputStream in = image.toURL().openStream()) {
            Files.copy(in, photos.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return "<img src=\"photos/" + name + "\" alt=\"" + escape(subject.title()) + "\">";
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }

    private static String template() throws IOException {
        try (InputStream in = Gallery.class.getResourceAsStream("gallery.html")) {
            if (in == null) {
                throw new IOException("gallery.html is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
