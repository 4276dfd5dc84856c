-- Every message went out at once, at night too, and each by itself. A notification can be held until a time, with the
-- channels that it then goes by; what comes due together for a user goes as one digest, a notification of type 'digest'
-- that the gathered ones name. So a digest is sent, repeated and given up as any other message, and each notification is
-- in one digest or goes by itself.
-- Deliveries of digests wait in a line of their own, so that neither they nor what comes at once hold up the other; and
-- each channel has its own lines, so that one that is down leaves nothing in the way of the rest.

ALTER TABLE notifications
    ADD COLUMN held_until TIMESTAMPTZ,
    ADD COLUMN held_channels TEXT[],
    ADD COLUMN digest_id BIGINT REFERENCES notifications(id) ON DELETE SET NULL;

CREATE INDEX notifications_held ON notifications(held_until) WHERE held_until IS NOT NULL;
CREATE INDEX notifications_held_of_user ON notifications(user_id, held_until) WHERE held_until IS NOT NULL;
CREATE INDEX notifications_digest ON notifications(digest_id, created_at DESC, id DESC) WHERE digest_id IS NOT NULL;

ALTER TABLE notification_deliveries ADD COLUMN is_digest BOOLEAN NOT NULL DEFAULT FALSE;

DROP INDEX notification_deliveries_due;
CREATE INDEX notification_deliveries_due ON notification_deliveries(channel, is_digest, due_at, id)
    WHERE status = 'pending';
