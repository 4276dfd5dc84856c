-- A search with the newest first ended at the first page of which everything was known, also when the visit before had left
-- something behind that page: what was over its limit, or on a page that did not come. A search is caught up when its last
-- visit left nothing, and only then is what lies behind a known page known too.

ALTER TABLE searches ADD COLUMN caught_up_at TIMESTAMPTZ;
