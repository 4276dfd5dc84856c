DROP INDEX alerts_to_fetch;
