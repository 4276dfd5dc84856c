package dev.souk.notify;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How to reach a mail server. {@link #toString} leaves the user and the password out. */
record SmtpSettings(
        String host,
        int port,
        SmtpSecurity security,
        @Nullable String ehloName,
        @Nullable String user,
        @Nullable Secret password,
        Duration timeout,
        Duration batchTimeout,
        SSLContext trust,
        ThreadFactory threads) {

    /** The same in the words of Jakarta Mail, without the password. */
    Properties toProperties() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put(
                "mail.smtp.starttls.enable", Boolean.toString(security.name().startsWith("STARTTLS")));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security == SmtpSecurity.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        properties.put("mail.smtp.auth", Boolean.toString(user != null));
        // Closing must not wait for the server's goodbye.
        properties.put("mail.smtp.quitwait", "false");
        if (ehloName != null) {
            properties.put("mail.smtp.localhost", ehloName);
        }
        if (user != null) {
            properties.put("mail.smtp.user", user);
        }
        return properties;
    }

    @Override
    public String toString() {
        return "%s:%s, %s".formatted(host, port, security);
    }
}
