-- Many rows of every original table, none of which contradicts itself: what V1 can hold, to the edges of its columns.
-- Which edge a row gets follows from its number, so every run has the same rows.

CREATE FUNCTION pg_temp.words(n INT, longest INT) RETURNS TEXT LANGUAGE sql AS $$
    SELECT left(CASE n % 7
        WHEN 0 THEN repeat('ß😀é ', 200)
        WHEN 1 THEN md5(n::text)
        WHEN 2 THEN 'Ünïcödé "quoted" \ back, tab' || chr(9) || 'line' || chr(10) || n
        WHEN 3 THEN ' leading and trailing '
        WHEN 4 THEN repeat('xyz ', 2500)
        WHEN 5 THEN chr(8238) || 'עברית ' || n
        ELSE '''; DROP TABLE users; -- ' || n END, longest)
$$;

CREATE FUNCTION pg_temp.json(n INT) RETURNS JSONB LANGUAGE sql AS $$
    SELECT CASE n % 8
        WHEN 0 THEN NULL WHEN 1 THEN 'null' WHEN 2 THEN '[]' WHEN 3 THEN '"text"' WHEN 4 THEN '1e400'
        WHEN 5 THEN '{"a": {"b": [1, null, {"c": "😀"}]}, "": 0.10}' WHEN 6 THEN 'true'
        ELSE jsonb_build_object('n', n, 'words', pg_temp.words(n, 500)) END
$$;

CREATE FUNCTION pg_temp.at(n INT) RETURNS TIMESTAMP LANGUAGE sql AS $$
    SELECT CASE n % 6
        WHEN 0 THEN TIMESTAMP '2024-03-31 02:30:00' WHEN 1 THEN TIMESTAMP '1969-12-31 23:59:59.999999'
        WHEN 2 THEN TIMESTAMP 'infinity' WHEN 3 THEN TIMESTAMP '0001-01-01 00:00:00'
        ELSE TIMESTAMP '2023-01-01' + n * INTERVAL '7 hours 11 minutes 3.000001 seconds' END
$$;

INSERT INTO users (username, email, password_hash, role, first_name, last_name, created_at, updated_at, last_login, is_active)
SELECT 'user' || n || left(md5(n::text), 50), n || '@' || rpad('example', 240, 'e'), pg_temp.words(n, 255), pg_temp.words(n, 20),
    nullif(pg_temp.words(n, 100), ' leading and trailing '), pg_temp.words(n + 1, 100), pg_temp.at(n), pg_temp.at(n + 1),
    CASE WHEN n % 3 = 0 THEN pg_temp.at(n + 2) END, n % 4 <> 0
FROM generate_series(1, 300) n;

INSERT INTO user_auth (user_id, token, token_type, expires_at, created_at, device_info, ip_address)
SELECT id, rpad(md5(id || ' ' || n), CASE n WHEN 1 THEN 255 ELSE 32 END, 't'), pg_temp.words(id + n, 20), pg_temp.at(id + n), pg_temp.at(id),
    pg_temp.json(id + n), CASE WHEN n < 3 THEN '2001:0db8:85a3:0000:0000:8a2e:255.255.255.255' END
FROM users, generate_series(1, 4) n;

INSERT INTO listings (external_id, title, description, price, currency, location, category, subcategory, seller_name, seller_id,
    listing_url, listed_date, scraped_date, source, is_sold, is_deleted, metadata, created_at, updated_at)
SELECT left(n || md5(n::text) || repeat('x', 100), 100), pg_temp.words(n, 255), CASE WHEN n % 3 > 0 THEN pg_temp.words(n, 9000) END,
    (ARRAY[NULL, 0, 0.01, 99999999.99, n])[n % 5 + 1], (ARRAY['EUR', 'USD', 'x', '', '₫'])[n % 5 + 1],
    pg_temp.words(n + 1, 255), pg_temp.words(n + 2, 100), CASE WHEN n % 2 = 0 THEN pg_temp.words(n + 3, 100) END, pg_temp.words(n + 4, 100),
    pg_temp.words(n + 5, 100), pg_temp.words(n, 5000), CASE WHEN n % 5 > 0 THEN pg_temp.at(n) END, pg_temp.at(n + 1),
    pg_temp.words(n, 50), n % 7 = 0, n % 11 = 0, pg_temp.json(n), pg_temp.at(n + 2), pg_temp.at(n + 3)
FROM generate_series(1, 1500) n;

INSERT INTO listing_attributes (listing_id, key, value, created_at)
SELECT id, CASE n WHEN 2 THEN 'same' ELSE pg_temp.words(id + n / 2, 100) END, CASE WHEN n < 3 THEN pg_temp.words(id, 2000) END, pg_temp.at(id)
FROM listings, generate_series(0, 3) n;

INSERT INTO images (listing_id, url, position, width, height, size, format, created_at)
SELECT id, pg_temp.words(id + n, 3000), n, (ARRAY[NULL, 0, 2147483647, -2147483648])[id % 4 + 1], n, id, left(md5(n::text), 10), pg_temp.at(id + n)
FROM listings, generate_series(0, 2) n;

INSERT INTO alerts (name, user_id, criteria, query, created_at, updated_at, last_checked, is_active, notification_settings)
SELECT pg_temp.words(id + n, 100), id, jsonb_build_object('keywords', pg_temp.words(id, 300), 'n', n, 'odd', pg_temp.json(id)),
    CASE WHEN n = 1 THEN pg_temp.words(id, 255) END, pg_temp.at(id), pg_temp.at(n), CASE WHEN n = 2 THEN pg_temp.at(id) END, n <> 2,
    coalesce(pg_temp.json(id + n), '0')
FROM users, generate_series(1, 3) n;

INSERT INTO alert_matches (alert_id, listing_id, user_id, matched_at, notified_at, is_read, is_saved)
SELECT alerts.id, listings.id, user_id, pg_temp.at(listings.id), CASE WHEN listings.id % 2 = 0 THEN pg_temp.at(alerts.id) END,
    listings.id % 3 = 0, listings.id % 5 = 0
FROM alerts JOIN listings ON (alerts.id + listings.id) % 300 = 0;

INSERT INTO notifications (user_id, type, title, content, data, created_at, sent_at, read_at, status)
SELECT id, pg_temp.words(id + n, 50), pg_temp.words(n, 255), pg_temp.words(id, 6000), pg_temp.json(id + n), pg_temp.at(id),
    CASE WHEN n = 1 THEN pg_temp.at(n) END, CASE WHEN n = 2 THEN pg_temp.at(id) END, pg_temp.words(id, 20)
FROM users, generate_series(1, 5) n;
