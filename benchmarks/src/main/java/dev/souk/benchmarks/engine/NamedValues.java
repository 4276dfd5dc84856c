package dev.souk.benchmarks.engine;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import java.util.List;

/** Demands that an attribute be one of some texts, as terms that a listing shows. */
final class NamedValues {

    private NamedValues() {}

    static boolean areDemandedBy(AttributeCriterion wanted) {
        return (wanted.operator() == AttributeOperator.EQUAL || wanted.operator() == AttributeOperator.IN)
                && wanted.values().stream().allMatch(AttributeValue.Text.class::isInstance);
    }

    /** {@code fuel=diesel}. */
    static List<String> of(AttributeCriterion wanted) {
        return wanted.values().stream()
                .map(value -> wanted.name() + "=" + ((AttributeValue.Text) value).text())
                .distinct()
                .toList();
    }
}
