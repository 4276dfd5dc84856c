GRANT EXECUTE ON FUNCTION alerts_ask_backfill(), alerts_remember_deletion(), users_touch_alerts(), alerts_review_held(),
    audit_write() TO PUBLIC;
