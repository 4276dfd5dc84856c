-- loses: which addresses took a message that others have still to take; they get it again
-- counts: SELECT count(*) FROM notification_deliveries WHERE taken_by IS NOT NULL AND status = 'pending'
ALTER TABLE notification_deliveries DROP COLUMN taken_by;
