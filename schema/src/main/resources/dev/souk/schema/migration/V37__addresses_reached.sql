-- A user can have several addresses of a channel, and a delivery that one of them refused went to all of them again: the
-- message was shown anew wherever it had arrived. Each delivery remembers by marks which addresses took it. A mark is a
-- hash that also holds the delivery, so it tells neither the address nor that two users have the same.

ALTER TABLE notification_deliveries ADD COLUMN taken_by TEXT[];
