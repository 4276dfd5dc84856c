package dev.souk.core.json;

/** Criteria of an alert that cannot be read, or are too long to be kept. */
public final class InvalidCriteriaException extends InvalidDocumentException {

    private static final long serialVersionUID = 1L;

    InvalidCriteriaException(String path, String problem) {
        super(path, problem);
    }

    static InvalidCriteriaException of(InvalidDocumentException cause) {
        return new InvalidCriteriaException(cause.path(), cause.problem());
    }
}
