package dev.souk.scraper.selector;

import dev.souk.model.SoukException;
import java.util.List;
import java.util.stream.Collectors;

/** A description of a site cannot be used. Names everything that is wrong with it, each with its line and key. */
public final class SourceDescriptionException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SourceDescriptionException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n", "bad description of a site:\n", "")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file as far as it has one; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param line in the file, from 1
     * @param key where in the description, such as {@code list.fields.price}; empty for the description itself
     * @param message what is wrong, and what would be right
     */
    public record Problem(int line, String key, String message) {

        @Override
        public String toString() {
            return "line " + line + (key.isEmpty() ? "" : ", " + key) + ": " + message;
        }
    }
}
