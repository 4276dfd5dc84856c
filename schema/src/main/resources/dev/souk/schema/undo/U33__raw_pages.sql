-- loses: the pages that were kept
-- counts: SELECT count(*) FROM raw_pages
DROP TABLE raw_pages;
