package dev.souk.scraper.fetch;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the request, with limits on its time and its size. */
final class OkHttpVisitor implements Visitor, AutoCloseable {

    /*
     * The call runs on a thread of the client, and the asking thread waits for it: so an interrupt, or a DNS server
     * that does not answer, cannot hold the asker. It ends the call when its time is up, since the client's own timeout
     * would count what the gate holds.
     */

    private static final Logger LOG = LoggerFactory.getLogger(HttpFetcher.class);

    /** A connection that takes longer is not worth waiting for; another address of the host may do. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Sites close what is idle after five seconds or more. What they closed is noticed only by a request that is lost. */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private static final int MOST_IDLE = 5;

    /** With so much time between requests some sites would close a connection first; a new one costs little then. */
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(1);

    private final OkHttpClient client;
    private final Headers headers;
    private volatile boolean closed;

    OkHttpVisitor(SocketFactory sockets, Dns dns, Headers headers, Pause pause) {
        this.headers = headers;
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(OkHttpVisitor::thread));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .socketFactory(sockets)
                // Its own, or a connection that nobody guarded could be used again.
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE.toNanos(), TimeUnit.NANOSECONDS))
                // The system's proxy would resolve the name, behind the guard's back. The host's stands behind the
                // sockets.
                .proxy(Proxy.NO_PROXY)
                // A cookie is sent only if the host gave it.
                .cookieJar(CookieJar.NO_COOKIES)
                .dns(dns)
                // OkHttp bounds the headers of HTTP/1.1, and not those of HTTP/2.
                .protocols(List.of(Protocol.HTTP_1_1))
                // It would send a request again by itself, a POST too, without a turn. Other addresses of a host are
                // tried all the same: to connect is not to ask.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(new VeiledStatus())
                .addNetworkInterceptor(new StartGate(pause))
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    @Override
    public Answer visit(Visit visit) {
        if (closed) {
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "fetcher is closed"));
        }
        if (visit.time().left().compareTo(Duration.ofMillis(1)) < 0) {
            return new Answer.Failed(outOfTime(visit));
        }
        StartGate.Passage passage = new StartGate.Passage(visit.gap());
        long start = System.nanoTime();
        Answer answer = ask(visit, passage);
        visit.time().spend(Math.max(0, System.nanoTime() - start - passage.held()));
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} in {} ms: {}", bare(visit.url()), (System.nanoTime() - start) / 1_000_000, inShort(answer));
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        // Wakes what the gate holds.
        client.dispatcher().executorService().shutdownNow();
        client.connectionPool().evictAll();
    }

    private Answer ask(Visit visit, StartGate.Passage passage) {
        Request.Builder request =
                new Request.Builder().url(visit.url()).headers(headers(visit)).tag(StartGate.Passage.class, passage);
        Call call = client.newCall(
                visit.body() == null
                        ? request.build()
                        : request.post(visit.body()).build());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        call.enqueue(new AnswerReader(visit.bodyLimit(), answer));
        try {
            return await(answer, visit.time().left().toNanos(), passage);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        } catch (TimeoutException e) {
            call.cancel();
            return new Answer.Failed(outOfTime(visit), true);
        } catch (ExecutionException e) {
            return NetworkTrouble.answer(visit, Objects.requireNonNull(e.getCause()));
        }
    }

    /** Waits for so long, and for what the gate holds meanwhile. */
    private static Answer await(CompletableFuture<Answer> answer, long nanos, StartGate.Passage passage)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        for (long held = 0; ; held = passage.held()) {
            try {
                return answer.get(nanos + held - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (passage.held() == held) {
                    throw e;
                }
            }
        }
    }

    /** The fetcher's own and the visit's, which come first, and whether the connection is kept. */
    private Headers headers(Visit visit) {
        Headers all = visit.withHeaders(headers).headers();
        return visit.gap().compareTo(LONGEST_KEPT) < 0
                ? all
                : all.newBuilder().set("Connection", "close").build();
    }

    /** A thread that does not keep the host's process alive. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-fetch");
        thread.setDaemon(true);
        return thread;
    }

    private static FetchOutcome outOfTime(Visit visit) {
        return new FetchOutcome.TimedOut(visit.page(), visit.time().limit());
    }

    /** The URL without what may be secret in it. */
    static String bare(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port() + url.encodedPath();
    }

    private static String inShort(Answer answer) {
        return answer instanceof Answer.Response response
                ? response.status() + ", " + response.body().size() + " bytes"
                : ((Answer.Failed) answer).outcome().getClass().getSimpleName();
    }
}
