-- loses: since when deliveries are tried; it is counted anew
-- counts: SELECT count(*) FROM notification_deliveries WHERE tried_since IS NOT NULL AND status = 'pending'
ALTER TABLE notification_deliveries DROP COLUMN tried_since;
