-- rate: confidence limits of proportions and rates; annualised relapse rates.

CREATE FUNCTION proportion_ci(
	successes bigint, n bigint, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION proportion_ci(bigint, bigint, float8, text) IS
	'confidence limits of a proportion; method wilson (score, no continuity correction; Wilson 1927, doi:10.1080/01621459.1927.10502953) or clopper-pearson (exact; Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404); NULL limits when n is 0';

CREATE FUNCTION rate_ci(
	events bigint, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_ci(bigint, float8, float8, text) IS
	'confidence limits of a rate, in events per person-year; method exact (Poisson; Garwood 1936, doi:10.1093/biomet/28.3-4.437); NULL limits when person_years is 0';

-- relapse_tally: relapses and follow-up, added up.

CREATE TYPE relapse_tally;

CREATE FUNCTION relapse_tally_in(cstring) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_in(cstring) IS
	'read text';
CREATE FUNCTION relapse_tally_out(relapse_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_out(relapse_tally) IS
	'print text';
CREATE FUNCTION relapse_tally_recv(internal) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION relapse_tally_send(relapse_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_send(relapse_tally) IS
	'write binary';

CREATE TYPE relapse_tally (
	INPUT = relapse_tally_in, OUTPUT = relapse_tally_out,
	RECEIVE = relapse_tally_recv, SEND = relapse_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE relapse_tally IS
	'a cohort''s relapses and days of follow-up, added up with their squares and products: exact, mergeable, prints as JSON';

CREATE FUNCTION relapse_tally_eq(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_eq(relapse_tally, relapse_tally) IS
	'implementation of the = operator';
CREATE FUNCTION relapse_tally_ne(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_ne(relapse_tally, relapse_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_relapse_tally(relapse_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_relapse_tally(relapse_tally) IS
	'hash';
CREATE FUNCTION hash_relapse_tally_extended(relapse_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_relapse_tally_extended(relapse_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (relapse_tally, relapse_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (relapse_tally, relapse_tally) IS
	'not equal';

CREATE OPERATOR CLASS relapse_tally_ops DEFAULT FOR TYPE relapse_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_relapse_tally(relapse_tally),
	FUNCTION 2 hash_relapse_tally_extended(relapse_tally, bigint);

-- An order by the bytes, so that a value can be a key; it has no other meaning.

CREATE FUNCTION relapse_tally_lt(relapse_tally, relapse_tally) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_lt(relapse_tally, relapse_tally) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (relapse_tally, relapse_tally) IS
	'before, by the bytes';

CREATE FUNCTION relapse_tally_le(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_le(relapse_tally, relapse_tally) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (relapse_tally, relapse_tally) IS
	'before or equal, by the bytes';

CREATE FUNCTION relapse_tally_ge(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_ge(relapse_tally, relapse_tally) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (relapse_tally, relapse_tally) IS
	'after or equal, by the bytes';

CREATE FUNCTION relapse_tally_gt(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_gt(relapse_tally, relapse_tally) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (relapse_tally, relapse_tally) IS
	'after, by the bytes';

CREATE FUNCTION relapse_tally_cmp(relapse_tally, relapse_tally) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_cmp(relapse_tally, relapse_tally) IS
	'btree comparison by the bytes: below, at or above 0';
CREATE OPERATOR CLASS relapse_tally_ops DEFAULT FOR TYPE relapse_tally USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 relapse_tally_cmp(relapse_tally, relapse_tally),
	FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);

CREATE FUNCTION "json"(relapse_tally) RETURNS pg_catalog.json
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION "json"(relapse_tally) IS
	'JSON, an object: its text';
CREATE CAST (relapse_tally AS pg_catalog.json) WITH FUNCTION "json"(relapse_tally);

CREATE FUNCTION relapse_accum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(relapse_tally, integer, integer) IS
	'add a patient to a tally: relapses and days';
CREATE FUNCTION relapse_unaccum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unaccum(relapse_tally, integer, integer) IS
	'take a patient from a tally; NULL where it cannot hold one such';
CREATE FUNCTION relapse_merge(relapse_tally, relapse_tally) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_merge(relapse_tally, relapse_tally) IS
	'the sum of two tallies';
CREATE FUNCTION relapse_unmerge(relapse_tally, relapse_tally) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unmerge(relapse_tally, relapse_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE FUNCTION arr(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(relapse_tally) IS
	'annualised relapse rate: relapses of all over person-years (365.25 days) of all; NULL without follow-up';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE relapse_agg(integer, integer) IS
	'tally of relapses and follow-up, a row for each patient and period; rows with a NULL are left out';

CREATE AGGREGATE rollup(relapse_tally) (
	SFUNC = relapse_merge, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_merge, MINVFUNC = relapse_unmerge, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(relapse_tally) IS
	'the sum of tallies, of sites or periods';

CREATE AGGREGATE arr(relapses integer, follow_up_days integer) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	FINALFUNC = arr,
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	MFINALFUNC = arr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE arr(integer, integer) IS
	'annualised relapse rate: relapses of all over person-years (365.25 days) of all; NULL without follow-up; rows with a NULL are left out';

-- Readers of a tally.

CREATE FUNCTION arr_ci(
	tally relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(relapse_tally, float8, text) IS
	'confidence limits of arr; method exact (Poisson), wald (Poisson, by the logarithm), robust (variance between patients) or negative-binomial (dispersion by moments); NULL limits without follow-up and, but for exact, without a relapse; the last two need two patients';

CREATE FUNCTION arr_ratio(
	a relapse_tally, b relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION arr_ratio(relapse_tally, relapse_tally, float8, text) IS
	'rate of a relative to b; method exact (conditional, as R poisson.test), wald, robust or negative-binomial';

CREATE FUNCTION arr_dispersion(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr_dispersion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr_dispersion(relapse_tally) IS
	'how much the rates of patients differ beyond chance: the k of a negative binomial variance m + k m^2, by moments; 0 where they differ less';

CREATE FUNCTION relapse_counts(
	tally relapse_tally, OUT patients bigint, OUT relapse_free bigint, OUT relapses bigint,
	OUT days bigint, OUT person_years float8
)
	AS 'MODULE_PATHNAME', 'sepms_relapse_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_counts(relapse_tally) IS
	'patients (rows) in the tally, those without relapse, relapses, and days and years of follow-up';

-- A patient's own rate: avg() of it is the patient mean, another number than arr.

CREATE FUNCTION patient_arr(relapses integer, follow_up_days integer, min_days integer DEFAULT 90) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_patient_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION patient_arr(integer, integer, integer) IS
	'a patient''s relapses a year; NULL below min_days of follow-up, where it is unstable. avg(patient_arr(relapses, days)) is the patient mean, a different number than arr';

-- Person-time: periods are half-open, the last day of [a, b) is the day before b.

CREATE FUNCTION person_days(period daterange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(daterange) IS
	'the days of a period; one without an end is refused: intersect it with the time of observation';

CREATE FUNCTION person_days(periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(datemultirange) IS
	'the days of periods together; those without an end are refused: intersect them with the time of observation';

CREATE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_relapses_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapses_in(date[], datemultirange) IS
	'how many relapses have their onset in the periods; NULL where one has no date';

CREATE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_relapse_free' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_free(datemultirange, date[], integer) IS
	'the periods without the days of a relapse: recovery_days from each onset on; unnest() gives the windows between relapses; NULL where a relapse has no date';

-- weighted_relapse_tally: the same of weighted patients.

CREATE TYPE weighted_relapse_tally;

CREATE FUNCTION weighted_relapse_tally_in(cstring) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_in(cstring) IS
	'read text';
CREATE FUNCTION weighted_relapse_tally_out(weighted_relapse_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_out(weighted_relapse_tally) IS
	'print text';
CREATE FUNCTION weighted_relapse_tally_recv(internal) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION weighted_relapse_tally_send(weighted_relapse_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_send(weighted_relapse_tally) IS
	'write binary';

CREATE TYPE weighted_relapse_tally (
	INPUT = weighted_relapse_tally_in, OUTPUT = weighted_relapse_tally_out,
	RECEIVE = weighted_relapse_tally_recv, SEND = weighted_relapse_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't'
);
COMMENT ON TYPE weighted_relapse_tally IS
	'relapses and follow-up of weighted patients, as of a propensity score: by number of relapses the patients and sums of weights';

CREATE FUNCTION weighted_relapse_tally_eq(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_eq(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the = operator';
CREATE FUNCTION weighted_relapse_tally_ne(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_ne(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_weighted_relapse_tally(weighted_relapse_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_relapse_tally(weighted_relapse_tally) IS
	'hash';
CREATE FUNCTION hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (weighted_relapse_tally, weighted_relapse_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (weighted_relapse_tally, weighted_relapse_tally) IS
	'not equal';

CREATE OPERATOR CLASS weighted_relapse_tally_ops DEFAULT FOR TYPE weighted_relapse_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_weighted_relapse_tally(weighted_relapse_tally),
	FUNCTION 2 hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint);

-- An order by the bytes, so that a value can be a key; it has no other meaning.

CREATE FUNCTION weighted_relapse_tally_lt(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_lt(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (weighted_relapse_tally, weighted_relapse_tally) IS
	'before, by the bytes';

CREATE FUNCTION weighted_relapse_tally_le(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_le(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (weighted_relapse_tally, weighted_relapse_tally) IS
	'before or equal, by the bytes';

CREATE FUNCTION weighted_relapse_tally_ge(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_ge(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (weighted_relapse_tally, weighted_relapse_tally) IS
	'after or equal, by the bytes';

CREATE FUNCTION weighted_relapse_tally_gt(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_gt(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (weighted_relapse_tally, weighted_relapse_tally) IS
	'after, by the bytes';

CREATE FUNCTION weighted_relapse_tally_cmp(weighted_relapse_tally, weighted_relapse_tally) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_cmp(weighted_relapse_tally, weighted_relapse_tally) IS
	'btree comparison by the bytes: below, at or above 0';
CREATE OPERATOR CLASS weighted_relapse_tally_ops DEFAULT FOR TYPE weighted_relapse_tally USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 weighted_relapse_tally_cmp(weighted_relapse_tally, weighted_relapse_tally),
	FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);

CREATE FUNCTION "json"(weighted_relapse_tally) RETURNS pg_catalog.json
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION "json"(weighted_relapse_tally) IS
	'JSON, an object: its text';
CREATE CAST (weighted_relapse_tally AS pg_catalog.json) WITH FUNCTION "json"(weighted_relapse_tally);

CREATE FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) IS
	'add a weighted patient to a tally';
CREATE FUNCTION relapse_merge(weighted_relapse_tally, weighted_relapse_tally) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_merge(weighted_relapse_tally, weighted_relapse_tally) IS
	'the sum of two tallies';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer, weight float8) (
	SFUNC = relapse_accum, STYPE = weighted_relapse_tally, SSPACE = 1500, INITCOND = '{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], "squares": [], "square_days": [], "square_day_squares": []}',
	COMBINEFUNC = relapse_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE relapse_agg(integer, integer, float8) IS
	'tally of relapses and follow-up of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE AGGREGATE rollup(weighted_relapse_tally) (
	SFUNC = relapse_merge, STYPE = weighted_relapse_tally, SSPACE = 1500, INITCOND = '{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], "squares": [], "square_days": [], "square_day_squares": []}',
	COMBINEFUNC = relapse_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(weighted_relapse_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION arr(tally weighted_relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(weighted_relapse_tally) IS
	'annualised relapse rate of weighted patients; NULL without follow-up';

CREATE FUNCTION arr_ci(
	tally weighted_relapse_tally, conf_level float8 DEFAULT 0.95, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(weighted_relapse_tally, float8) IS
	'confidence limits of arr of weighted patients, by the variance between patients (robust); NULL without a relapse or of one patient';

CREATE FUNCTION arr_ratio(
	a weighted_relapse_tally, b weighted_relapse_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ratio(weighted_relapse_tally, weighted_relapse_tally, float8) IS
	'rate of a relative to b, of weighted patients, by the variance between patients (robust)';
