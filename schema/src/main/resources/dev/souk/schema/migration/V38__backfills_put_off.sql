-- A request that failed was made again every second, in front of all matching and for as long as it takes. It says when it
-- is its turn again, later each time; null is at once.

ALTER TABLE alert_backfills ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alert_backfills ADD COLUMN due_at TIMESTAMPTZ;
