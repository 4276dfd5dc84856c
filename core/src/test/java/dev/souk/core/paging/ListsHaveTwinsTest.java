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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListsHaveTwinsTest {

    @Test
    void everyListCanBeReadByCountedPageAndBySlice() {
        Set<String> pages = lists(PageResult.class, int.class, int.class, Counting.class);
        Set<String> slices = lists(Slice.class, String.class, int.class);

        assertThat(pages).isEqualTo(slices).hasSizeGreaterThan(15);
        assertThat(pages).containsAll(lists(PageResult.class, int.class, int.class));
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
