CREATE INDEX idx_notifications_created_at ON notifications(created_at);
CREATE INDEX idx_alert_matches_user_id ON alert_matches(user_id);
CREATE INDEX idx_alerts_user_id ON alerts(user_id);

DROP INDEX notification_deliveries_dead;
DROP INDEX notification_deliveries_newest;
DROP INDEX notifications_newest;
DROP INDEX alert_matches_alert_newest;
DROP INDEX alert_matches_user_newest;
DROP INDEX alert_matches_newest;
DROP INDEX alerts_user_newest;
DROP INDEX alerts_newest;
DROP INDEX users_newest;
