-- loses: which searches are watched, and how often
-- counts: SELECT count(*) FROM watches
DROP TABLE watches;
