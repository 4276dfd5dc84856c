-- A listing becomes removed since a marketplace says so, or since its searches do not show it any more. The second is a
-- guess, and is withdrawn when a page shows the listing again, be it without a word on whether it can be had.

ALTER TABLE listings ADD COLUMN is_missed BOOLEAN NOT NULL DEFAULT FALSE;
