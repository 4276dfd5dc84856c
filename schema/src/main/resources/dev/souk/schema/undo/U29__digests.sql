-- loses: which notifications a digest has gathered; what is held is due at once
-- counts: SELECT count(*) FROM notifications WHERE digest_id IS NOT NULL
INSERT INTO notification_deliveries (notification_id, channel)
SELECT id, unnest(held_channels) FROM notifications WHERE held_until IS NOT NULL
ON CONFLICT (notification_id, channel) DO NOTHING;

DROP INDEX notification_deliveries_due;
CREATE INDEX notification_deliveries_due ON notification_deliveries(due_at, id) WHERE status = 'pending';
ALTER TABLE notification_deliveries DROP COLUMN is_digest;
DROP INDEX notifications_digest;
DROP INDEX notifications_held_of_user;
DROP INDEX notifications_held;
ALTER TABLE notifications
    DROP COLUMN digest_id,
    DROP COLUMN held_channels,
    DROP COLUMN held_until;
