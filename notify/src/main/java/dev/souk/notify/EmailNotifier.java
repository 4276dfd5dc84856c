package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail through an SMTP server, under the channel {@code email}:
 *
 * <pre>{@code
 * Notifier email = EmailNotifier.builder("smtp.example.org", 587, "alerts@example.org")
 *         .fromName("Example alerts")
 *         .login("alerts", password)
 *         .build();
 * }</pre>
 *
 * <p>Each mail has a text and an HTML part. Nothing of a listing becomes markup, a header or a link that is not http or
 * https, and no photo is loaded when the mail is opened unless {@link Builder#remoteImages} says so. A delivery that is
 * sent twice has the same {@code Message-ID} both times, by which most mail servers keep only one.
 *
 * <p>A refusal for good of the address or of the text (550 to 559, with exceptions such as 552, a full mailbox) is
 * {@link DeliveryResult.Undeliverable}; everything else, from 4xx to a connection that breaks or a password that is
 * refused, is {@link DeliveryResult.TryAgain}. Where the account has sent as much as it may in a day, nothing is sent for
 * an hour, and that costs no attempt. The user, the password, the recipient's address and the part of it before
 * the @ are in no reason, whatever the server says.
 *
 * <p>Thread-safe. A batch goes over one connection; there is no pool between batches.
 */
public final class EmailNotifier implements Notifier {

    /** The name of this channel. */
    public static final String CHANNEL = "email";

    private final SmtpSettings server;
    private final MailWriter writer;
    private final ElapsedTime time;
    private volatile Duration restsUntil = Duration.ZERO;

    private EmailNotifier(SmtpSettings server, MailWriter writer, Clock clock) {
        this.server = server;
        this.writer = writer;
        this.time = new ElapsedTime(clock);
    }

    /**
     * Starts with what has no default.
     *
     * @param host name of the mail server, as in its certificate
     * @param port 1 to 65535; usually 587, or 465 with {@link SmtpSecurity#IMPLICIT_TLS}
     * @param from the address that the mails come from, such as {@code alerts@example.org}
     */
    public static Builder builder(String host, int port, String from) {
        return new Builder(host, port, from);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(Integer.MAX_VALUE, true, true, true, true);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return sendAll(List.of(delivery)).get(0);
    }

    /**
     * Sends all over one connection. What is not sent when the batch's time is up comes back to be tried again, and so do
     * further mails to an address at whose mail the connection broke.
     */
    @Override
    public List<DeliveryResult> sendAll(List<Delivery> deliveries) {
        List<DeliveryResult> results = new ArrayList<>(deliveries.size());
        try (TimeGuard guard = TimeGuard.after(server.batchTimeout(), server.threads());
                Batch batch = new Batch(guard)) {
            for (Delivery delivery : deliveries) {
                results.add(batch.send(delivery));
            }
        }
        return List.copyOf(results);
    }

    @Override
    public Rest rest() {
        return new Rest(0, Optional.empty(), restLeft());
    }

    /** How long the server is still to be left alone. */
    private Optional<Duration> restLeft() {
        Duration left = restsUntil.minus(time.passed());
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    @Override
    public String toString() {
        return "EmailNotifier[" + server + "]";
    }

    /** The mails of one call: they share a connection, and what is wrong with the server. */
    private final class Batch implements AutoCloseable {

        private final TimeGuard guard;

        @Nullable
        private SmtpConnection connection;

        @Nullable
        private DeliveryResult serverTrouble;

        /** At whose mails the connection broke: the next one to them would only break the next connection. */
        private final Set<MailAddress> breaking = new HashSet<>();

        private Batch(TimeGuard guard) {
            this.guard = guard;
        }

        private DeliveryResult send(Delivery delivery) {
            Optional<MailAddress> address =
                    MailAddress.parse(delivery.recipient().email());
            if (address.isEmpty()) {
                return DeliveryResult.undeliverable("the recipient has no address that mail can be sent to");
            }
            if (guard.isExpired()) {
                return DeliveryResult.notTried("no time was left, after " + server.batchTimeout(), null);
            }
            if (serverTrouble != null) {
                return serverTrouble instanceof DeliveryResult.TryAgain again
                        ? DeliveryResult.notTried(again.reason(), again.after())
                        : serverTrouble;
            }
            Optional<Duration> rest = restLeft();
            if (rest.isPresent()) {
                return DeliveryResult.notTried("the account may send no more for now", rest.get());
            }
            if (breaking.contains(address.get())) {
                return DeliveryResult.notTried("the connection broke at another mail to the same address", null);
            }
            try {
                return deliver(writer.write(delivery, address.get()), address.get());
            } catch (MessagingException | RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                // One mail that cannot be written must not make the others of its batch go out twice.
                return DeliveryResult.tryAgain(
                        "the mail could not be written: " + e.getClass().getSimpleName());
            }
        }

        private DeliveryResult deliver(MimeMessage mail, MailAddress address) {
            SmtpConnection open;
            try {
                open = connection == null ? SmtpConnection.open(server, guard) : connection;
            } catch (MessagingException | IOException e) {
                // The next mail of this batch would only meet the same.
                serverTrouble = verdict(e, address);
                return serverTrouble;
            }
            connection = open;
            try {
                open.send(mail);
                return DeliveryResult.delivered();
            } catch (MessagingException e) {
                if (!open.isOpen()) {
                    breaking.add(address);
                    close();
                }
                return verdict(e, address);
            }
        }

        /** Who says when to come again means all that we send. */
        private DeliveryResult verdict(Exception failure, MailAddress address) {
            DeliveryResult result = SmtpVerdict.of(failure, new PrivateWords(address, server.user()));
            if (result instanceof DeliveryResult.TryAgain again && again.after() != null) {
                restsUntil = time.passed().plus(again.after());
            }
            return result;
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder {

        private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
        private static final Duration LONGEST = Duration.ofHours(1);

        private final String host;
        private final int port;
        private final MailAddress from;
        private String fromName = "";
        private SmtpSecurity security = SmtpSecurity.STARTTLS;
        private Duration timeout = Duration.ofSeconds(10);
        private Duration batchTimeout = Duration.ofSeconds(30);
        private boolean remoteImages;
        private Languages languages = Languages.SHIPPED;
        private Clock clock = Clock.systemUTC();
        private ThreadFactory threads = Builder::thread;
        private Function<? super Delivery, Optional<URI>> unsubscribe = delivery -> Optional.empty();

        @Nullable
        private String ehloName;

        @Nullable
        private String user;

        @Nullable
        private Secret password;

        @Nullable
        private SSLContext trust;

        @Nullable
        private MailTemplate template;

        private Builder(String host, int port, String from) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("the mail server's host is blank");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port of " + host + " must be 1 to 65535: " + port);
            }
            this.host = host;
            this.port = port;
            this.from = MailAddress.parse(from)
                    .orElseThrow(() -> new IllegalArgumentException("not an address to send from: '" + from + "'"));
        }

        /** The name beside the address that mails come from. Default none. */
        public Builder fromName(String fromName) {
            this.fromName = PlainLine.of(fromName, 100);
            return this;
        }

        /**
         * What this machine is called in {@code EHLO}. Default what it calls itself, which in a container is no full name, and
         * which some servers refuse for that.
         */
        public Builder ehloName(String name) {
            this.ehloName = MailAddress.domain(name)
                    .orElseThrow(() -> new IllegalArgumentException("not the name of a machine: '" + name + "'"));
            return this;
        }

        /** Signs in to the server. Default not. The password is kept out of every text that this class gives. */
        public Builder login(String user, String password) {
            if (user.isBlank()) {
                throw new IllegalArgumentException("the user for " + host + " is blank");
            }
            this.user = user;
            this.password = new Secret(password);
            return this;
        }

        /** How the connection is kept private. Default {@link SmtpSecurity#STARTTLS}. */
        public Builder security(SmtpSecurity security) {
            this.security = security;
            return this;
        }

        /** Whose certificates to trust. Default those of the JVM. */
        public Builder trust(SSLContext trust) {
            this.trust = trust;
            return this;
        }

        /** How long the server may be silent. 1 ms to 1 hour; default 10 seconds. */
        public Builder timeout(Duration timeout) {
            this.timeout = checked("timeout", timeout);
            return this;
        }

        /**
         * How long one call of {@link EmailNotifier#send} or {@link EmailNotifier#sendAll} may take from looking up the
         * server's address to the last mail. Keep it below the lease of the deliveries. 1 ms to 1 hour; default 30
         * seconds.
         */
        public Builder batchTimeout(Duration batchTimeout) {
            this.batchTimeout = checked("batch timeout", batchTimeout);
            return this;
        }

        private Duration checked(String what, Duration duration) {
            if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "%s for %s must be 1 ms to 1 hour: %s".formatted(what, host, duration));
            }
            return duration;
        }

        /**
         * Whether a mail shows the photo from the marketplace's server, which then learns that and from where it was
         * opened. Default no: the photo is a link.
         */
        public Builder remoteImages(boolean remoteImages) {
            this.remoteImages = remoteImages;
            return this;
        }

        /** In which languages the mails are, as far as the writer leaves it open. Default English and German. */
        public Builder languages(Languages languages) {
            this.languages = languages;
            return this;
        }

        /** What the mails look like, in place of {@link #remoteImages} and {@link #languages}. Default Souk's own. */
        public Builder template(MailTemplate template) {
            this.template = template;
            return this;
        }

        /**
         * Where the recipient of a delivery can stop the mails: an https address that does so on a POST by itself, as
         * RFC 8058 asks, or a mailto address. Goes into the header {@code List-Unsubscribe} and under the text. Other
         * addresses are left out. Default none.
         */
        public Builder unsubscribe(Function<? super Delivery, Optional<URI>> unsubscribe) {
            this.unsubscribe = unsubscribe;
            return this;
        }

        /** Whose time stands in the {@code Date} header, and ends a rest. Default the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the threads that end a batch whose time is up, and look up the address of the server; one of each for a
         * batch. Default daemons named {@code souk-mail}.
         */
        public Builder threads(ThreadFactory threads) {
            this.threads = threads;
            return this;
        }

        /**
         * The notifier. Nothing is connected yet.
         *
         * @throws IllegalStateException if a password could go out in the clear to another machine
         */
        public EmailNotifier build() {
            if (password != null && !security.isCertain() && !THIS_MACHINE.contains(host)) {
                throw new IllegalStateException(
                        "a password for %s needs STARTTLS or IMPLICIT_TLS, not %s".formatted(host, security));
            }
            SmtpSettings server = new SmtpSettings(
                    host,
                    port,
                    security,
                    ehloName,
                    user,
                    password,
                    timeout,
                    batchTimeout,
                    trust == null ? jvmTrust() : trust,
                    threads);
            MailTemplate look = template == null ? MailTemplate.standard(languages, remoteImages) : template;
            return new EmailNotifier(server, new MailWriter(from, fromName, unsubscribe, look, clock), clock);
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(task, "souk-mail");
            thread.setDaemon(true);
            return thread;
        }

        private static SSLContext jvmTrust() {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }
    }
}
