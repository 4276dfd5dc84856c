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
DROP FUNCTION price_list_pass_over();

ALTER TABLE listings RESET (fillfactor);
DROP INDEX listings_category_newest_next;
