-- loses: changes of listings that are not matched yet
DROP TABLE listing_changes;
