-- privacy: suppression of small counts.

CREATE FUNCTION suppress(count bigint, threshold integer DEFAULT 11) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_suppress' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION suppress(bigint, integer) IS
	'a count as text, ''<11'' where it is from 1 to threshold - 1; 0 is shown';

CREATE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress(bigint[], integer) IS
	'counts of a row or a table whose totals are known, as text: ''*'' for small ones and for as many others as it takes that each could, by all totals, be from 1 to the threshold; all where nothing is enough (suppress_safe); Gusfield 1988, doi:10.1137/0217034';

CREATE FUNCTION suppress_safe(counts bigint[], threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_suppress_safe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress_safe(bigint[], integer) IS
	'may the totals be published beside what suppress() shows of these counts? false where they give a small count away with all cells hidden';

CREATE FUNCTION suppress_bounds(
	counts bigint[], threshold integer DEFAULT 11,
	OUT "row" integer, OUT "column" integer, OUT shown text, OUT lower bigint, OUT upper bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_suppress_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION suppress_bounds(bigint[], integer) IS
	'an audit of suppress(): for each cell what is shown, and the least and the most that it can be by what is shown and by all totals; not for publication';

-- May what is read from a tally be published?

CREATE FUNCTION publishable(tally neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(neda_tally, integer, integer) IS
	'are the numbers of neda_counts at this level, and of those not evaluable, each 0 or at least the threshold?';

CREATE FUNCTION publishable(
	tally weighted_neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_neda_tally, integer, integer) IS
	'are the numbers of patients, evaluable, with NEDA, with activity and not evaluable each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(relapse_tally, integer) IS
	'are the numbers of patients, with relapses and without, each 0 or at least the threshold?';

CREATE FUNCTION publishable(tally weighted_relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_relapse_tally, integer) IS
	'are the numbers of patients, with relapses and without, each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(survival_tally, integer) IS
	'are the numbers of patients, with the event and censored, each 0 or at least the threshold?';

CREATE FUNCTION publishable(tally weighted_survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_survival_tally, integer) IS
	'are the numbers of patients, with the event and censored, each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally cuminc_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cuminc_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(cuminc_tally, integer) IS
	'are the numbers of patients, with each cause and censored, each 0 or at least the threshold?';

CREATE FUNCTION publishable(
	tally severity_tally, threshold integer DEFAULT 11, scale text DEFAULT 'both', range integer DEFAULT 2
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_severity_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION publishable(severity_tally, integer, text, integer) IS
	'are the numbers of patients, and of those that local_msss, local_armss or (scale both) either compares with in each year, each 0 or at least the threshold?';
