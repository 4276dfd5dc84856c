package dev.souk.benchmarks.engine;

import dev.souk.model.text.TextAnalyzer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Souk's analysis as Lucene asks for one. Used again for text after text, by one thread. */
final class TextTokenizer extends Tokenizer {

    private final CharTermAttribute text = addAttribute(CharTermAttribute.class);
    private List<String> terms = List.of();
    private int next;

    private TextTokenizer() {}

    /** Between the texts of one field a position stays free, so that no phrase reaches across. */
    static Analyzer analyzer() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(new TextTokenizer());
            }

            @Override
            public int getPositionIncrementGap(String field) {
                return 1;
            }
        };
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        StringWriter whole = new StringWriter();
        input.transferTo(whole);
        terms = TextAnalyzer.terms(whole.toString());
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (next == terms.size()) {
            return false;
        }
        text.append(terms.get(next));
        next++;
        return true;
    }
}
