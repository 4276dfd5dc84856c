package dev.souk.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Keywords;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A clause that no shape has could be looked for in all alerts, and nobody would see it. */
class ShapesTest {

    private static final List<AlertCriteria> CRITERIA = alerts();

    private static List<AlertCriteria> alerts() {
        Catalogue catalogue = new Catalogue(20_261_123);
        return Shapes.all().stream()
                .map(shape -> shape.alert(1, catalogue, new SplittableRandom(1)))
                .map(Alert::criteria)
                .toList();
    }

    @Test
    void everyClauseOfCriteriaHasAShape() {
        assertThat(changed(AlertCriteria.class, AlertCriteria.ANYTHING, CRITERIA))
                .containsExactlyInAnyOrderElementsOf(components(AlertCriteria.class));
    }

    @Test
    void everyListOfKeywordsHasAShape() {
        List<Keywords> keywords = CRITERIA.stream().map(AlertCriteria::keywords).toList();

        assertThat(keywords.stream()
                        .flatMap(words -> lists(words).entrySet().stream())
                        .filter(list -> !list.getValue().equals("[]"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .hasSize(6)
                .isEqualTo(lists(Keywords.NONE).keySet());
    }

    /** What is in each of its lists of words, by name. */
    private static Map<String, String> lists(Keywords keywords) {
        Map<String, String> lists = new HashMap<>();
        for (Method method : Keywords.class.getMethods()) {
            if (method.getGenericReturnType().getTypeName().equals("java.util.List<java.lang.String>")) {
                lists.put(method.getName(), value(method, keywords));
            }
        }
        return lists;
    }

    @Test
    void everySilenceThatWillDoHasAShape() {
        Set<CriteriaClause> accepted = CRITERIA.stream()
                .flatMap(criteria -> criteria.unknownAccepted().stream())
                .collect(Collectors.toSet());

        assertThat(accepted).containsExactlyInAnyOrder(CriteriaClause.values());
    }

    @Test
    void everyOperatorOfAttributesHasAShape() {
        Set<AttributeOperator> operators = CRITERIA.stream()
                .flatMap(criteria -> criteria.attributes().stream())
                .map(AttributeCriterion::operator)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AttributeOperator.class)));

        assertThat(operators).containsExactly(AttributeOperator.values());
    }

    @Test
    void noTwoShapesHaveOneName() {
        assertThat(Shapes.all()).extracting(Shape::name).doesNotHaveDuplicates();
    }

    private static <T extends Record> Set<String> components(Class<T> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    /** The components in which one of these records is not as the one that demands nothing. */
    private static <T extends Record> Set<String> changed(Class<T> type, T nothing, List<T> records) {
        Set<String> changed = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (records.stream()
                    .anyMatch(record ->
                            !value(component.getAccessor(), record).equals(value(component.getAccessor(), nothing)))) {
                changed.add(component.getName());
            }
        }
        return changed;
    }

    private static String value(Method accessor, Object owner) {
        try {
            return String.valueOf(accessor.invoke(owner));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a part cannot be read: " + accessor, e);
        }
    }
}
