package dev.souk.alerts;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of all objects that can be reached from some, each once, as a 64-bit JVM with compressed references lays them out.
 * Found by reflection, so the same on every JVM, whatever its collector does. An object of the JDK that is not known here
 * fails, rather than being left out.
 */
final class HeapSize {

    private static final long HEADER = 12;
    private static final long ARRAY_HEADER = 16;
    private static final long REFERENCE = 4;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private HeapSize() {}

    static long of(Object... roots) {
        HeapSize size = new HeapSize();
        for (Object root : roots) {
            size.reach(root);
        }
        long bytes = 0;
        while (!size.open.isEmpty()) {
            bytes += size.bytes(size.open.remove());
        }
        return bytes;
    }

    private void reach(@Nullable Object object) {
        if (object != null && !(object instanceof Enum) && seen.add(object)) {
            open.add(object);
        }
    }

    private long bytes(Object object) {
        if (object.getClass().isArray()) {
            return array(object);
        }
        if (object instanceof String text) {
            return 24 + eights(ARRAY_HEADER + text.length());
        }
        if (object instanceof AtomicInteger) {
            return 16;
        }
        if (object instanceof AtomicIntegerArray numbers) {
            return 16 + eights(ARRAY_HEADER + 4L * numbers.length());
        }
        if (object instanceof Map<?, ?> map) {
            // A table at most three quarters full; an entry, and a number as its key and value.
            int slots = map.isEmpty() ? 0 : Math.max(16, Integer.highestOneBit(map.size() * 4 / 3) << 1);
            return 48 + ARRAY_HEADER + slots * REFERENCE + map.size() * (32L + 24 + 16);
        }
        if (!object.getClass().getName().startsWith("dev.souk.alerts.")) {
            throw new IllegalStateException("nobody said how large this is: " + object.getClass());
        }
        return fields(object);
    }

    private long array(Object array) {
        int length = Array.getLength(array);
        Class<?> component = array.getClass().getComponentType();
        if (!component.isPrimitive()) {
            for (Object element : (Object[]) array) {
                reach(element);
            }
        }
        return eights(ARRAY_HEADER + length * size(component));
    }

    private long fields(Object object) {
        long bytes = HEADER;
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    bytes += size(field.getType());
                    if (!field.getType().isPrimitive()) {
                        reach(value(field, object));
                    }
                }
            }
        }
        return eights(bytes);
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long size(Class<?> type) {
        if (!type.isPrimitive()) {
            return REFERENCE;
        }
        return type == long.class || type == double.class
                ? 8
                : type == int.class || type == float.class ? 4 : type == short.class || type == char.class ? 2 : 1;
    }

    private static long eights(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
