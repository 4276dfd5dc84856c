package dev.souk.pipeline;

/** What one run of all three steps did. */
public record RunReport(IngestReport ingest, MatchReport match, DispatchReport dispatch) {}
