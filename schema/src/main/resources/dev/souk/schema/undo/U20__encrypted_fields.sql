-- loses: e-mail addresses, names, devices and network addresses that are encrypted still; bring them back to plain text first
-- counts: SELECT (SELECT count(*) FROM users WHERE encrypted_with IS NOT NULL) + (SELECT count(*) FROM user_auth WHERE encrypted_with IS NOT NULL)
UPDATE users SET email = 'encrypted:' || id, first_name = NULL, last_name = NULL WHERE encrypted_with IS NOT NULL;
UPDATE user_auth SET device_info = NULL, ip_address = NULL WHERE encrypted_with IS NOT NULL;

ALTER TABLE user_auth
    DROP COLUMN encrypted_with,
    ALTER COLUMN ip_address TYPE VARCHAR(45);

ALTER TABLE users
    DROP CONSTRAINT users_encrypted_is_indexed,
    DROP COLUMN email_hash_key,
    DROP COLUMN email_hash,
    DROP COLUMN encrypted_with,
    ALTER COLUMN last_name TYPE VARCHAR(100),
    ALTER COLUMN first_name TYPE VARCHAR(100),
    ALTER COLUMN email TYPE VARCHAR(255);
