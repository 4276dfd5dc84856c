-- loses: deliveries that are not made yet, the record of those that were, and which event a notification tells of
-- counts: SELECT (SELECT count(*) FROM notification_deliveries) + (SELECT count(*) FROM notifications WHERE event_key IS NOT NULL)
DROP TABLE notification_deliveries;
DROP INDEX notifications_event_key;
ALTER TABLE notifications DROP COLUMN event_key;
