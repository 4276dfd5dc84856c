-- A day has one daily digest; but who moved to another time zone after it, or chose a later time of day, got a second one on
-- the same day. For which time the last one of each alert went is remembered here: the next is for a later day by the clock
-- that is in force then. The matcher's business, as its requests are: users have no policy.

CREATE TABLE daily_digests (
    alert_id BIGINT PRIMARY KEY REFERENCES alerts(id) ON DELETE CASCADE,
    due_at TIMESTAMPTZ NOT NULL
);

ALTER TABLE daily_digests ENABLE ROW LEVEL SECURITY;
