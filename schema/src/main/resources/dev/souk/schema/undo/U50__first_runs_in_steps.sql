ALTER TABLE alert_backfills
    DROP CONSTRAINT alert_backfills_place,
    DROP COLUMN present_count,
    DROP COLUMN present_id,
    DROP COLUMN present_at;
