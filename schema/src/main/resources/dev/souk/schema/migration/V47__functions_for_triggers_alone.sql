-- A function that runs with the rights of its owner could be run by anybody who may see the schema: a trigger of theirs, on
-- a temporary table of the shape that it expects, had it write what they liked. Triggers that are there run it whoever
-- writes.
REVOKE ALL ON FUNCTION alerts_ask_backfill(), alerts_remember_deletion(), users_touch_alerts(), alerts_review_held(),
    audit_write() FROM PUBLIC;
