-- An alert is active if it and its user are. Who switches a user off or on touches the user's alerts, so that every host
-- learns of it, and an alert that wakes up asks for the changes whose matching could not see it, as a new one does.
-- By trigger, so that no writer can forget it. A user who comes back is locked against alerts that are being created,
-- so that the statements that follow see every alert.

CREATE FUNCTION users_touch_alerts() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.is_active THEN
        PERFORM FROM users WHERE id = NEW.id FOR UPDATE;
        INSERT INTO alert_backfills (alert_id) SELECT id FROM alerts WHERE user_id = NEW.id AND is_active ORDER BY id;
    END IF;
    UPDATE alerts SET change_xid = pg_current_xact_id() WHERE user_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER users_touch_alerts AFTER UPDATE OF is_active ON users
    FOR EACH ROW WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION users_touch_alerts();
