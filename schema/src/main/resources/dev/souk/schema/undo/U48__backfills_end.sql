ALTER TABLE alert_backfills DROP COLUMN until_id;
