ALTER TABLE alert_backfills DROP COLUMN looked_at;
