-- A token in the clear is as good as a password: who reads the table, or a backup of it, is signed in as everybody. Only
-- the SHA-256 of a token is kept. A token that two users had says nothing of who presents it: it is revoked, and hashed
-- with its user, so that every row stays and every hash stands for one row.

ALTER TABLE user_auth
    DROP CONSTRAINT user_auth_user_id_token_key,
    ADD COLUMN revoked_at TIMESTAMPTZ,
    ADD COLUMN rotated_at TIMESTAMPTZ,
    ADD COLUMN rotated_from BIGINT REFERENCES user_auth(id) ON DELETE SET NULL,
    ADD COLUMN device_id VARCHAR(100);

DROP INDEX idx_user_auth_token;

UPDATE user_auth SET revoked_at = CURRENT_TIMESTAMP
WHERE token IN (SELECT token FROM user_auth GROUP BY token HAVING count(*) > 1);

ALTER TABLE user_auth
    ALTER COLUMN token TYPE BYTEA
        USING sha256(convert_to(CASE WHEN revoked_at IS NULL THEN token ELSE user_id || ':' || token END, 'UTF8')),
    ADD CONSTRAINT user_auth_token_is_hash CHECK (octet_length(token) = 32),
    ADD CONSTRAINT user_auth_token_key UNIQUE (token);

CREATE INDEX user_auth_user_newest ON user_auth(user_id, created_at DESC, id DESC);
CREATE INDEX user_auth_rotated_from ON user_auth(rotated_from) WHERE rotated_from IS NOT NULL;
CREATE INDEX user_auth_over ON user_auth(LEAST(expires_at, revoked_at));
