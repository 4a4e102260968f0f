-- survival: time to an event.

-- survival_tally: events and censored patients by day.

-- @set empty_survival_tally {"version": 1, "days": [], "events": [], "censored": []}
-- @tally survival int4 2000 '@empty_survival_tally@'
COMMENT ON TYPE survival_tally IS
	'tally of the times to an event in a cohort: events, censored patients and late entries by day; exact, mergeable, '
	'prints as JSON';

CREATE FUNCTION survival_accum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, boolean) IS
	'add a patient to a tally: days, and whether the event was observed';
CREATE FUNCTION survival_unaccum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, boolean) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';
CREATE FUNCTION survival_accum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, integer, boolean) IS
	'add a patient with delayed entry to a tally: entry, exit, and whether the event was observed';
CREATE FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) IS
	'remove a patient with delayed entry from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE survival_agg(days integer, observed boolean) (
	-- @moving survival accum 2000 '@empty_survival_tally@'
);
COMMENT ON AGGREGATE survival_agg(integer, boolean) IS
	'tally of times to an event: days from the start to the event or, if it was not observed, to the end of '
	'follow-up; rows with a NULL are skipped';

CREATE AGGREGATE survival_agg(entry_days integer, exit_days integer, observed boolean) (
	-- @moving survival accum 2000 '@empty_survival_tally@'
);
COMMENT ON AGGREGATE survival_agg(integer, integer, boolean) IS
	'tally of times to an event with delayed entry: at risk from the day after entry to exit; an entry of 0 or less '
	'is the start; rows with a NULL are skipped';

-- Planner support: how many rows a constant tally gives.

CREATE FUNCTION tally_rows_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_rows_support(internal) IS
	'planner support: one row per day of a tally';
CREATE FUNCTION tally_cells_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_cells_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_cells_support(internal) IS
	'planner support: one row per day and cause of a tally';

-- Functions that read a tally.

CREATE FUNCTION survival_counts(
	tally survival_tally, OUT patients bigint, OUT events bigint, OUT censored bigint, OUT days bigint
)
	AS 'MODULE_PATHNAME', 'sepms_survival_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_counts(survival_tally) IS
	'patients, events and censored patients of a tally, and the total of days of follow-up';

CREATE FUNCTION km(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(survival_tally, float8, text) IS
	'Kaplan-Meier curve, one row per day with an event or censoring; conf_type log, log-log or plain; as in R''s '
	'survfit; no rows without patients';

CREATE FUNCTION km_at(
	tally survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival on a day; NULL after the last day, unless the curve has reached 0';

CREATE FUNCTION km_quantile(
	tally survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(survival_tally, float8, float8, text) IS
	'day by which a fraction p has had the event, by default the median; the middle of the flat part if the curve is '
	'flat there; NULL if the curve does not fall that far';

CREATE FUNCTION nelson_aalen(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard, one row per day with an event or censoring; conf_type log or plain; Aalen 1978, '
	'doi:10.1214/aos/1176344247';

CREATE FUNCTION km_rmst(tally survival_tally, tau float8, OUT rmst float8, OUT std_err float8)
	AS 'MODULE_PATHNAME', 'sepms_km_rmst' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_rmst(survival_tally, float8) IS
	'restricted mean survival time: the area under the Kaplan-Meier curve up to tau days; NULL if the curve ends '
	'before tau';

CREATE FUNCTION rmst_difference(
	a survival_tally, b survival_tally, tau float8, conf_level float8 DEFAULT 0.95,
	OUT difference float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_rmst_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION rmst_difference(survival_tally, survival_tally, float8, float8) IS
	'days without the event within tau days, mean of tally a minus that of tally b, with limits and p value; Uno 2014, '
	'doi:10.1200/JCO.2014.55.2208; as in R''s survRM2';

CREATE FUNCTION rmst_ratio(
	a survival_tally, b survival_tally, tau float8, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_rmst_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION rmst_ratio(survival_tally, survival_tally, float8, float8) IS
	'days without the event within tau days, mean of tally a divided by that of tally b, with limits and p value; Uno '
	'2014, doi:10.1200/JCO.2014.55.2208; as in R''s survRM2';

-- Comparisons of groups.

CREATE FUNCTION logrank(
	groups survival_tally[], rho float8 DEFAULT 0, OUT chisq float8, OUT df integer, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION logrank(survival_tally[], float8) IS
	'log-rank test of the groups of an array, or of an array of two dimensions with one row of groups per stratum; '
	'each day is weighted by the survival before it to the power rho: 0 Mantel, 1 Peto; Harrington and Fleming 1982, '
	'doi:10.1093/biomet/69.3.553';

CREATE FUNCTION hazard_ratio(
	a survival_tally, b survival_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally, survival_tally, float8) IS
	'hazard of tally a relative to tally b by the Cox partial likelihood (Efron''s method for ties), Wald limits and '
	'p value; Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x';

CREATE FUNCTION hazard_ratio(
	strata survival_tally[], conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_stratified_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally[], float8) IS
	'hazard of the first of two groups relative to the second, given as an array of two tallies, or as one row of two '
	'tallies per stratum';

-- weighted_survival_tally: the same for weighted patients.

-- @set empty_weighted_survival_tally \
--	{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], \
--	"censored": [], "censored_weights": [], "censored_squares": []}
-- @weighted survival 2000 '@empty_weighted_survival_tally@'
COMMENT ON TYPE weighted_survival_tally IS
	'tally of the times to an event of weighted patients, for example with propensity score weights: patients, sums '
	'of weights and sums of squared weights by day';

CREATE FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) IS
	'add a weighted patient to a tally: days, whether the event was observed, and weight';

CREATE AGGREGATE survival_agg(days integer, observed boolean, weight float8) (
	-- @adding survival accum 2000 '@empty_weighted_survival_tally@'
);
COMMENT ON AGGREGATE survival_agg(integer, boolean, float8) IS
	'tally of times to an event of weighted patients; rows with a NULL or a weight of 0 are skipped; the last digits '
	'of sums of weights depend on the order of summation';

CREATE FUNCTION km(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(weighted_survival_tally, float8, text) IS
	'Kaplan-Meier curve of weighted patients, one row per day with an event or censoring; infinitesimal jackknife '
	'variance; conf_type log, log-log or plain; as in R''s survfit; no rows without patients';

CREATE FUNCTION km_at(
	tally weighted_survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(weighted_survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival of weighted patients on a day; infinitesimal jackknife variance; NULL after the last day, '
	'unless the curve has reached 0';

CREATE FUNCTION km_quantile(
	tally weighted_survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(weighted_survival_tally, float8, float8, text) IS
	'day by which a fraction p of weighted patients has had the event, by default the median; infinitesimal jackknife '
	'variance; the middle of the flat part if the curve is flat there; NULL if the curve does not fall that far';

CREATE FUNCTION nelson_aalen(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(weighted_survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard of weighted patients, one row per day with an event or censoring; infinitesimal '
	'jackknife variance; conf_type log or plain; Aalen 1978, doi:10.1214/aos/1176344247';

CREATE FUNCTION logrank(
	groups weighted_survival_tally[], rho float8 DEFAULT 0, OUT chisq float8, OUT df integer, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION logrank(weighted_survival_tally[], float8) IS
	'log-rank test of the groups of weighted patients of an array, or of an array of two dimensions with one row of '
	'groups per stratum: the robust score test of R''s coxph (ties by Efron''s method); rho as for survival_tally; Lin '
	'and Wei 1989, doi:10.1080/01621459.1989.10478874';

CREATE FUNCTION hazard_ratio(
	a weighted_survival_tally, b weighted_survival_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(weighted_survival_tally, weighted_survival_tally, float8) IS
	'hazard of the weighted patients of tally a relative to those of tally b by the weighted Cox partial likelihood '
	'(Efron''s method for ties), Wald limits and p value from the robust variance; Lin and Wei 1989, '
	'doi:10.1080/01621459.1989.10478874';

CREATE FUNCTION hazard_ratio(
	strata weighted_survival_tally[], conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_stratified_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(weighted_survival_tally[], float8) IS
	'hazard of the first of two groups of weighted patients relative to the second, given as an array of two tallies, '
	'or as one row of two tallies per stratum';

-- cuminc_tally: the first of competing events.

-- @set empty_cuminc_tally {"version": 1, "days": [], "censored": [], "cause_1": []}
-- @tally cuminc int4 3000 '@empty_cuminc_tally@'
COMMENT ON TYPE cuminc_tally IS
	'tally of the times to the first of competing events in a cohort: events of each cause and censored patients by '
	'day; exact, mergeable, prints as JSON';

CREATE FUNCTION cuminc_accum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_accum(cuminc_tally, integer, integer) IS
	'add a patient to a tally: days and cause';
CREATE FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE cuminc_agg(days integer, cause integer) (
	-- @moving cuminc accum 3000 '@empty_cuminc_tally@'
);
COMMENT ON AGGREGATE cuminc_agg(integer, integer) IS
	'tally of times to the first event and its cause, from 1 to 15, or 0 for censored; rows with a NULL are skipped';

CREATE FUNCTION cuminc(
	tally cuminc_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT cause integer, OUT n_risk bigint, OUT n_event bigint, OUT n_censor bigint,
	OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_cuminc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 2000
	SUPPORT tally_cells_support;
COMMENT ON FUNCTION cuminc(cuminc_tally, float8, text) IS
	'cumulative incidence of each cause (Aalen and Johansen 1978), one row per day and cause; n_event counts events '
	'of the cause; conf_type log, log-log or plain; as in R''s survfit';

CREATE FUNCTION cuminc_at(
	tally cuminc_tally, "time" integer, cause integer DEFAULT 1,
	conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cuminc_at(cuminc_tally, integer, integer, float8, text) IS
	'cumulative incidence of a cause on a day; NULL after the last day, unless all patients had an event';

-- Times of a patient.

CREATE FUNCTION censor_at(days float8, observed boolean, at float8, OUT days integer, OUT observed boolean)
	AS 'MODULE_PATHNAME', 'sepms_censor_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION censor_at(float8, boolean, float8) IS
	'time to an event, censored on a day: unchanged up to that day, an event on it included, else the day and not '
	'observed; unchanged if the day is NULL; NULL if days is NULL';

CREATE FUNCTION cuminc_quantile(
	tally cuminc_tally, p float8 DEFAULT 0.5, cause float8 DEFAULT 1,
	conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cuminc_quantile(cuminc_tally, float8, float8, float8, text) IS
	'day by which a fraction p of all patients has had an event of the cause, with limits from those of the curve; '
	'NULL if it is not reached';

CREATE FUNCTION gray_test(
	groups cuminc_tally[], cause float8 DEFAULT 1, rho float8 DEFAULT 0,
	OUT chisq float8, OUT df integer, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_gray_test' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION gray_test(cuminc_tally[], float8, float8) IS
	'Gray''s test of the cumulative incidence of a cause in the groups of an array, or of an array of two dimensions '
	'with one row of groups per stratum; weights (1 - F)^rho; Gray 1988, doi:10.1214/aos/1176350951; as in R''s cmprsk';

CREATE FUNCTION fine_gray(
	a cuminc_tally, b cuminc_tally, cause float8 DEFAULT 1, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_fine_gray' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION fine_gray(cuminc_tally, cuminc_tally, float8, float8) IS
	'subdistribution hazard of a cause in tally a relative to tally b: Fine and Gray 1999, '
	'doi:10.1080/01621459.1999.10474144, with Efron''s method for ties; as finegray() and coxph() of R''s survival, '
	'with the variance of R''s cmprsk';

-- Privacy: may the results be published?

CREATE FUNCTION publishable(tally survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(survival_tally, integer) IS
	'true if the numbers of patients, with the event and censored, are each 0 or at least the threshold';

CREATE FUNCTION publishable(tally weighted_survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_survival_tally, integer) IS
	'true if the numbers of patients, with the event and censored, are each 0 or at least the threshold; counts '
	'patients, not weights';

CREATE FUNCTION publishable(tally cuminc_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cuminc_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(cuminc_tally, integer) IS
	'true if the numbers of patients, with each cause and censored, are each 0 or at least the threshold';
