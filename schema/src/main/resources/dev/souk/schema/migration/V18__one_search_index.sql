-- A search by category, place and word, or by category and circle, read everything that one index found from the table
-- and threw away what the others would not have; how long that took depended on which one the planner believed in. One
-- GIN index holds the words, the words of the place, the category and the squares of the map (of 0.1, 0.5 and 2.5
-- degrees), so that each clause narrows the others inside the index. As arrays they need no extension. What was inserted
-- and is not sorted in yet is read by every search, so that list is kept to a megabyte.
-- To count a category's listings in a range of prices, its index holds all that the count asks for. The category itself
-- is among that, since PostgreSQL does not see that lower(category) would do.

DROP INDEX listings_search;
DROP INDEX listings_location;
DROP INDEX listings_place;
DROP INDEX listings_category_newest;

-- The numbers of the squares are written in the same way in GridSquares of core; otherwise the index cannot serve.
CREATE INDEX listings_search ON listings USING GIN (
        search_vector,
        location_terms,
        (ARRAY[lower(category)]),
        (ARRAY[
            CAST(floor((latitude + 90) / 0.1) AS INTEGER) * 4096 + CAST(floor((longitude + 180) / 0.1) AS INTEGER),
            CAST(floor((latitude + 90) / 0.5) AS INTEGER) * 4096 + CAST(floor((longitude + 180) / 0.5) AS INTEGER)
                + 16777216,
            CAST(floor((latitude + 90) / 2.5) AS INTEGER) * 4096 + CAST(floor((longitude + 180) / 2.5) AS INTEGER)
                + 33554432]))
    WITH (gin_pending_list_limit = 1024)
    WHERE NOT is_deleted AND NOT is_sold;
CREATE INDEX listings_category_newest ON listings(lower(category), created_at DESC, id DESC)
    INCLUDE (category, currency, price)
    WHERE NOT is_deleted AND NOT is_sold;
