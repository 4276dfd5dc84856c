package dev.souk.notify;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is around the cards of every mail: for phone and desktop, light and dark. */
final class MailFrame {

    private static final String GAP = "<tr><td style=\"height:12px;line-height:12px;font-size:0;\">&nbsp;</td></tr>\n";

    private MailFrame() {}

    /** A page with a title, with cards and a footer that are HTML already, and with a way to stop the mails. */
    static String around(String title, List<String> cards, String footer, Phrases phrases, Optional<URI> unsubscribe) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>%s</title>
                <style>
                :root { color-scheme: light dark; supported-color-schemes: light dark; }
                @media (prefers-color-scheme: dark) {
                  .page { background: #14161a !important; }
                  .card { background: #1f2329 !important; border-color: #343a43 !important; }
                  .strong { color: #f2f4f7 !important; }
                  .soft { color: #a9b1bc !important; }
                  .link { color: #7fb0ff !important; }
                }
                </style>
                </head>
                <body class="page" style="margin:0;padding:0;background:#f3f4f6;">
                <table role="presentation" class="page" width="100%%" cellpadding="0" cellspacing="0" style="background:#f3f4f6;">
                <tr><td align="center" style="padding:24px 12px;">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="max-width:520px;text-align:left;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;">
                %s
                <tr><td class="soft" style="padding:16px 8px;font-size:12px;line-height:1.5;color:#68707c;">
                %s%s
                </td></tr>
                </table>
                </td></tr>
                </table>
                </body>
                </html>
                """.formatted(
                        Html.escape(phrases.language().toLanguageTag()),
                        Html.escape(title),
                        cards.stream().map(MailFrame::card).collect(Collectors.joining(GAP)),
                        footer,
                        unsubscribe.map(uri -> stop(uri, phrases)).orElse(""));
    }

    private static String card(String html) {
        return """
                <tr><td class="card" style="background:#ffffff;border:1px solid #e3e6ea;border-radius:12px;padding:24px;">
                %s
                </td></tr>
                """.formatted(html);
    }

    private static String stop(URI uri, Phrases phrases) {
        return " <a class=\"soft\" href=\"%s\" style=\"color:#68707c;\">%s</a>"
                .formatted(Html.escape(uri.toASCIIString()), Html.escape(phrases.stopTheseMails()));
    }
}
