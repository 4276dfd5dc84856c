package dev.souk.core.watch;

import static dev.souk.jooq.Tables.WATCHES;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.paging.Sought;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The lists of watches. Rows that make none are passed over, and are a list of their own. */
final class WatchLists {

    static final NewestFirst<Optional<StoredWatch>> NEWEST =
            new NewestFirst<>("watches", WATCHES, WATCHES.CREATED_AT, WATCHES.ID, WatchRow::readable);

    static final NewestFirst<Optional<StoredWatch>> DUE_LONGEST =
            new NewestFirst<>("overdue watches", WATCHES, WATCHES.DUE_AT, WATCHES.ID, WatchRow::readable).turned();

    static final Sought<UnreadableWatch> UNREADABLE = new Sought<>(
            new NewestFirst<>("unreadable watches", WATCHES, WATCHES.CREATED_AT, WATCHES.ID, WatchRow::problem));

    private WatchLists() {}

    static PageResult<StoredWatch> page(
            DSLContext dsl,
            NewestFirst<Optional<StoredWatch>> list,
            Condition where,
            int page,
            int size,
            Counting counting) {
        PageResult<Optional<StoredWatch>> found = list.page(dsl, where, page, size, counting);
        return new PageResult<>(readable(found.items()), page, size, found.total());
    }

    static Slice<StoredWatch> slice(
            DSLContext dsl,
            NewestFirst<Optional<StoredWatch>> list,
            Condition where,
            @Nullable String cursor,
            int size) {
        Slice<Optional<StoredWatch>> found = list.slice(dsl, where, cursor, size);
        return new Slice<>(readable(found.items()), found.next().orElse(null));
    }

    private static List<StoredWatch> readable(List<Optional<StoredWatch>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }
}
