-- loses: which deliveries nobody wanted any more; they count as given up
-- counts: SELECT count(*) FROM notification_deliveries WHERE status = 'unwanted'
DROP TRIGGER alerts_review_held ON alerts;
DROP FUNCTION alerts_review_held();

UPDATE notifications SET status = 'dead' WHERE status = 'unwanted';
UPDATE notification_deliveries SET status = 'dead' WHERE status = 'unwanted';

ALTER TABLE notification_deliveries
    DROP CONSTRAINT notification_deliveries_status_check,
    ADD CONSTRAINT notification_deliveries_status_check CHECK (status IN ('pending', 'sent', 'dead'));
