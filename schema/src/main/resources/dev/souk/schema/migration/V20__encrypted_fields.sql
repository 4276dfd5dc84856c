-- E-mail addresses, names, devices and network addresses are encrypted at rest, with the table, the column and the row id
-- bound in. Ciphertext is longer than what it hides, so the columns become TEXT, which rewrites nothing. encrypted_with
-- is the id of the key of all fields of a row; NULL says that they are plain, so that no value that somebody chose can
-- pass for a ciphertext. An encrypted address is found, and is unique, by email_hash, a keyed hash of it; email_hash_key
-- is the id of that key.

ALTER TABLE users
    ALTER COLUMN email TYPE TEXT,
    ALTER COLUMN first_name TYPE TEXT,
    ALTER COLUMN last_name TYPE TEXT,
    ADD COLUMN encrypted_with TEXT,
    ADD COLUMN email_hash BYTEA CONSTRAINT users_email_hash_key UNIQUE,
    ADD COLUMN email_hash_key TEXT,
    ADD CONSTRAINT users_encrypted_is_indexed CHECK (
        (encrypted_with IS NULL) = (email_hash IS NULL) AND (email_hash IS NULL) = (email_hash_key IS NULL));

ALTER TABLE user_auth
    ALTER COLUMN ip_address TYPE TEXT,
    ADD COLUMN encrypted_with TEXT;
