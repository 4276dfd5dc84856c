-- A new alert asks for what was matched by transactions that it could not see. Those are few and late, and by this index
-- they are found without a walk through all changes that are kept.

CREATE INDEX listing_changes_matched_xid ON listing_changes(matched_xid) WHERE matched_xid IS NOT NULL;
