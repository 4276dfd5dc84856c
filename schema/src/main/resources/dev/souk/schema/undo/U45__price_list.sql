DROP TRIGGER price_list_add ON listings;
DROP TRIGGER price_list_follow ON listings;
DROP TRIGGER price_list_leave ON listings;
DROP TRIGGER price_list_leave_deleted ON listings;
DROP TRIGGER price_list_empty ON listings;
DROP TABLE price_list;
DROP FUNCTION price_list_add();
DROP FUNCTION price_list_follow();
DROP FUNCTION price_list_leave();
DROP FUNCTION price_list_empty();
DROP FUNCTION price_list_keep();

ALTER TABLE listings RESET (fillfactor);
DROP INDEX listings_category_newest;
CREATE INDEX listings_category_newest ON listings(lower(category), created_at DESC, id DESC)
    INCLUDE (category, currency, price)
    WHERE NOT is_deleted AND NOT is_sold;
