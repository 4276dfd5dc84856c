-- loses: which listings were removed only since no search showed them; they come back when a page says so
-- counts: SELECT count(*) FROM listings WHERE is_missed
ALTER TABLE listings DROP COLUMN is_missed;
