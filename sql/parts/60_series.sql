-- series: the measurements of one outcome in one patient.

-- @list outcome_series series outcome_series
COMMENT ON TYPE outcome_series IS
	'measurements of one outcome in one patient, in date order, one per day: date, value, and whether the visit may '
	'confirm a change; prints as {2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm)}';

-- The aggregates.

CREATE FUNCTION series_accum(internal, date, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, date, float8) IS
	'add a visit to the state of outcome_series()';
CREATE FUNCTION series_accum(internal, date, float8, boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, date, float8, boolean) IS
	'add a visit to the state of outcome_series()';
CREATE FUNCTION series_accum(internal, outcome_series) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum_series' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, outcome_series) IS
	'add a series to the state of rollup()';

CREATE AGGREGATE outcome_series(visit_date date, value float8) (
	-- @collected series 512
);
COMMENT ON AGGREGATE outcome_series(date, float8) IS
	'series of a patient''s visits, from rows in any order; rows with a NULL date or value are skipped; of two values '
	'on one day the greater is kept or, if they are equal, the one that may confirm; empty without rows';

CREATE AGGREGATE outcome_series(visit_date date, value float8, can_confirm boolean) (
	-- @collected series 512
);
COMMENT ON AGGREGATE outcome_series(date, float8, boolean) IS
	'as outcome_series(date, float8), marking visits that may not confirm a change; a NULL can_confirm counts as false';

CREATE AGGREGATE rollup(outcome_series) (
	-- @collected series 512
);
COMMENT ON AGGREGATE rollup(outcome_series) IS
	'union of several series, by the rule of outcome_series() for two values on one day';

-- Functions that read a series.

CREATE FUNCTION num_visits(visits outcome_series) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_num_visits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_visits(outcome_series) IS
	'number of visits';

CREATE FUNCTION first_date(visits outcome_series) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_first_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_date(outcome_series) IS
	'date of the first visit; NULL if the series is empty';

CREATE FUNCTION last_date(visits outcome_series) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_last_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_date(outcome_series) IS
	'date of the last visit; NULL if the series is empty';

CREATE FUNCTION value_at(visits outcome_series, day date, max_age integer DEFAULT 0) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_value_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_at(outcome_series, date, integer) IS
	'value on a day, or of the last visit before it if that is at most max_age days older; otherwise NULL';

CREATE FUNCTION unnest_series(visits outcome_series, OUT visit_date date, OUT value float8, OUT can_confirm boolean)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION unnest_series(outcome_series) IS
	'one row per visit, in date order';

CREATE FUNCTION irreversible_edss(visits outcome_series) RETURNS outcome_series
	AS 'MODULE_PATHNAME', 'sepms_irreversible_edss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION irreversible_edss(outcome_series) IS
	'for each visit, the lowest value from that visit to the last: the disability that the patient never fell below '
	'again; Confavreux 2000, doi:10.1056/NEJM200011163432001';
