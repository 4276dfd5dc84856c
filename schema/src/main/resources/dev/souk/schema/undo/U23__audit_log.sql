-- loses: the audit log
-- counts: SELECT count(*) FROM audit_log
DROP TRIGGER alerts_audit ON alerts;
DROP TRIGGER user_auth_audit ON user_auth;
DROP TRIGGER users_audit ON users;
DROP TABLE audit_log;
DROP FUNCTION audit_purge(INTERVAL, INTEGER);
DROP FUNCTION audit_keep();
DROP FUNCTION audit_write();
