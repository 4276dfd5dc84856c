package dev.souk.notify;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loader by which Jakarta Mail finds its own parts. It asks the thread's, several times for each mail, at each of
 * which {@link java.util.ServiceLoader} opens and reads jars again: nearly half of the time of writing a mail. This one
 * sees what this library sees, on whatever thread, and reads each list of services once. Thread-safe.
 */
final class MailServices extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String SERVICES = "META-INF/services/";

    private static final MailServices INSTANCE = new MailServices();

    private final Map<String, List<URL>> read = new ConcurrentHashMap<>();

    private MailServices() {
        super(MailServices.class.getClassLoader());
    }

    /** Does that with this as the thread's class loader. */
    static <T> T with(Work<T> work) throws MessagingException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(INSTANCE);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.startsWith(SERVICES)) {
            return super.getResources(name);
        }
        List<URL> known = read.get(name);
        if (known == null) {
            known = new ArrayList<>();
            for (URL list : Collections.list(super.getResources(name))) {
                known.add(kept(list));
            }
            read.put(name, known);
        }
        return Collections.enumeration(known);
    }

    /** What stands at that address now, without the jar. */
    private static URL kept(URL list) throws IOException {
        byte[] content;
        try (InputStream in = list.openStream()) {
            content = in.readAllBytes();
        }
        return new URL(null, list.toString(), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        // It is here.
                    }

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content);
                    }
                };
            }
        });
    }

    /** Something that is done with a mail. */
    interface Work<T> {
        T run() throws MessagingException;
    }
}
