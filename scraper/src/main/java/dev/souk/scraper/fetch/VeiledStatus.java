package dev.souk.scraper.fetch;

import java.io.IOException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps from OkHttp the answers that it would act upon itself: it repeats a request at once after a 408, and after a 503
 * with {@code Retry-After: 0}, and takes a 407 that comes from no proxy for broken HTTP. None of this can be switched off
 * alone. Set as a network interceptor, which sees an answer before OkHttp does; {@link #of} lifts the veil.
 */
final class VeiledStatus implements Interceptor {

    private static final Set<Integer> ACTED_UPON = Set.of(407, 408, 503);

    /** Added to a status; no status of HTTP has four digits. */
    private static final int VEIL = 1_000;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return ACTED_UPON.contains(response.code())
                ? response.newBuilder().code(response.code() + VEIL).build()
                : response;
    }

    /** The status that the site answered with. */
    static int of(Response response) {
        int code = response.code();
        return ACTED_UPON.contains(code - VEIL) ? code - VEIL : code;
    }
}
