-- A receiver that asks to be left alone costs no attempt, so a delivery could wait for it for ever. Each remembers since
-- when it is tried, by which it is given up in the end.

ALTER TABLE notification_deliveries ADD COLUMN tried_since TIMESTAMPTZ;
