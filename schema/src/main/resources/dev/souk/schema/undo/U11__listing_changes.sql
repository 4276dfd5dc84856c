-- loses: changes of listings that are not matched yet
-- counts: SELECT count(*) FROM listing_changes WHERE matched_xid IS NULL
DROP TABLE listing_changes;
