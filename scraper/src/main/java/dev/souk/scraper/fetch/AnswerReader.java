package dev.souk.scraper.fetch;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/** Reads an answer on the client's thread, and never more of its body than the limit. */
final class AnswerReader implements Callback {

    /** How much is read of an answer that gives no page. */
    static final long REFUSAL = 32 * 1024;

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
        int status = VeiledStatus.of(response);
        if (!response.isSuccessful()) {
            ByteString beginning = status < 400 ? ByteString.EMPTY : beginning(response);
            return new Answer.Response(response.request().url(), status, headers, beginning, false);
        }
        BufferedSource source = ContentEncoding.decoded(response);
        boolean cut = source.request(limit + 1);
        ByteString bytes = cut ? source.readByteString(limit) : source.readByteString();
        return new Answer.Response(response.request().url(), status, headers, bytes, cut);
    }

    /** Enough of a refusal to see what wall it is; if that cannot be read, the status says all there is to say. */
    private static ByteString beginning(Response refusal) {
        try {
            BufferedSource source = ContentEncoding.decoded(refusal);
            return source.request(REFUSAL) ? source.readByteString(REFUSAL) : source.readByteString();
        } catch (IOException unreadable) {
            return ByteString.EMPTY;
        }
    }
}
