-- phenotype: the clinical course of a patient in one year, and the codes of disease classifications.

-- @ordered ms_phenotype int2
COMMENT ON TYPE ms_phenotype IS
	'clinical course of a patient in one year (Lublin 2014): phenotype (CIS, RR, PP or SP), activity and, for PP and '
	'SP, progression; the text must state all parts; to select by course alone, use phenotype(p)';
COMMENT ON AGGREGATE min(ms_phenotype) IS
	'first phenotype in the order CIS, RR, PP, SP';
COMMENT ON AGGREGATE max(ms_phenotype) IS
	'last phenotype in the order CIS, RR, PP, SP';

-- The code that is stored, for clients that do not know the type.
CREATE CAST (ms_phenotype AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION try_ms_phenotype(text) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_try_ms_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION try_ms_phenotype(text) IS
	'phenotype that a text such as RRMS, secondary progressive or SEP-PP names; parts not stated are indeterminate; '
	'NULL if the text is not a phenotype';

CREATE FUNCTION phenotype(ms_phenotype) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION phenotype(ms_phenotype) IS
	'course without activity and progression: CIS, RR, PP or SP';

CREATE FUNCTION is_active(ms_phenotype) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_active' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_active(ms_phenotype) IS
	'true if the disease was active in the year; NULL if indeterminate';

CREATE FUNCTION is_progressing(ms_phenotype) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_progressing' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_progressing(ms_phenotype) IS
	'true if the disease progressed in the year; NULL if indeterminate, and for CIS and RR';

CREATE FUNCTION describe_phenotype(phenotype ms_phenotype, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION describe_phenotype(ms_phenotype, text) IS
	'phenotype in words, in English (en) or French (fr), such as secondary progressive, active, without progression';

CREATE FUNCTION describe_phenotype(phenotype ms_phenotype, period daterange, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe_phenotype_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION describe_phenotype(ms_phenotype, daterange, text) IS
	'phenotype in words, with the first and the last day of the period that was judged, as the clarification of 2020 '
	'asks; Lublin 2020, doi:10.1212/WNL.0000000000009636';

CREATE FUNCTION lublin_2013(
	phenotype text, relapses float8, gd float8, new_t2 float8, mri_done boolean, progression boolean DEFAULT NULL
) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_lublin_2013' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION lublin_2013(text, float8, float8, float8, boolean, boolean) IS
	'phenotype with activity and, for PP and SP, progression over 12 months; active with any relapse, Gd+ or new T2 '
	'lesion; not active if relapses were assessed and there was none, and an MRI showed no new T2 lesion; otherwise '
	'indeterminate; Lublin 2014, doi:10.1212/WNL.0000000000000560';

CREATE FUNCTION lublin_2013_missing(
	phenotype text, relapses float8, gd float8, new_t2 float8, mri_done boolean, progression boolean DEFAULT NULL
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_lublin_2013_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION lublin_2013_missing(text, float8, float8, float8, boolean, boolean) IS
	'missing arguments of lublin_2013 that leave a part indeterminate; empty if no part is';

CREATE FUNCTION disease_code(phenotype ms_phenotype, system text, on_date date DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_disease_code' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION disease_code(ms_phenotype, text, date) IS
	'code that states the phenotype and nothing more, or unspecified MS for a NULL phenotype; NULL if there is none; '
	'system icd10, icd10cm (needs the day of service), icd11, icd9cm, icpc, read, snomed or edmus';

CREATE FUNCTION phenotype_of(code text, system text, on_date date DEFAULT NULL) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_phenotype_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION phenotype_of(text, text, date) IS
	'phenotype that a code names, with progression indeterminate; NULL if the code names none, is not a code of MS, '
	'or was not valid on on_date (if given)';

CREATE FUNCTION disease_code_catalog(
	OUT system text, OUT code text, OUT phenotype ms_phenotype, OUT meaning text,
	OUT valid_from date, OUT valid_to date, OUT uncertain boolean, OUT note text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disease_code_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 100 ROWS 32;
COMMENT ON FUNCTION disease_code_catalog() IS
	'all codes that disease_code and phenotype_of know, with meaning and first and last day of validity; uncertain is '
	'true if the code was not seen in print';

