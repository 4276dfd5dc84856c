CREATE INDEX idx_listing_attributes_key ON listing_attributes(key);
