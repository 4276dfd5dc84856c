ALTER INDEX listings_category_newest RENAME TO listings_category_newest_next;
CREATE INDEX listings_category_newest ON listings(lower(category), created_at DESC, id DESC)
    INCLUDE (category, currency, price)
    WHERE NOT is_deleted AND NOT is_sold;
