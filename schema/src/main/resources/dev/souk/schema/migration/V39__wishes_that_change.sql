-- What waited went by what its user had wanted when it was stored: a week after an alert was deleted or a channel was given
-- up it still came. A delivery can now end as 'unwanted', which is neither sent nor a failure. And where the settings of an
-- alert change, what is held for it is due at another time, which is for Souk to reckon: the trigger sets it to the epoch,
-- by which it is found at once. It waits for nobody, since who gathers holds rows in an order of its own, and what is due
-- already is left.
-- By trigger, so that no writer can forget it, and with the rights of the owner, since users may not write these rows.

DO $souk$ BEGIN
    PERFORM set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
END $souk$;

ALTER TABLE notification_deliveries
    DROP CONSTRAINT notification_deliveries_status_check,
    ADD CONSTRAINT notification_deliveries_status_check CHECK (status IN ('pending', 'sent', 'dead', 'unwanted'));

CREATE FUNCTION alerts_review_held() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE notifications SET held_until = 'epoch' WHERE id = ANY (ARRAY(
        SELECT id FROM notifications
        WHERE user_id = NEW.user_id AND held_until > clock_timestamp() AND data->>'alertId' = NEW.id::text
        FOR NO KEY UPDATE SKIP LOCKED));
    RETURN NULL;
END
$$;

CREATE TRIGGER alerts_review_held AFTER UPDATE OF notification_settings ON alerts
    FOR EACH ROW WHEN (OLD.notification_settings IS DISTINCT FROM NEW.notification_settings)
    EXECUTE FUNCTION alerts_review_held();
