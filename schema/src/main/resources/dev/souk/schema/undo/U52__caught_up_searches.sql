ALTER TABLE searches
    DROP COLUMN read_on_at,
    DROP COLUMN caught_up_at;
