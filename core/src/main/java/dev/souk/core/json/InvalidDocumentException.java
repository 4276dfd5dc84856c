package dev.souk.core.json;

import dev.souk.model.SoukException;

/** A JSON document that is not what its place holds. Names the value that is wrong. */
public class InvalidDocumentException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    InvalidDocumentException(String path, String problem) {
        super(path.isEmpty() ? "document " + problem : path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** Where the wrong value stands, such as {@code price.max} or {@code keywords.all[2]}; empty for the whole. */
    public final String path() {
        return path;
    }

    /** What is wrong with it. */
    public final String problem() {
        return problem;
    }
}
