package dev.souk.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure to send says about the delivery: once more, or never again. */
final class SmtpVerdict {

    /*
     * Only what the server says for good about this recipient or this text ends a delivery. What may be our own fault
     * (signing in, the sender, a relay that does not know us, all of which an operator can mend) is tried again, and
     * so is 552, which is "mailbox full" far more often than what RFC 5321 meant by it.
     */

    /*
     * A recipient who is refused for now says nothing of the server, which answers: greylisting, a full mailbox. Unless
     * it says that it is its own trouble, by code 421 or by what RFC 3463 has for systems and networks.
     */

    /** Some servers refuse the sender (x.1.7, x.1.8) only when they hear of a recipient. */
    private static final Pattern OF_SERVER =
            Pattern.compile("^(421|4\\d\\d[ -]4\\.([34]\\.\\d|1\\.[78]))", Pattern.MULTILINE);

    private static final Pattern OF_MAILBOX =
            Pattern.compile("^[45]\\d\\d[ -][45]\\.(1\\.[0-6]|2\\.\\d)", Pattern.MULTILINE);

    private static final Pattern POLICY = Pattern.compile("^5\\d\\d[ -]5\\.7\\.\\d", Pattern.MULTILINE);

    /*
     * "For good" by its first digit and not by its meaning: what RFC 3463 has as useful only for troubles that pass, such as
     * a full mailbox or system, a directory out of reach, a loop. All but x.4.1, by which Exchange Online refuses addresses
     * that it does not have.
     */
    private static final Pattern PASSES =
            Pattern.compile("^5\\d\\d[ -]5\\.(2\\.2|3\\.1|4\\.[2367])\\b", Pattern.MULTILINE);

    /**
     * Our own fault in the words of servers that give no such code, as Exim and qmail: a relay that does not know us, or a
     * sender that it does not believe.
     */
    private static final Pattern OF_OURS = Pattern.compile(
            "(?i)\\brelay(ing)? (access )?(denied|not (permitted|allowed))|\\b(unable|not (permitted|allowed)) to relay\\b"
                    + "|allowed rcpthosts|authentication (is )?required|sender verify failed");

    /*
     * How many mails the account may send in a day: Gmail says 550 5.4.5, which is congestion in RFC 3463; Exchange Online
     * 550 5.1.90, or 554 5.2.0 with the name of an exception; Amazon 454. Whatever they refuse, it is neither the recipient
     * nor the text. Only how an answer begins counts: further on it may repeat an address that somebody has chosen.
     */
    private static final Pattern QUOTA = Pattern.compile(
            "^(5\\d\\d[ -]5\\.(4\\.5|1\\.90)\\b|5\\d\\d[ -]5\\.2\\.0 STOREDRV\\.Submission\\.Exception:SubmissionQuotaExceeded|454[ -](4\\.7\\.0 )?Throttling failure: Daily)",
            Pattern.MULTILINE);

    /** Such a day ends at any hour, since the last day counts. */
    static final Duration QUOTA_REST = Duration.ofHours(1);

    private SmtpVerdict() {}

    /**
     * Judges an exception of Jakarta Mail or of the network.
     *
     * @param hidden what is taken out of the server's words before they become the reason
     */
    static DeliveryResult of(Exception failure, PrivateWords hidden) {
        if (failure instanceof AuthenticationFailedException) {
            // Some servers repeat what they were sent; nothing of it goes into the reason.
            return DeliveryResult.tryAgain("the mail server refused the user and password");
        }
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (isQuota(cause)) {
                String reason = reason("the account may send no more for now", cause.getMessage(), hidden);
                // It was not looked at: it may wait for days, and that is no fault of its own.
                return DeliveryResult.notTried(reason, QUOTA_REST);
            }
            if (cause instanceof SMTPAddressFailedException refused) {
                return recipientRefused(refused.getReturnCode(), refused.getMessage(), hidden);
            }
            if (cause instanceof SMTPSenderFailedException refused) {
                return DeliveryResult.tryAgain(reason("sender refused", refused.getMessage(), hidden));
            }
            if (cause instanceof SMTPSendFailedException refused && isAboutText(refused)) {
                return judged(refused.getReturnCode(), "message refused", refused.getMessage(), hidden);
            }
        }
        return DeliveryResult.tryAgain(reason("mail server not usable", failure.toString(), hidden));
    }

    private static boolean isQuota(Throwable cause) {
        String words = cause.getMessage();
        return cause instanceof MessagingException
                && words != null
                && QUOTA.matcher(words).find();
    }

    @Nullable
    private static Throwable next(Throwable failure) {
        Exception next = failure instanceof MessagingException messaging ? messaging.getNextException() : null;
        return next == null ? failure.getCause() : next;
    }

    private static boolean isAboutText(SMTPSendFailedException refused) {
        String command = refused.getCommand();
        return command != null && (command.startsWith("DATA") || command.equals(".") || command.startsWith("BDAT"));
    }

    private static DeliveryResult recipientRefused(int code, @Nullable String words, PrivateWords hidden) {
        DeliveryResult result = judged(code, "recipient refused", words, hidden);
        boolean isForNow = ((code >= 400 && code < 500) || code == 552)
                && (words == null || !OF_SERVER.matcher(words).find());
        return isForNow && result instanceof DeliveryResult.TryAgain again
                ? DeliveryResult.recipientRefused(again.reason())
                : result;
    }

    private static DeliveryResult judged(int code, String what, @Nullable String words, PrivateWords hidden) {
        String reason = reason(what, words, hidden);
        boolean forGood = code >= 550
                && code <= 559
                && code != 552
                && (words == null
                        || !(POLICY.matcher(words).find()
                                || OF_OURS.matcher(words).find()
                                || PASSES.matcher(words).find()));
        if (forGood) {
            return DeliveryResult.undeliverable(reason);
        }
        return words != null && OF_MAILBOX.matcher(words).find()
                ? DeliveryResult.recipientRefused(reason)
                : DeliveryResult.tryAgain(reason);
    }

    private static String reason(String what, @Nullable String words, PrivateWords hidden) {
        return what + ": " + (words == null ? "no reason given" : hidden.takenOutOf(words, 300));
    }
}
