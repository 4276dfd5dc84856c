-- A request was done in one transaction, however many changes it has to look at; and of one that was put off these are all
-- that were matched since. It is done in pieces, and remembers up to which change. All that it needs was committed before
-- the alert, so that nothing comes later with a lower id.

ALTER TABLE alert_backfills ADD COLUMN looked_at BIGINT NOT NULL DEFAULT 0;
