-- Lists of users, alerts, matches and deliveries are read newest first, a slice at a time, and had no index for it: each
-- slice read all rows of the user, or of the table, and sorted them. What was given up is a sliver of all deliveries, and
-- was looked for in all of them. Indexes on the user alone, and on the time alone, begin the new ones and go.

CREATE INDEX users_newest ON users(created_at DESC, id DESC);
CREATE INDEX alerts_newest ON alerts(created_at DESC, id DESC);
CREATE INDEX alerts_user_newest ON alerts(user_id, created_at DESC, id DESC);
CREATE INDEX alert_matches_newest ON alert_matches(matched_at DESC, id DESC);
CREATE INDEX alert_matches_user_newest ON alert_matches(user_id, matched_at DESC, id DESC);
CREATE INDEX alert_matches_alert_newest ON alert_matches(alert_id, matched_at DESC, id DESC);
CREATE INDEX notifications_newest ON notifications(created_at DESC, id DESC);
CREATE INDEX notification_deliveries_newest ON notification_deliveries(created_at DESC, id DESC);
CREATE INDEX notification_deliveries_dead ON notification_deliveries(created_at DESC, id DESC) WHERE status = 'dead';

DROP INDEX idx_alerts_user_id;
DROP INDEX idx_alert_matches_user_id;
DROP INDEX idx_notifications_created_at;
