-- phenotype: the clinical course of a patient in a year, and its codes.

-- @ordered ms_phenotype int2
COMMENT ON TYPE ms_phenotype IS
	'clinical course of a patient in a year (Lublin 2014): CIS, RR, PP or SP, activity, and for PP and SP progression; reads other spellings too, but all of these must be said: the course alone is phenotype(p)';
COMMENT ON AGGREGATE min(ms_phenotype) IS
	'the first in the order CIS, RR, PP, SP';
COMMENT ON AGGREGATE max(ms_phenotype) IS
	'the last in the order CIS, RR, PP, SP';

-- The codes on disk, for clients that know no other type.
CREATE CAST (ms_phenotype AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION try_ms_phenotype(text) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_try_ms_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION try_ms_phenotype(text) IS
	'the phenotype that a text means, RRMS, secondary progressive, SEP-PP and the like, what is not said being indeterminate; NULL where it means none';

CREATE FUNCTION phenotype(ms_phenotype) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION phenotype(ms_phenotype) IS
	'CIS, RR, PP or SP';

CREATE FUNCTION is_active(ms_phenotype) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_active' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_active(ms_phenotype) IS
	'active in its year; NULL where activity is indeterminate';

CREATE FUNCTION is_progressing(ms_phenotype) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_progressing' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_progressing(ms_phenotype) IS
	'with progression in its year; NULL where progression is indeterminate, and for CIS and RR, which have none';

CREATE FUNCTION describe_phenotype(phenotype ms_phenotype, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe_phenotype' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION describe_phenotype(ms_phenotype, text) IS
	'in words, in en or fr: secondary progressive, active, without progression';

CREATE FUNCTION lublin_2013(phenotype text, relapses float8, gd float8, new_t2 float8, mri_done boolean, progression boolean DEFAULT NULL) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_lublin_2013' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION lublin_2013(text, float8, float8, float8, boolean, boolean) IS
	'the phenotype with its activity, and progression of PP and SP, from what happened in 12 months: any relapse, Gd+ or new T2 lesion is activity; none is known where relapses and, on an MRI, new T2 lesions were counted; else indeterminate; Lublin 2014, doi:10.1212/WNL.0000000000000560';

CREATE FUNCTION lublin_2013_missing(phenotype text, relapses float8, gd float8, new_t2 float8, mri_done boolean, progression boolean DEFAULT NULL) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_lublin_2013_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION lublin_2013_missing(text, float8, float8, float8, boolean, boolean) IS
	'the arguments of lublin_2013 that it lacks for an answer without indeterminate; empty where it lacks none';

CREATE FUNCTION disease_code(phenotype ms_phenotype, system text, on_date date DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_disease_code' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION disease_code(ms_phenotype, text, date) IS
	'the code in icd10, icd10cm (needs the day of service), icd11, icd9cm, icpc, read, snomed or edmus, that of MS unspecified where the phenotype is NULL; NULL where there is none that says this and no more';

CREATE FUNCTION phenotype_of(code text, system text, on_date date DEFAULT NULL) RETURNS ms_phenotype
	AS 'MODULE_PATHNAME', 'sepms_phenotype_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION phenotype_of(text, text, date) IS
	'the phenotype that a code names, its progression being indeterminate; NULL where it names none, is no code of MS, or was not valid on the day, if one is given';

CREATE FUNCTION disease_code_catalog(
	OUT system text, OUT code text, OUT phenotype ms_phenotype, OUT meaning text,
	OUT valid_from date, OUT valid_to date, OUT uncertain boolean, OUT note text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disease_code_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 100 ROWS 32;
COMMENT ON FUNCTION disease_code_catalog() IS
	'every code that disease_code and phenotype_of know: what it means, the first and the last day on which it is valid, and whether it was not seen in print';

