-- A search with the newest first ended at the first page of which everything was stored, whoever had stored it, and also when
-- the visit before had not stored what lay behind that page: it was over a limit, or on a page that did not come. Now a search
-- remembers until when all that its visits were shown is stored, and ends at what was stored by then; and from when on a visit
-- is to read on behind that, since something is missing. What is missing of one that never was caught up is everything.

ALTER TABLE searches
    ADD COLUMN caught_up_at TIMESTAMPTZ,
    ADD COLUMN read_on_at TIMESTAMPTZ;
