-- Each attempt to send a digest read all that it gathers, 50,000 notifications for 50 that it shows. A digest remembers which
-- it shows, and how many there are of each alert.

ALTER TABLE notifications ADD COLUMN digest_parts JSONB;
