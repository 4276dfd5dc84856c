package dev.souk.benchmarks.engine;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** Terms that are known already, as Lucene reads them; a null leaves a position free. Can be read again after a reset. */
final class TermStream extends TokenStream {

    private final CharTermAttribute text = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<? extends @Nullable String> terms;
    private int next;

    TermStream(List<? extends @Nullable String> terms) {
        this.terms = terms;
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        int positions = 1;
        while (next < terms.size() && terms.get(next) == null) {
            positions++;
            next++;
        }
        if (next == terms.size()) {
            return false;
        }
        text.append(terms.get(next));
        step.setPositionIncrement(positions);
        next++;
        return true;
    }
}
