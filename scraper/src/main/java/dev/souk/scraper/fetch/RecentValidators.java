package dev.souk.scraper.fetch;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the validators of the pages that were used last. */
final class RecentValidators implements ValidatorStore {

    /** By page, the one used longest ago first. Guarded by itself. */
    private final Map<Key, Validators> validators;

    RecentValidators(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least the validators of one page must be kept: " + most);
        }
        validators = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Validators> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public Validators find(PageRequest request) {
        synchronized (validators) {
            return validators.getOrDefault(Key.of(request), Validators.NONE);
        }
    }

    @Override
    public void keep(PageRequest request, Validators found) {
        synchronized (validators) {
            if (found.isEmpty()) {
                validators.remove(Key.of(request));
            } else {
                validators.put(Key.of(request), found);
            }
        }
    }

    /** A page: what headers ask for, such as a language, may make it another one. */
    private record Key(URI url, Map<String, String> headers) {

        static Key of(PageRequest request) {
            return new Key(request.url(), request.headers());
        }

        /** Leaves out the headers, which may be secret. */
        @Override
        public String toString() {
            return url.toString();
        }
    }
}
