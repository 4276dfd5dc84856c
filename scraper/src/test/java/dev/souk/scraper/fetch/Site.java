package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A site on loopback with the pages that a test gives it; everything else, robots.txt too, is not found. */
public final class Site implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<RecordedRequest, MockResponse>> pages = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    public Site() {
        this("127.0.0.1", 0);
    }

    Site(String address, int port) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return pages.getOrDefault(
                                request.getTarget(),
                                unknown -> new MockResponse.Builder().code(404).build())
                        .apply(request);
            }
        });
        try {
            server.start(InetAddress.getByName(address), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site page(String target, MockResponse.Builder response) {
        MockResponse built = response.build();
        return page(target, request -> built);
    }

    /** A page that depends on how it is asked for. */
    public Site page(String target, Function<RecordedRequest, MockResponse> answer) {
        pages.put(target, answer);
        return this;
    }

    public Site page(String target, String body) {
        return page(target, new MockResponse.Builder().body(body));
    }

    public Site page(String target, int status, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeaderLenient(headers[i], headers[i + 1]);
        }
        return page(target, response);
    }

    Site robots(String... lines) {
        return page("/robots.txt", String.join("\n", lines));
    }

    int port() {
        return server.getPort();
    }

    public URI url(String target) {
        return url("127.0.0.1", target);
    }

    URI url(String host, String target) {
        return URI.create("http://" + host + ":" + port() + target);
    }

    /** What was asked for, in order, without robots.txt. */
    public List<String> asked() {
        return pageRequests().stream().map(RecordedRequest::getTarget).toList();
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    public List<RecordedRequest> pageRequests() {
        return requests.stream()
                .filter(request -> !request.getTarget().equals("/robots.txt"))
                .toList();
    }

    List<RecordedRequest> robotsRequests() {
        return requests.stream()
                .filter(request -> request.getTarget().equals("/robots.txt"))
                .toList();
    }

    RecordedRequest last() {
        return requests.get(requests.size() - 1);
    }

    long robotsAsked() {
        return robotsRequests().size();
    }

    @Override
    public void close() {
        server.close();
    }
}
