-- Every image of the original could stand at position 0; a photo has one place in the row.

UPDATE images
SET position = numbered.place
FROM (SELECT id, row_number() OVER (PARTITION BY listing_id ORDER BY position, id) - 1 AS place FROM images) numbered
WHERE images.id = numbered.id AND images.position <> numbered.place;

ALTER TABLE images ADD CONSTRAINT images_listing_id_position_key UNIQUE (listing_id, position);
DROP INDEX idx_images_listing_id;
