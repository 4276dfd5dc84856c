-- loses: until when alerts are wanted; those that are switched off stay so
-- counts: SELECT count(*) FROM alerts WHERE expires_at IS NOT NULL
DROP INDEX alerts_to_end;
ALTER TABLE alerts DROP COLUMN expires_at;
