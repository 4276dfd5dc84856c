package dev.souk.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListsHaveTwinsTest {

    private static final String CLAIM = "holds rows until the transaction ends; the next call gets those after them";
    private static final String LEASE = "holds rows for a while; the next call gets those after them";
    private static final String GIVEN = "has an answer for each that was handed in, at most";

    /** The methods that answer with a list, and why that is bounded or cannot go on. */
    private static final SortedMap<String, String> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry("backfills.pending", CLAIM),
            Map.entry("backfills.pendingAfter", CLAIM),
            Map.entry("heldNotifications.claim", CLAIM),
            Map.entry("listingChanges.claim", CLAIM),
            Map.entry("deliveries.lease", LEASE),
            Map.entry("watches.lease", LEASE),
            Map.entry("listingChanges.byIds", GIVEN),
            Map.entry("matches.record", GIVEN),
            Map.entry("notifications.store", GIVEN),
            Map.entry("deliveryLog.ofNotification", "one for each channel of a message"),
            Map.entry("listings.places", "the same, gone on with over transactions"),
            Map.entry("listings.ids", "the first of a search, which is there as page and slice; for byIds"),
            Map.entry("prices.ofListing", "points of a curve; the list is there as page and slice"),
            Map.entry("baselines.fallen", "of each site a few: what its kinds of pages are measured by")));

    @Test
    void everyListCanBeReadByCountedPageAndBySlice() {
        Set<String> pages = lists(PageResult.class, int.class, int.class, Counting.class);
        Set<String> slices = slices();

        assertThat(pages).isEqualTo(slices).hasSizeGreaterThan(15);
        assertThat(pages).containsAll(lists(PageResult.class, int.class, int.class));
    }

    @Test
    void everySliceHasAFirstThatNeedsNoCursor() {
        Set<String> slices = slices();

        assertThat(lists(Slice.class, int.class)).containsAll(slices);
    }

    @Test
    void whatAnswersWithAListHasAReasonWhyItIsNeitherPageNorSlice() {
        Set<String> lists = new TreeSet<>();
        repositories()
                .forEach(repository -> methods(repository)
                        .filter(method ->
                                method.getGenericReturnType().getTypeName().contains(List.class.getName()))
                        .forEach(method -> lists.add(repository.getName() + "." + method.getName())));

        assertThat(lists).isEqualTo(LISTS.keySet());
    }

    /** The lists that go on by a cursor. A first slice of what is asked for by a word looks like one, and is none. */
    private static Set<String> slices() {
        Set<String> slices = lists(Slice.class, String.class, int.class);
        slices.removeAll(lists(Slice.class, String.class, String.class, int.class));
        return slices;
    }

    /** The lists that are answered in this way, each named by its repository and what it is asked for. */
    private static Set<String> lists(Class<?> answer, Class<?>... bounds) {
        Set<String> lists = new TreeSet<>();
        repositories()
                .forEach(repository -> methods(repository)
                        .filter(method -> method.getReturnType() == answer)
                        .forEach(method -> {
                            List<Class<?>> asked = List.of(method.getParameterTypes());
                            int wanted = asked.size() - bounds.length;
                            if (wanted >= 0
                                    && asked.subList(wanted, asked.size()).equals(List.of(bounds))) {
                                lists.add(repository.getName() + "." + nameOf(method) + asked.subList(0, wanted));
                            }
                        }));
        return lists;
    }

    private static String nameOf(Method method) {
        return method.getName().replaceFirst("^(page|slice|search)", "");
    }

    private static Stream<Method> methods(Method repository) {
        return Arrays.stream(repository.getReturnType().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    private static List<Method> repositories() {
        return Arrays.stream(SoukDatabase.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                .toList();
    }
}
