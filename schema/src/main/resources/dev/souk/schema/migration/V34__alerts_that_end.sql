-- A wish has an end: the trip, the move, the birthday. An alert may say until when it is wanted; what is over is switched
-- off by whoever matches next, and records no match from that moment on. The index holds those that still have an end
-- before them, so that the question whether one is over costs next to nothing.

ALTER TABLE alerts ADD COLUMN expires_at TIMESTAMPTZ;

CREATE INDEX alerts_to_end ON alerts(expires_at) WHERE is_active AND expires_at IS NOT NULL;
