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

    /** Who waits hears of the answer when its connection is free again: what he asks for next takes its place. */
    @Override
    public void onResponse(Call call, Response response) {
        Answer read;
        try (response) {
            read = read(call, response);
        } catch (Throwable trouble) {
            // Whatever it is, the thread that waits must hear of it.
            answer.completeExceptionally(trouble);
            return;
        }
        answer.complete(read);
    }

    private Answer read(Call call, Response response) throws IOException {
        Headers headers = response.headers();
        int status = VeiledStatus.of(response);
        if (!response.isSuccessful()) {
            ByteString beginning = status < 400 ? ByteString.EMPTY : beginning(call, response);
            return new Answer.Response(response.request().url(), status, headers, beginning, false);
        }
        BufferedSource source = ContentEncoding.decoded(response);
        boolean cut = source.request(limit + 1);
        return new Answer.Response(response.request().url(), status, headers, upTo(limit, source, cut, call), cut);
    }

    /** Enough of a refusal to see what wall it is; if that cannot be read, the status says all there is to say. */
    private static ByteString beginning(Call call, Response refusal) {
        try {
            BufferedSource source = ContentEncoding.decoded(refusal);
            return upTo(REFUSAL, source, source.request(REFUSAL + 1), call);
        } catch (IOException unreadable) {
            return ByteString.EMPTY;
        }
    }

    /** The body up to a limit. If there is more the call ends here: closing alone would read on for a while. */
    private static ByteString upTo(long limit, BufferedSource source, boolean isCut, Call call) throws IOException {
        if (!isCut) {
            return source.readByteString();
        }
        ByteString beginning = source.readByteString(limit);
        call.cancel();
        return beginning;
    }
}
