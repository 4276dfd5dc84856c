UPDATE listings SET scraped_date = last_seen_at
FROM listing_sightings WHERE listing_id = listings.id AND scraped_date <> last_seen_at;
DROP TABLE listing_sightings;
