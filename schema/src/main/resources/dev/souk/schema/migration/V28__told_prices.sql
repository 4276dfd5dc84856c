-- A price that goes up and down between two values rang at each way down. A match remembers at which price its user was
-- told last, and a fall is measured by that. Matches that are there already go by the price before, until they are told.

ALTER TABLE alert_matches
    ADD COLUMN told_price NUMERIC(19, 4),
    ADD COLUMN told_currency VARCHAR(3),
    ADD CONSTRAINT alert_matches_told CHECK ((told_price IS NULL) = (told_currency IS NULL));
