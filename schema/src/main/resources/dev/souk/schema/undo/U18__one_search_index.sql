DROP INDEX listings_search;
DROP INDEX listings_category_newest;

CREATE INDEX listings_category_newest ON listings(lower(category), created_at DESC, id DESC) INCLUDE (price)
    WHERE NOT is_deleted AND NOT is_sold;
CREATE INDEX listings_place ON listings(latitude, longitude) WHERE NOT is_deleted AND NOT is_sold;
CREATE INDEX listings_search ON listings USING GIN (search_vector) WHERE NOT is_deleted AND NOT is_sold;
CREATE INDEX listings_location ON listings USING GIN (location_terms) WHERE NOT is_deleted AND NOT is_sold;
