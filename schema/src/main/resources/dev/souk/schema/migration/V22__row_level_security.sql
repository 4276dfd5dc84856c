-- What belongs to a user is seen and written by that user alone, even where a WHERE was forgotten: the user is the
-- setting souk.user_id, set for each transaction, and without it there are no rows. The owner of the tables is not
-- subject to it, so a host with one role notices nothing. Whom else it lets through says AccessScript.
-- The user is an InitPlan and children are found by an array, so that the indexes serve. Requests of new alerts and
-- deletions are the matcher's business: they have no policy for users, and the triggers write them with the rights of
-- the owner, looking for tables in our schema alone.

DO $souk$ BEGIN
    PERFORM set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
END $souk$;

ALTER FUNCTION alerts_ask_backfill() SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION alerts_remember_deletion() SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION users_touch_alerts() SECURITY DEFINER SET search_path FROM CURRENT;

CREATE POLICY users_own ON users
    USING (id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint));
CREATE POLICY user_auth_own ON user_auth
    USING (user_id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint));
CREATE POLICY alerts_own ON alerts
    USING (user_id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint));
CREATE POLICY alert_matches_own ON alert_matches
    USING (user_id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint));
CREATE POLICY notifications_own ON notifications
    USING (user_id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint));
CREATE POLICY notification_deliveries_own ON notification_deliveries
    USING (notification_id = ANY (ARRAY(
        SELECT id FROM notifications
        WHERE user_id = (SELECT nullif(current_setting('souk.user_id', true), '')::bigint))));

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_auth ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_matches ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_backfills ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_deletions ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_deliveries ENABLE ROW LEVEL SECURITY;
