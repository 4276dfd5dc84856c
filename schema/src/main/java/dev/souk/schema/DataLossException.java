package dev.souk.schema;

import java.util.List;
import java.util.stream.Collectors;

/** An undo was refused, before it changed anything, since it would lose data and was not told that this is wanted. */
public final class DataLossException extends SchemaException {

    private static final long serialVersionUID = 1L;

    private final transient UndoPlan plan;

    DataLossException(String schema, UndoPlan plan) {
        super(
                schema,
                "undo of schema %s from version %s to %s would lose data; ask for it with DataLoss.ACCEPTED if that is meant:%n%s"
                        .formatted(
                                schema,
                                plan.from(),
                                plan.to(),
                                plan.losses().stream().map(Loss::toString).collect(Collectors.joining("\n"))),
                null);
        this.plan = plan;
    }

    /** What would be lost, in the order of the undo: newest version first. */
    public List<Loss> losses() {
        return plan.losses();
    }
}
