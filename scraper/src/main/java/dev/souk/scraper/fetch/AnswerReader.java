package dev.souk.scraper.fetch;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Reads an answer on the client's thread, and never more of its body than the limit. */
final class AnswerReader implements Callback {

    private final long limit;
    private final CompletableFuture<Answer> answer;

    AnswerReader(long limit, CompletableFuture<Answer> answer) {
        this.limit = limit;
        this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException trouble) {
        answer.completeExceptionally(trouble);
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response) {
            answer.complete(read(response));
        } catch (Throwable trouble) {
            // Whatever it is, the thread that waits must hear of it.
            answer.completeExceptionally(trouble);
        }
    }

    private Answer read(Response response) throws IOException {
        Headers headers = response.headers();
        if (!response.isSuccessful()) {
            return new Answer.Response(
                    response.request().url(), VeiledStatus.of(response), headers, ByteString.EMPTY, false);
        }
        @Nullable String encoding = headers.get("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            // OkHttp asks for gzip, undoes it, and takes the header away; this is something else.
            throw new IOException("content encoding was not asked for: " + encoding);
        }
        BufferedSource source = response.body().source();
        boolean cut = source.request(limit + 1);
        ByteString bytes = cut ? source.readByteString(limit) : source.readByteString();
        return new Answer.Response(response.request().url(), response.code(), headers, bytes, cut);
    }
}
