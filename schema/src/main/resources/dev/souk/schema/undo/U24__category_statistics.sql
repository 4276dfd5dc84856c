DROP STATISTICS listings_category;
