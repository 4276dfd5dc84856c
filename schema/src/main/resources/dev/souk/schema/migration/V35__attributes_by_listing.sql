-- Attributes are asked for by their listing, and within it by the name in lower case. The index on the name as it is
-- written served no question of Souk's, and each new attribute had an entry to write there.

DROP INDEX idx_listing_attributes_key;
