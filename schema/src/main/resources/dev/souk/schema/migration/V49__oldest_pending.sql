-- A health check asks each few seconds for the oldest delivery that is pending, and read all of them for it. What is pending
-- is in this index by channel and age; a delivery leaves it when it is sent.

CREATE INDEX notification_deliveries_pending ON notification_deliveries(channel, created_at) WHERE status = 'pending';
