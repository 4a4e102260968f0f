-- dmt and dmt_line: disease-modifying treatments and lines of therapy.

-- @ordered dmt int2
COMMENT ON TYPE dmt IS
	'disease-modifying treatment of MS; reads an INN, a brand name, or a current or former ATC code, ignoring case '
	'and accents; prints the INN; sorts in the order of the catalogue';
COMMENT ON AGGREGATE min(dmt) IS
	'first drug in the order of the catalogue';
COMMENT ON AGGREGATE max(dmt) IS
	'last drug in the order of the catalogue';

-- @ordered dmt_line int2
COMMENT ON TYPE dmt_line IS
	'line of therapy: first < first off-label < second < second off-label < third < third off-label';
COMMENT ON AGGREGATE min(dmt_line) IS
	'lowest line of therapy';
COMMENT ON AGGREGATE max(dmt_line) IS
	'highest line of therapy';

CREATE FUNCTION try_dmt(text) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_try_dmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION try_dmt(text) IS
	'drug that this text names: an INN, a brand name or an ATC code, also among words for strength, form, route, '
	'schedule or maker, as in Rebif 44 mcg SC or natalizumab-sztn; NULL if any other word is in it, or two drugs';

CREATE FUNCTION dmt_line(dmt) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_dmt_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line(dmt) IS
	'line of therapy of a drug in France in 2020, the highest if it has two; NULL if the source assigns none';

CREATE CAST (dmt AS dmt_line) WITH FUNCTION dmt_line(dmt);

-- The codes that are stored, for clients that do not know the types.
CREATE CAST (dmt AS smallint) WITHOUT FUNCTION;
CREATE CAST (dmt_line AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION dmt_lines(dmt) RETURNS dmt_line[]
	AS 'MODULE_PATHNAME', 'sepms_dmt_lines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_lines(dmt) IS
	'all lines of therapy of a drug in France in 2020, lowest first; empty if the source assigns none';

CREATE FUNCTION dmt_catalog(
	OUT dmt dmt, OUT brands text[], OUT atc text, OUT former_atc text[], OUT class text,
	OUT route text, OUT lines dmt_line[], OUT off_label boolean, OUT line_source text,
	OUT efficacy text, OUT efficacy_samjoo text, OUT status text, OUT ema_date date,
	OUT fda_date date, OUT fr_launch_year integer, OUT note text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_dmt_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 100 ROWS 34;
COMMENT ON FUNCTION dmt_catalog() IS
	'all drugs that dmt reads: brands, ATC codes, class, route, lines of therapy with their source, efficacy class, '
	'EMA and FDA approval dates, French launch year';

CREATE FUNCTION dmt_intervals(OUT dmt dmt, OUT days integer, OUT long_effect boolean, OUT source text)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_dmt_intervals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 100 ROWS 10;
COMMENT ON FUNCTION dmt_intervals() IS
	'drugs given on single days: the days from one dose to the next, which a dose that is recorded as one day lasts in '
	'treatment_lines() and other functions on treatments; NULL where the courses of a reconstitution therapy act long '
	'(long_effect); and the source';
