-- Each host kept its own pace at a site, so N hosts together asked N times as often as one may. The next turn at a site is
-- a row that all of them take from, by the clock of the database.

CREATE TABLE site_turns (
    site VARCHAR(255) PRIMARY KEY,
    next_turn TIMESTAMPTZ NOT NULL
) WITH (fillfactor = 50);
