package dev.souk.notify;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.DeliveryResult.TryAgain;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SmtpSecurityTest {

    private static final String PASSWORD = "changeit";

    /** By the name of the server; keytool takes its time. */
    private static final Map<String, KeyStore> CERTIFIED = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void deliversThroughTls(SmtpSecurity security) throws Exception {
        SSLContext tls = certificateFor("localhost");
        try (RudeMailServer server = server(tls, security)) {
            DeliveryResult result =
                    notifier(server, security).trust(tls).build().send(delivery(42, brompton()));

            assertThat(result).isEqualTo(DeliveryResult.delivered());
            assertThat(server.heard()).anyMatch(line -> line.startsWith("AUTH"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void doesNotTalkToAServerOfAnotherName(SmtpSecurity security) throws Exception {
        SSLContext tls = certificateFor("other.example");
        try (RudeMailServer server = server(tls, security)) {
            DeliveryResult result =
                    notifier(server, security).trust(tls).build().send(delivery(42, brompton()));

            assertThat(result).isInstanceOf(TryAgain.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void doesNotTalkToAServerThatNobodyVouchesFor() throws Exception {
        SSLContext tls = certificateFor("localhost");
        try (RudeMailServer server = server(tls, SmtpSecurity.STARTTLS)) {
            DeliveryResult result =
                    notifier(server, SmtpSecurity.STARTTLS).build().send(delivery(42, brompton()));

            assertThat(result).isInstanceOf(TryAgain.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    private static EmailNotifier.Builder notifier(RudeMailServer server, SmtpSecurity security) {
        return EmailNotifier.builder("localhost", server.port(), "alerts@souk.example")
                .security(security)
                .login("ana", "secret");
    }

    private static RudeMailServer server(SSLContext tls, SmtpSecurity security) throws Exception {
        return new RudeMailServer(tls, security == SmtpSecurity.IMPLICIT_TLS)
                .answering("EHLO", "250-rude.example\r\n250-STARTTLS\r\n250 AUTH PLAIN")
                .answering("STARTTLS", "220 go on")
                .answering("AUTH", "235 welcome");
    }

    /** A new context that shows a certificate for that name, and trusts it. */
    private SSLContext certificateFor(String host) throws Exception {
        @Nullable KeyStore known = CERTIFIED.get(host);
        KeyStore keys = known == null ? certified(host) : known;
        CERTIFIED.put(host, keys);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
        KeyManagerFactory shows = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shows.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(shows.getKeyManagers(), trusts.getTrustManagers(), null);
        return tls;
    }

    private KeyStore certified(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
