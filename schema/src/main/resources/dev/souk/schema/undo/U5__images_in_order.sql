CREATE INDEX idx_images_listing_id ON images(listing_id);
ALTER TABLE images DROP CONSTRAINT images_listing_id_position_key;
