-- loses: at which prices users were told last
-- counts: SELECT count(*) FROM alert_matches WHERE told_price IS NOT NULL
ALTER TABLE alert_matches
    DROP CONSTRAINT alert_matches_told,
    DROP COLUMN told_currency,
    DROP COLUMN told_price;
