-- survival: times to an event.

-- survival_tally: events and censorings counted by day.

CREATE TYPE survival_tally;

CREATE FUNCTION survival_tally_in(cstring) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_in(cstring) IS
	'read text';
CREATE FUNCTION survival_tally_out(survival_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_out(survival_tally) IS
	'print text';
CREATE FUNCTION survival_tally_recv(internal) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION survival_tally_send(survival_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_send(survival_tally) IS
	'write binary';

CREATE TYPE survival_tally (
	INPUT = survival_tally_in, OUTPUT = survival_tally_out,
	RECEIVE = survival_tally_recv, SEND = survival_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE survival_tally IS
	'a cohort''s times to an event: by day how many had it, were censored, and came under observation later than the start; exact, mergeable, prints as JSON';

CREATE FUNCTION survival_tally_eq(survival_tally, survival_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_eq(survival_tally, survival_tally) IS
	'implementation of the = operator';
CREATE FUNCTION survival_tally_ne(survival_tally, survival_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_ne(survival_tally, survival_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_survival_tally(survival_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_survival_tally(survival_tally) IS
	'hash';
CREATE FUNCTION hash_survival_tally_extended(survival_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_survival_tally_extended(survival_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = survival_tally, RIGHTARG = survival_tally, FUNCTION = survival_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (survival_tally, survival_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = survival_tally, RIGHTARG = survival_tally, FUNCTION = survival_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (survival_tally, survival_tally) IS
	'not equal';

CREATE OPERATOR CLASS survival_tally_ops DEFAULT FOR TYPE survival_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_survival_tally(survival_tally),
	FUNCTION 2 hash_survival_tally_extended(survival_tally, bigint);

CREATE FUNCTION survival_accum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, boolean) IS
	'add a patient to a tally: days, and was the event observed';
CREATE FUNCTION survival_unaccum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, boolean) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION survival_accum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, integer, boolean) IS
	'add a patient who entered late';
CREATE FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) IS
	'take a patient who entered late from a tally; NULL where it has none such';
CREATE FUNCTION survival_merge(survival_tally, survival_tally) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_merge(survival_tally, survival_tally) IS
	'the sum of two tallies';
CREATE FUNCTION survival_unmerge(survival_tally, survival_tally) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unmerge(survival_tally, survival_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE AGGREGATE survival_agg(days integer, observed boolean) (
	SFUNC = survival_accum, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_accum, MINVFUNC = survival_unaccum, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, boolean) IS
	'tally of times: days from the start to the event, or to the end of follow-up where it was not observed; rows with a NULL are left out';

CREATE AGGREGATE survival_agg(entry_days integer, exit_days integer, observed boolean) (
	SFUNC = survival_accum, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_accum, MINVFUNC = survival_unaccum, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, integer, boolean) IS
	'tally of times with delayed entry: at risk from the day after entry to exit; an entry of 0 or before is the start; rows with a NULL are left out';

CREATE AGGREGATE rollup(survival_tally) (
	SFUNC = survival_merge, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_merge, MINVFUNC = survival_unmerge, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(survival_tally) IS
	'the sum of tallies, of sites or periods';

-- Planner support: how many rows a tally that is a constant has.

CREATE FUNCTION tally_rows_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_rows_support(internal) IS
	'planner support: a row for each day of the tally';
CREATE FUNCTION tally_cells_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_cells_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_cells_support(internal) IS
	'planner support: a row for each day of the tally and each cause';

-- Readers of a tally.

CREATE FUNCTION survival_counts(
	tally survival_tally, OUT patients bigint, OUT events bigint, OUT censored bigint, OUT days bigint
)
	AS 'MODULE_PATHNAME', 'sepms_survival_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_counts(survival_tally) IS
	'patients in the tally, those with the event, those censored, and the days that all were followed';

CREATE FUNCTION km(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(survival_tally, float8, text) IS
	'Kaplan-Meier curve, a row for each day with an event or censoring; conf_type log, log-log or plain; as R survfit; no row for no patients';

CREATE FUNCTION km_at(
	tally survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival on a day; NULL after the last day unless all had the event';

CREATE FUNCTION km_quantile(
	tally survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(survival_tally, float8, float8, text) IS
	'the day by which a fraction p had the event, as a default the median; in the middle of the step where the curve is flat there; NULL where the curve does not come so far';

CREATE FUNCTION nelson_aalen(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard; conf_type log or plain; Aalen 1978, doi:10.1214/aos/1176344247';

CREATE FUNCTION km_rmst(tally survival_tally, tau float8, OUT rmst float8, OUT std_err float8)
	AS 'MODULE_PATHNAME', 'sepms_km_rmst' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_rmst(survival_tally, float8) IS
	'restricted mean time without event: the area below the Kaplan-Meier curve up to tau days; NULL where the curve ends before';

-- Comparisons.

CREATE FUNCTION logrank(
	groups survival_tally[], rho float8 DEFAULT 0, OUT chisq float8, OUT df integer, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION logrank(survival_tally[], float8) IS
	'log-rank test of the groups of an array, or of each row of an array of two dimensions, which are strata; days weighted by the survival before them to the power of rho: 0 Mantel, 1 Peto; Harrington and Fleming 1982, doi:10.1093/biomet/69.3.553';

CREATE FUNCTION hazard_ratio(
	a survival_tally, b survival_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally, survival_tally, float8) IS
	'hazard of a relative to b by the Cox partial likelihood (Efron ties), Wald limits and p value; Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x';

CREATE FUNCTION hazard_ratio(
	strata survival_tally[], conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_stratified_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally[], float8) IS
	'hazard of the first of two groups relative to the second, stratified: an array with a row of two tallies for each stratum';

-- weighted_survival_tally: the same of weighted patients.

CREATE TYPE weighted_survival_tally;

CREATE FUNCTION weighted_survival_tally_in(cstring) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_in(cstring) IS
	'read text';
CREATE FUNCTION weighted_survival_tally_out(weighted_survival_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_out(weighted_survival_tally) IS
	'print text';
CREATE FUNCTION weighted_survival_tally_recv(internal) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION weighted_survival_tally_send(weighted_survival_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_send(weighted_survival_tally) IS
	'write binary';

CREATE TYPE weighted_survival_tally (
	INPUT = weighted_survival_tally_in, OUTPUT = weighted_survival_tally_out,
	RECEIVE = weighted_survival_tally_recv, SEND = weighted_survival_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't'
);
COMMENT ON TYPE weighted_survival_tally IS
	'a cohort''s times to an event, each patient with a weight, as of a propensity score: by day the patients, the sums of weights and of their squares';

CREATE FUNCTION weighted_survival_tally_eq(weighted_survival_tally, weighted_survival_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_eq(weighted_survival_tally, weighted_survival_tally) IS
	'implementation of the = operator';
CREATE FUNCTION weighted_survival_tally_ne(weighted_survival_tally, weighted_survival_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_ne(weighted_survival_tally, weighted_survival_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_weighted_survival_tally(weighted_survival_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_survival_tally(weighted_survival_tally) IS
	'hash';
CREATE FUNCTION hash_weighted_survival_tally_extended(weighted_survival_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_survival_tally_extended(weighted_survival_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = weighted_survival_tally, RIGHTARG = weighted_survival_tally, FUNCTION = weighted_survival_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (weighted_survival_tally, weighted_survival_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = weighted_survival_tally, RIGHTARG = weighted_survival_tally, FUNCTION = weighted_survival_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (weighted_survival_tally, weighted_survival_tally) IS
	'not equal';

CREATE OPERATOR CLASS weighted_survival_tally_ops DEFAULT FOR TYPE weighted_survival_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_weighted_survival_tally(weighted_survival_tally),
	FUNCTION 2 hash_weighted_survival_tally_extended(weighted_survival_tally, bigint);

CREATE FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) IS
	'add a weighted patient to a tally';
CREATE FUNCTION survival_merge(weighted_survival_tally, weighted_survival_tally) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_merge(weighted_survival_tally, weighted_survival_tally) IS
	'the sum of two tallies';

CREATE AGGREGATE survival_agg(days integer, observed boolean, weight float8) (
	SFUNC = survival_accum, STYPE = weighted_survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], "censored": [], "censored_weights": [], "censored_squares": []}',
	COMBINEFUNC = survival_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, boolean, float8) IS
	'tally of times of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE AGGREGATE rollup(weighted_survival_tally) (
	SFUNC = survival_merge, STYPE = weighted_survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], "censored": [], "censored_weights": [], "censored_squares": []}',
	COMBINEFUNC = survival_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(weighted_survival_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION km(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(weighted_survival_tally, float8, text) IS
	'Kaplan-Meier curve of weighted patients, with the variance of the infinitesimal jackknife, a row for each day with an event or censoring; conf_type log, log-log or plain; as R survfit; no row for no patients';

CREATE FUNCTION km_at(
	tally weighted_survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(weighted_survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival on a day of weighted patients, with the variance of the infinitesimal jackknife; NULL after the last day unless all had the event';

CREATE FUNCTION km_quantile(
	tally weighted_survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(weighted_survival_tally, float8, float8, text) IS
	'the day by which a fraction p had the event of weighted patients, with the variance of the infinitesimal jackknife, as a default the median; in the middle of the step where the curve is flat there; NULL where the curve does not come so far';

CREATE FUNCTION nelson_aalen(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(weighted_survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard of weighted patients, with the variance of the infinitesimal jackknife; conf_type log or plain; Aalen 1978, doi:10.1214/aos/1176344247';

-- cuminc_tally: the first of several kinds of events.

CREATE TYPE cuminc_tally;

CREATE FUNCTION cuminc_tally_in(cstring) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_in(cstring) IS
	'read text';
CREATE FUNCTION cuminc_tally_out(cuminc_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_out(cuminc_tally) IS
	'print text';
CREATE FUNCTION cuminc_tally_recv(internal) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION cuminc_tally_send(cuminc_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_send(cuminc_tally) IS
	'write binary';

CREATE TYPE cuminc_tally (
	INPUT = cuminc_tally_in, OUTPUT = cuminc_tally_out,
	RECEIVE = cuminc_tally_recv, SEND = cuminc_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE cuminc_tally IS
	'a cohort''s times to the first of competing events: by day how many had each cause and how many were censored; exact, mergeable, prints as JSON';

CREATE FUNCTION cuminc_tally_eq(cuminc_tally, cuminc_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_eq(cuminc_tally, cuminc_tally) IS
	'implementation of the = operator';
CREATE FUNCTION cuminc_tally_ne(cuminc_tally, cuminc_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_ne(cuminc_tally, cuminc_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_cuminc_tally(cuminc_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_cuminc_tally(cuminc_tally) IS
	'hash';
CREATE FUNCTION hash_cuminc_tally_extended(cuminc_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_cuminc_tally_extended(cuminc_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = cuminc_tally, RIGHTARG = cuminc_tally, FUNCTION = cuminc_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (cuminc_tally, cuminc_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = cuminc_tally, RIGHTARG = cuminc_tally, FUNCTION = cuminc_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (cuminc_tally, cuminc_tally) IS
	'not equal';

CREATE OPERATOR CLASS cuminc_tally_ops DEFAULT FOR TYPE cuminc_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_cuminc_tally(cuminc_tally),
	FUNCTION 2 hash_cuminc_tally_extended(cuminc_tally, bigint);

CREATE FUNCTION cuminc_accum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_accum(cuminc_tally, integer, integer) IS
	'add a patient to a tally: days and cause';
CREATE FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION cuminc_merge(cuminc_tally, cuminc_tally) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_merge(cuminc_tally, cuminc_tally) IS
	'the sum of two tallies';
CREATE FUNCTION cuminc_unmerge(cuminc_tally, cuminc_tally) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unmerge(cuminc_tally, cuminc_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE AGGREGATE cuminc_agg(days integer, cause integer) (
	SFUNC = cuminc_accum, STYPE = cuminc_tally, SSPACE = 3000, INITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	COMBINEFUNC = cuminc_merge,
	MSFUNC = cuminc_accum, MINVFUNC = cuminc_unaccum, MSTYPE = cuminc_tally, MSSPACE = 3000,
	MINITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE cuminc_agg(integer, integer) IS
	'tally of times to the first event: its cause from 1 to 15, 0 censored; rows with a NULL are left out';

CREATE AGGREGATE rollup(cuminc_tally) (
	SFUNC = cuminc_merge, STYPE = cuminc_tally, SSPACE = 3000, INITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	COMBINEFUNC = cuminc_merge,
	MSFUNC = cuminc_merge, MINVFUNC = cuminc_unmerge, MSTYPE = cuminc_tally, MSSPACE = 3000,
	MINITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cuminc_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION cuminc(
	tally cuminc_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT cause integer, OUT n_risk bigint, OUT n_event bigint, OUT n_censor bigint,
	OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_cuminc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 2000
	SUPPORT tally_cells_support;
COMMENT ON FUNCTION cuminc(cuminc_tally, float8, text) IS
	'cumulative incidence of each cause (Aalen and Johansen 1978), a row for each day and cause; n_event of the cause; conf_type log, log-log or plain; as R survfit';

CREATE FUNCTION cuminc_at(
	tally cuminc_tally, "time" integer, cause integer DEFAULT 1, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cuminc_at(cuminc_tally, integer, integer, float8, text) IS
	'cumulative incidence of a cause on a day; NULL after the last day unless all had an event';

