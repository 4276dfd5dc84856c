-- loses: deliveries that are not made yet, and the record of those that were
DROP TABLE notification_deliveries;
DROP INDEX notifications_event_key;
ALTER TABLE notifications DROP COLUMN event_key;
