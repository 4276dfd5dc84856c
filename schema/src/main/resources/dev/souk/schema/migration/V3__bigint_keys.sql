-- A re-scrape can use up an id for every listing it sees; SERIAL ends at 2,147,483,647.
-- Rewrites every table of an adopted database: plan for a pause.

ALTER SEQUENCE users_id_seq AS BIGINT;
ALTER SEQUENCE user_auth_id_seq AS BIGINT;
ALTER SEQUENCE listings_id_seq AS BIGINT;
ALTER SEQUENCE listing_attributes_id_seq AS BIGINT;
ALTER SEQUENCE images_id_seq AS BIGINT;
ALTER SEQUENCE alerts_id_seq AS BIGINT;
ALTER SEQUENCE alert_matches_id_seq AS BIGINT;
ALTER SEQUENCE notifications_id_seq AS BIGINT;

ALTER TABLE users ALTER COLUMN id TYPE BIGINT;
ALTER TABLE user_auth ALTER COLUMN id TYPE BIGINT, ALTER COLUMN user_id TYPE BIGINT;
ALTER TABLE listings ALTER COLUMN id TYPE BIGINT;
ALTER TABLE listing_attributes ALTER COLUMN id TYPE BIGINT, ALTER COLUMN listing_id TYPE BIGINT;
ALTER TABLE images ALTER COLUMN id TYPE BIGINT, ALTER COLUMN listing_id TYPE BIGINT;
ALTER TABLE alerts ALTER COLUMN id TYPE BIGINT, ALTER COLUMN user_id TYPE BIGINT;
ALTER TABLE alert_matches
    ALTER COLUMN id TYPE BIGINT,
    ALTER COLUMN alert_id TYPE BIGINT,
    ALTER COLUMN listing_id TYPE BIGINT,
    ALTER COLUMN user_id TYPE BIGINT;
ALTER TABLE notifications ALTER COLUMN id TYPE BIGINT, ALTER COLUMN user_id TYPE BIGINT;
