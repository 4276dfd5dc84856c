package dev.souk.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One connection to a mail server, over which any number of mails go. For one thread. */
final class SmtpConnection implements AutoCloseable {

    /*
     * The socket is ours and not the transport's: the transport bounds each single read, so a server that says a byte
     * now and then could hold it for ever, and its methods are locked while it waits. Closing the socket from the
     * outside, which the guard does at the end of the batch's time, always ends the wait. Only the lookup of the host
     * comes before anything that could be closed, so it is given the time that is left.
     */

    private final SMTPTransport transport;

    private SmtpConnection(SMTPTransport transport) {
        this.transport = transport;
    }

    /** Connects, changes to TLS and signs in, as the settings say. */
    static SmtpConnection open(SmtpSettings settings, TimeGuard guard) throws MessagingException, IOException {
        Socket socket = new Socket();
        guard.watch(socket);
        try {
            int millis = (int) settings.timeout().toMillis();
            socket.setSoTimeout(millis);
            InetAddress address =
                    HostLookup.find(settings.host(), guard.timeLeft(), settings.threads(), InetAddress::getByName);
            socket.connect(new InetSocketAddress(address, settings.port()), millis);
            SMTPTransport transport =
                    MailServices.with(() -> (SMTPTransport) session(settings).getTransport("smtp"));
            transport.connect(settings.security() == SmtpSecurity.IMPLICIT_TLS ? secured(socket, settings) : socket);
            return new SmtpConnection(transport);
        } catch (MessagingException | IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Session session(SmtpSettings settings) {
        return Session.getInstance(settings.toProperties(), new Authenticator() {
            @Override
            @Nullable
            protected PasswordAuthentication getPasswordAuthentication() {
                Secret password = settings.password();
                return password == null ? null : new PasswordAuthentication(settings.user(), password.reveal());
            }
        });
    }

    private static Socket secured(Socket socket, SmtpSettings settings) throws IOException {
        SSLSocket secured = (SSLSocket)
                settings.trust().getSocketFactory().createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    void send(MimeMessage message) throws MessagingException {
        MailServices.with(() -> {
            transport.sendMessage(message, message.getAllRecipients());
            return message;
        });
    }

    /** Whether the server is still there; asks it. */
    boolean isOpen() {
        return transport.isConnected();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            // What matters was said before; a goodbye that fails changes nothing.
        }
    }
}
