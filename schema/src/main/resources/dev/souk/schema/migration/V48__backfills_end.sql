-- What was matched since the alert was written counts as missed, whoever matched it, so that a request which was put off
-- grew with all that came meanwhile. Whatever is committed after somebody has seen the request is matched by who sees the
-- alert too; so it ends at the last change that was there when it was first looked at. NULL: nobody has yet.

ALTER TABLE alert_backfills ADD COLUMN until_id BIGINT;
