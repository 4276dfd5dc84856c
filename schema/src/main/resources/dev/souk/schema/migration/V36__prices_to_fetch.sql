-- An alert can wait for a price that only a listing's own page tells (criteria: price, unknown: fetch). Whoever visits a
-- watch asks whether there is such an alert; the index holds those alone, so that the answer costs next to nothing.

CREATE INDEX alerts_to_fetch ON alerts(id) WHERE is_active AND criteria #>> '{price,unknown}' = 'fetch';
