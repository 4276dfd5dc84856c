ALTER TABLE listing_sightings SET (fillfactor = 70);
