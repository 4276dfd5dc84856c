-- loses: backfills of new alerts that are not done yet
-- counts: SELECT count(*) FROM alert_backfills
DROP TRIGGER alerts_remember_deletion ON alerts;
DROP TRIGGER alerts_ask_backfill_when_changed ON alerts;
DROP TRIGGER alerts_ask_backfill_when_new ON alerts;
DROP TRIGGER alerts_stamp ON alerts;
DROP FUNCTION alerts_remember_deletion();
DROP FUNCTION alerts_ask_backfill();
DROP FUNCTION alerts_stamp();
DROP TABLE alert_backfills;
DROP TABLE alert_deletions;
DROP INDEX alerts_change_xid;
ALTER TABLE alerts
    DROP CONSTRAINT alerts_criteria_object,
    DROP COLUMN change_xid;
