-- Of what a partial index is made PostgreSQL keeps statistics and never looks at them, so each category was taken for one
-- listing in two hundred: of 1,000,000 listings 3,881 were expected where 95,297 are. Estimated totals were as wrong, and
-- the planner chose by it. Statistics of their own cost nothing but a moment of each ANALYZE.

CREATE STATISTICS listings_category ON (lower(category)) FROM listings;
ANALYZE listings (category);
