-- treatment: the disease-modifying treatments of one patient.

-- @list treatment_history treatment treatment_agg
COMMENT ON TYPE treatment_history IS
	'disease-modifying treatments of one patient, in order of start: episodes, each with a drug and its period; '
	'episodes of one drug that overlap or adjoin are merged; prints as {teriflunomide: [2016-03-01,2018-01-05), '
	'ocrelizumab: [2018-02-01,)}';

-- The aggregates.

CREATE FUNCTION treatment_accum(internal, dmt, daterange) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_accum(internal, dmt, daterange) IS
	'add an episode to the state of treatment_agg()';
CREATE FUNCTION treatment_accum(internal, treatment_history) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_accum_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_accum(internal, treatment_history) IS
	'add a history to the state of rollup()';

CREATE AGGREGATE treatment_agg(drug dmt, period daterange) (
	-- @collected treatment 300
);
COMMENT ON AGGREGATE treatment_agg(dmt, daterange) IS
	'history of a patient''s treatments, from rows in any order; a period without an end is ongoing; rows with a NULL '
	'or an empty period are skipped; empty without rows';

CREATE AGGREGATE rollup(treatment_history) (
	-- @collected treatment 300
);
COMMENT ON AGGREGATE rollup(treatment_history) IS
	'union of several histories, for example from several centres';

-- Functions that read a history.

CREATE FUNCTION unnest_treatments(history treatment_history, OUT drug dmt, OUT period daterange)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_treatments' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 3;
COMMENT ON FUNCTION unnest_treatments(treatment_history) IS
	'one row per episode, in order of start';

CREATE FUNCTION treatment_doses(history treatment_history, drug dmt, dose_days integer) RETURNS treatment_history
	AS 'MODULE_PATHNAME', 'sepms_treatment_doses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION treatment_doses(treatment_history, dmt, integer) IS
	'the history in which each dose of this drug that is recorded as one day lasts for dose_days days (1 or more), '
	'instead of those of dmt_intervals(), which a dose of 1 day keeps';

CREATE FUNCTION treatment_lines(
	history treatment_history, max_gap integer DEFAULT 30, long_effect integer DEFAULT 730,
	OUT number integer, OUT drug dmt, OUT line dmt_line, OUT started date, OUT stopped date,
	OUT days integer, OUT gap_days integer, OUT switch text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_treatment_lines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 3;
COMMENT ON FUNCTION treatment_lines(treatment_history, integer, integer) IS
	'treatments numbered in order of start; episodes of one drug at most max_gap days apart are one treatment, as are '
	'courses of a reconstitution therapy if the next begins within long_effect days; a dose recorded as one day lasts '
	'for the days of dmt_intervals(), unless max_gap is 0; line: the highest of the drug; '
	'gap_days: days without any drug before (negative: days shared with another); switch: start, restart, lateral, '
	'escalation, de-escalation, NULL if a line is unknown';

CREATE FUNCTION treatment_at(
	history treatment_history, day date, max_gap integer DEFAULT 30, long_effect integer DEFAULT 0
) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_treatment_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION treatment_at(treatment_history, date, integer, integer) IS
	'drug taken on a day; of several, the one that started last or, if they started on the same day, the last in the '
	'catalogue; gaps of at most max_gap days count as treated, a reconstitution therapy for long_effect days after '
	'its last course, a dose recorded as one day for the days of dmt_intervals(), unless max_gap is 0; NULL if there '
	'is none';

CREATE FUNCTION on_treatment(
	history treatment_history, max_gap integer DEFAULT 30, long_effect integer DEFAULT 730
) RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_on_treatment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION on_treatment(treatment_history, integer, integer) IS
	'periods under any drug; gaps of at most max_gap days in one drug are bridged, and a reconstitution therapy '
	'counts for long_effect days after its last course, a dose recorded as one day for the days of dmt_intervals(), '
	'unless max_gap is 0';

CREATE FUNCTION treatment_issues(
	history treatment_history, max_overlap integer DEFAULT 60, max_gap integer DEFAULT 30,
	OUT issue text, OUT drug dmt, OUT other dmt, OUT since date, OUT days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_treatment_issues' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1;
COMMENT ON FUNCTION treatment_issues(treatment_history, integer, integer) IS
	'implausible records in a history: two drugs that overlap by more than max_overlap days, a start before the first '
	'approval by EMA or FDA, days after the withdrawal of the drug; since is the first of these days, days their '
	'number (NULL: no end); no rows if none';

CREATE FUNCTION treatment_start(history treatment_history) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_treatment_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_start(treatment_history) IS
	'first day of any drug; NULL if never treated';

CREATE FUNCTION time_to_treatment(history treatment_history, onset date) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_time_to_treatment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_to_treatment(treatment_history, date) IS
	'days from onset, or from diagnosis, to the first drug; negative if treated before; NULL if never treated';

CREATE FUNCTION therapeutic_window(
	history treatment_history, onset date, visits outcome_series, max_age integer DEFAULT 365,
	OUT days_to_first integer, OUT edss_at_start float8, OUT within_window boolean
)
	AS 'MODULE_PATHNAME', 'sepms_therapeutic_window' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION therapeutic_window(treatment_history, date, outcome_series, integer) IS
	'days from onset to the first drug; the last EDSS on or before that day, if at most max_age days old; and whether '
	'it is below 3.0 (this project''s reading of Leray 2010, doi:10.1093/brain/awq076); NULL if unknown';
