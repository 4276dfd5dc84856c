-- loses: every token (everybody signs in again), and which ones were revoked or rotated
-- counts: SELECT count(*) FROM user_auth
-- A hash must not become a token that opens something, so a random one takes its place.
DROP INDEX user_auth_over;
DROP INDEX user_auth_rotated_from;
DROP INDEX user_auth_user_newest;

ALTER TABLE user_auth
    DROP CONSTRAINT user_auth_token_key,
    DROP CONSTRAINT user_auth_token_is_hash,
    ALTER COLUMN token TYPE VARCHAR(255) USING 'undone:' || gen_random_uuid();

ALTER TABLE user_auth
    DROP COLUMN device_id,
    DROP COLUMN rotated_from,
    DROP COLUMN rotated_at,
    DROP COLUMN revoked_at,
    ADD CONSTRAINT user_auth_user_id_token_key UNIQUE (user_id, token);

CREATE INDEX idx_user_auth_token ON user_auth(token);
