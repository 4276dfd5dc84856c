-- The first run of an alert recorded a thousand of the listings that were there already, in one transaction. It goes on in
-- steps, and remembers up to which listing, the newest first, and how many that were. What it tells of is one message, so
-- that nothing of it goes while a place stands here.

ALTER TABLE alert_backfills
    ADD COLUMN present_at TIMESTAMPTZ,
    ADD COLUMN present_id BIGINT,
    ADD COLUMN present_count INTEGER NOT NULL DEFAULT 0,
    ADD CONSTRAINT alert_backfills_place CHECK ((present_at IS NULL) = (present_id IS NULL));
