-- loses: for which day each alert's last daily digest went; who changes the clock on that day may get a second one
-- counts: SELECT count(*) FROM daily_digests
DROP TABLE daily_digests;
