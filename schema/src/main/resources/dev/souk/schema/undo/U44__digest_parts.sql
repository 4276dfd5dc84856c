ALTER TABLE notifications DROP COLUMN digest_parts;
