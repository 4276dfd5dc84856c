-- Rows as the original system could hold them, with what later versions stumble over if they are careless.

INSERT INTO users (id, username, email, password_hash, role, first_name, last_name, created_at, updated_at, last_login, is_active)
VALUES
    (1, 'ada', 'ada@example.org', 'hash', 'admin', 'Ada', 'Lovelace', '2023-03-26 02:30:00', '2023-10-29 02:30:00.123456', 'infinity', TRUE),
    (2, repeat('u', 64), repeat('e', 255), repeat('p', 255), repeat('r', 20), NULL, NULL, '1969-12-31 23:59:59.999999', '-infinity', NULL, FALSE),
    (2147483647, 'ADA', 'Ada@example.org', '', '', '', repeat('😀', 100), '2024-02-29 12:00:00', '9999-12-31 23:59:59', NULL, TRUE);

INSERT INTO user_auth (user_id, token, token_type, expires_at, created_at, device_info, ip_address)
VALUES
    (1, 'same', 'refresh', '2030-01-01', '2024-01-01', '{"os": "ios", "v": [1, 2]}', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'),
    (2, 'same', 'refresh', '2030-01-01', '2024-01-01', 'null', '10.0.0.1'),
    (2, repeat('t', 255), 'session', '2030-01-01', '2024-01-01', NULL, NULL);

INSERT INTO listings (id, external_id, title, description, price, currency, location, category, subcategory, seller_name,
    seller_id, listing_url, listed_date, scraped_date, source, is_sold, is_deleted, metadata, created_at, updated_at)
VALUES
    (1, 'a', 'Loft', 'By the river', 1250.50, 'EUR', 'Basel', 'Homes', 'Flats', 'Ann', '7', 'https://example.org/a', '2024-03-31 02:30:00', '2024-04-01 08:00:00', 'one', FALSE, FALSE, '{"rooms": 3.5, "tags": ["a", null]}', '2024-03-31 03:00:00', '2024-04-01'),
    (2, 'a', repeat('t', 255), NULL, 99999999.99, 'USD', repeat('l', 255), repeat('c', 100), repeat('s', 100), repeat('n', 100), repeat('i', 100), 'https://example.org/a', NULL, '2024-04-01', 'two', TRUE, TRUE, '[1]', '2024-04-01', '2024-04-01'),
    (3, 'no price', 'Sofa', '', NULL, 'USD', '', '', '', '', '', '', NULL, '2024-04-01', 'one', FALSE, FALSE, 'null', '2024-04-01', '2024-04-01'),
    (4, 'nothing', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', '', FALSE, FALSE, NULL, '2024-04-01', '2024-04-01'),
    (5, 'free', 'Bed 😀', repeat('long description ', 10000), 0, 'usd', NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', 'one', FALSE, TRUE, '{}', '2024-04-01', '2024-04-01'),
    (6, 'cheap', 'Pin', NULL, 0.01, '', NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', 'one', FALSE, FALSE, '"text"', '2024-04-01', '2024-04-01'),
    (7, 'price without currency', 'Car', NULL, 12.30, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', 'one', FALSE, FALSE, NULL, '2024-04-01', '2024-04-01'),
    (8, 'below zero', 'Debt', NULL, -5, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', 'one', FALSE, FALSE, NULL, '2024-04-01', '2024-04-01'),
    (9, 'not a number', 'Riddle', NULL, 'NaN', 'CHF', NULL, NULL, NULL, NULL, NULL, '', NULL, '2024-04-01', 'one', FALSE, FALSE, NULL, '2024-04-01', '2024-04-01');

INSERT INTO listing_attributes (listing_id, key, value, created_at)
VALUES (1, 'colour', 'red', '2024-04-01'), (1, 'colour', 'red', '2024-04-01'), (1, '', NULL, '2024-04-01'), (2, repeat('k', 100), '', '2024-04-01');

INSERT INTO images (id, listing_id, url, position, width, height, size, format, created_at)
VALUES
    (1, 1, 'https://example.org/1.jpg', 0, 640, 480, 2147483647, 'jpeg', '2024-04-01'),
    (2, 1, 'https://example.org/2.jpg', 0, NULL, NULL, NULL, NULL, '2024-04-01'),
    (3, 1, 'https://example.org/3.jpg', 0, -1, 0, 0, repeat('f', 10), '2024-04-01'),
    (4, 2, 'https://example.org/4.jpg', 5, NULL, NULL, NULL, NULL, '2024-04-01'),
    (5, 2, 'https://example.org/5.jpg', -5, NULL, NULL, NULL, NULL, '2024-04-01'),
    (6, 3, 'https://example.org/6.jpg', 0, NULL, NULL, NULL, NULL, '2024-04-01');

INSERT INTO alerts (id, name, user_id, criteria, query, created_at, updated_at, last_checked, is_active, notification_settings)
VALUES
    (1, 'lofts', 1, '{"max_price": 1500, "keywords": ["loft"]}', 'loft', '2024-04-01', '2024-04-01', '2024-04-02', TRUE, DEFAULT),
    (2, repeat('n', 100), 2, '{}', repeat('q', 255), '2024-04-01', '2024-04-01', NULL, FALSE, 'null');

INSERT INTO alert_matches (alert_id, listing_id, user_id, matched_at, notified_at, is_read, is_saved)
VALUES (1, 1, 1, '2024-04-02', '2024-04-02 00:00:01', TRUE, TRUE), (1, 2, 1, '2024-04-02', NULL, FALSE, FALSE), (2, 1, 1, '2024-04-02', NULL, FALSE, TRUE);

INSERT INTO notifications (user_id, type, title, content, data, created_at, sent_at, read_at, status)
VALUES
    (1, 'alert', 'A loft', 'By the river', '{"listing": 1}', '2024-04-02', '2024-04-02', NULL, 'sent'),
    (1, repeat('t', 50), repeat('t', 255), '', '[]', '2024-04-02', NULL, '2024-04-03', repeat('s', 20)),
    (2, 'alert', '', '', NULL, '2024-04-02', NULL, NULL, 'pending');

SELECT setval('users_id_seq', 2147483647), setval('listings_id_seq', 500), setval('images_id_seq', 6), setval('alerts_id_seq', 2, FALSE);
