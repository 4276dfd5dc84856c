ALTER TABLE alert_backfills DROP COLUMN due_at;
ALTER TABLE alert_backfills DROP COLUMN failures;
