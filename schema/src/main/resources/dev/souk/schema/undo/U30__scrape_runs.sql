-- loses: what each visit fetched, read and rejected, and what is usual of each source, which has to be learnt again
-- counts: SELECT (SELECT count(*) FROM scrape_runs) + (SELECT count(*) FROM source_baselines)
DROP TABLE source_baselines;
DROP TABLE scrape_runs;
