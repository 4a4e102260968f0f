-- functional_systems: the EDSS from its parts, and what a recorded one has against it.

CREATE FUNCTION edss_from_fs(
	visual integer, brainstem integer, pyramidal integer, cerebellar integer, sensory integer,
	bowel_bladder integer, cerebral integer, ambulation integer,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_fs' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_from_fs(integer, integer, integer, integer, integer, integer, integer, integer, text, text, boolean) IS
	'EDSS of seven functional systems and the ambulation score; NULL where those that are unknown could make a difference; variant neurostatus or neurostatus_cereb1_zero, as_scale neurostatus, short13 or kurtzke, converted where visual and bowel and bladder already are; after the Neurostatus scoring table, Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION edss_fs_bounds(
	visual integer, brainstem integer, pyramidal integer, cerebellar integer, sensory integer,
	bowel_bladder integer, cerebral integer, ambulation integer,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	OUT lower edss, OUT upper edss
)
	AS 'MODULE_PATHNAME', 'sepms_edss_fs_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_fs_bounds(integer, integer, integer, integer, integer, integer, integer, integer, text, text, boolean) IS
	'the lowest and the highest EDSS that the known grades allow; arguments as of edss_from_fs';

CREATE FUNCTION fs_missing(
	visual integer, brainstem integer, pyramidal integer, cerebellar integer, sensory integer,
	bowel_bladder integer, cerebral integer, ambulation integer,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_fs_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION fs_missing(integer, integer, integer, integer, integer, integer, integer, integer, text, text, boolean) IS
	'the names of what is unknown where edss_from_fs has no answer; empty where it has one';

CREATE FUNCTION visual_converted(grade integer) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_visual_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION visual_converted(integer) IS
	'the visual grade 0 to 6 as it counts for the EDSS: 0, 1, 2, 2, 3, 3, 4';

CREATE FUNCTION bowel_bladder_converted(grade integer) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_bowel_bladder_converted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bowel_bladder_converted(integer) IS
	'the bowel and bladder grade 0 to 6 as it counts for the EDSS: 0, 1, 2, 3, 3, 4, 5';

-- Issues of a recorded visit.  The EDSS is a float8, so that raw imports can be asked; an edss casts to it.

CREATE FUNCTION edss_issues(
	edss float8, visual integer DEFAULT NULL, brainstem integer DEFAULT NULL, pyramidal integer DEFAULT NULL,
	cerebellar integer DEFAULT NULL, sensory integer DEFAULT NULL, bowel_bladder integer DEFAULT NULL,
	cerebral integer DEFAULT NULL, ambulation integer DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs integer[] DEFAULT NULL
) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_edss_issues' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION edss_issues(float8, integer, integer, integer, integer, integer, integer, integer, integer, text, text, boolean, boolean, float8, integer[]) IS
	'codes of what a recorded visit has against it, as edss_issue_catalog() lists them; empty where nothing; a check whose input is unknown is skipped';

CREATE FUNCTION edss_issue_details(
	edss float8, visual integer DEFAULT NULL, brainstem integer DEFAULT NULL, pyramidal integer DEFAULT NULL,
	cerebellar integer DEFAULT NULL, sensory integer DEFAULT NULL, bowel_bladder integer DEFAULT NULL,
	cerebral integer DEFAULT NULL, ambulation integer DEFAULT NULL,
	variant text DEFAULT 'neurostatus', as_scale text DEFAULT 'neurostatus', converted boolean DEFAULT false,
	alive boolean DEFAULT NULL, previous_edss float8 DEFAULT NULL, previous_fs integer[] DEFAULT NULL,
	OUT code text, OUT severity text, OUT difference float8, OUT meaning text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_details' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 ROWS 1;
COMMENT ON FUNCTION edss_issue_details(float8, integer, integer, integer, integer, integer, integer, integer, integer, text, text, boolean, boolean, float8, integer[]) IS
	'the issues of edss_issues() as rows: how grave (error or warning) and, of edss_ne_fs, recorded minus computed EDSS, which from 1.0 on is an error';

CREATE FUNCTION edss_issue_catalog(OUT code text, OUT severity text, OUT uncertain boolean, OUT meaning text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_edss_issue_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 9;
COMMENT ON FUNCTION edss_issue_catalog() IS
	'every code of edss_issues(): how grave, whether the check itself is from memory, and what it means';

