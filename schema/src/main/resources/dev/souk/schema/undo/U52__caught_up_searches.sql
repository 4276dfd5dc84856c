ALTER TABLE searches DROP COLUMN caught_up_at;
