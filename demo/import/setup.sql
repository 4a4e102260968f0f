-- Tables and functions that the recipes of this folder share.  Run it once in a schema that has the tables of
-- demo/schema.sql, or in a new one for a recipe that makes views: psql -v schema=NAME -f demo/import/setup.sql

\set ON_ERROR_STOP on
SET client_min_messages = warning;
-- Who owns the schema need not have the right to make one.
SELECT format('CREATE SCHEMA %I', :'schema') WHERE to_regnamespace(quote_ident(:'schema')) IS NULL \gexec
\ir ../path.sql

-- The number of each patient here, and the identifier in the source.  Rows stay after a load, so that the next
-- load gives each patient the same number.
CREATE TABLE patient_key (
	patient_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	source text NOT NULL,
	local_id text NOT NULL,
	UNIQUE (source, local_id)
);

-- Rows that were not loaded.  The line of a JSON document is its number in the file; with one document per line,
-- that is the number of the line.
CREATE TABLE rejected (
	source text NOT NULL,
	file text NOT NULL,
	line bigint NOT NULL,
	part text NOT NULL,			-- what the row was meant for
	row jsonb NOT NULL,			-- as it was given
	reason text NOT NULL
);

-- Remarks on rows that were loaded, or merged into another one.
CREATE TABLE remark (
	source text NOT NULL,
	file text NOT NULL,
	line bigint NOT NULL,
	part text NOT NULL,
	patient_id integer NOT NULL,
	day date,					-- of the row, as loaded
	remark text NOT NULL
);

-- No row is lost.
CREATE TABLE balance (
	source text NOT NULL,
	file text NOT NULL,
	part text NOT NULL,
	read bigint NOT NULL,
	loaded bigint NOT NULL,
	merged bigint NOT NULL,
	rejected bigint NOT NULL,
	CHECK (read = loaded + merged + rejected)
);

-- Stops the load with the message, unless it is NULL.
CREATE FUNCTION refuse(message text) RETURNS void
	LANGUAGE plpgsql AS $$
BEGIN
	IF message IS NOT NULL THEN
		RAISE EXCEPTION '%', message;
	END IF;
END $$;

-- Why a text is not JSON; NULL if it is.  (From PostgreSQL 16 on, pg_input_error_info does this.)
CREATE FUNCTION json_fault(given text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	detail text;
BEGIN
	PERFORM given::jsonb;
	RETURN NULL;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN coalesce(nullif(detail, ''), SQLERRM);
END $$;

-- The similar names that the type dmt suggests for a name that it does not know.
CREATE FUNCTION dmt_hint(given text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	hint text;
BEGIN
	PERFORM given::dmt;
	RETURN NULL;
EXCEPTION WHEN data_exception THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN CASE WHEN hint LIKE 'Perhaps%' THEN hint END;
END $$;

-- The fields of a line, plain or quoted; in quoted fields, quotes are doubled.
CREATE FUNCTION fields(line text, delimiter text) RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN position('"' IN line) = 0 THEN string_to_array(line, delimiter)
		ELSE (
			SELECT array_agg(
				CASE
					WHEN f[1] ~ '^".*"$' THEN replace(substr(f[1], 2, length(f[1]) - 2), '""', '"')
					ELSE f[1]
				END ORDER BY place
			)
			FROM regexp_matches(
				line || delimiter, format('("(?:[^"]|"")*"|[^%1$s]*)%1$s', delimiter), 'g'
			) WITH ORDINALITY AS m (f, place)
		)
	END;

-- The name of a column without case and punctuation: 'EDSS (entered)' becomes edss_entered.
CREATE FUNCTION column_name(given text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN trim('_' FROM regexp_replace(lower(given COLLATE "C"), '[^a-z0-9]+', '_', 'g'));

-- The value, or NULL if the text stands for a missing value.
CREATE FUNCTION given(value text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN trim(value) NOT IN ('', '?', 'NA') THEN trim(value) END;

-- Dates are recognised by their format, independently of DateStyle: dmy is dd/mm/yyyy, mm/yyyy or yyyy; iso is
-- yyyy-mm-dd, yyyy-mm or yyyy.  A missing part may also be written 00 or ??.  The functions are single expressions
-- and not STRICT, so that the planner can inline them.
CREATE FUNCTION is_dated(given text, style text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN given ~ CASE style
		WHEN 'iso' THEN '^[12]\d{3}(-(\d\d|\?\?)(-(\d\d|\?\?))?)?$'
		WHEN 'dmy' THEN '^(((\d\d|\?\?)/)?(\d\d|\?\?)/)?[12]\d{3}$' END;

CREATE FUNCTION part_number(part text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN part IN ('', '??') THEN 0 ELSE part::integer END;

CREATE FUNCTION date_parts(given text, style text) RETURNS integer[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN is_dated(given, style)
			THEN CASE style
				WHEN 'iso'
					THEN ARRAY[
						left(given, 4)::integer,
						part_number(split_part(given, '-', 2)),
						part_number(split_part(given, '-', 3))
					]
				WHEN 'dmy'
					THEN ARRAY[
						right(given, 4)::integer,
						part_number(split_part(given, '/', -2)),
						part_number(split_part(given, '/', -3))
					]
			END
	END;

-- The days that a date may stand for: a single day, or all days of the month or year if the rest is missing; NULL
-- if the calendar has no such day.
CREATE FUNCTION day_range(p integer[]) RETURNS daterange
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN p[2] = 0 AND p[3] = 0 THEN daterange(make_date(p[1], 1, 1), make_date(p[1] + 1, 1, 1))
		WHEN p[2] NOT BETWEEN 1 AND 12 THEN NULL
		WHEN p[3] = 0 THEN daterange(make_date(p[1], p[2], 1), (make_date(p[1], p[2], 1) + interval '1 month')::date)
		WHEN extract(month FROM make_date(p[1], p[2], 1) + (p[3] - 1)) = p[2] -- the day is in the month
			THEN daterange(make_date(p[1], p[2], 1) + (p[3] - 1), make_date(p[1], p[2], 1) + p[3])
		END;

CREATE FUNCTION day_range(given text, style text) RETURNS daterange
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN day_range(date_parts(given, style));

CREATE FUNCTION is_partial(day daterange) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN upper(day) - lower(day) > 1;

-- The day to load: the 15th of a month, 1 July of a year, but never a day after the export.
CREATE FUNCTION day_taken(day daterange, exported date) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN upper(day) - lower(day) > 31 THEN least(lower(day) + interval '6 months', exported)::date
		WHEN is_partial(day) THEN least(lower(day) + 14, exported)
		ELSE lower(day) END;

CREATE FUNCTION iso(date) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN $1 < '290000-01-01' THEN to_char($1, 'YYYY-MM-DD') END; -- later ones do not fit in a timestamp

-- Why a date is rejected; NULL if it is accepted or missing.
CREATE FUNCTION day_fault(
	what text, given text, day daterange, style text, whole boolean, birth daterange, exported date
) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN what || ' "' || given || '" '
		|| CASE
			WHEN NOT is_dated(given, style)
				THEN 'is not of the form ' || CASE style WHEN 'iso' THEN 'yyyy-mm-dd' ELSE 'dd/mm/yyyy' END
			WHEN day IS NULL THEN 'is not in the calendar'
			WHEN whole AND is_partial(day) THEN 'has no day'
			WHEN lower(day) > exported THEN 'is after the export of ' || iso(exported)
			WHEN upper(day) <= lower(birth) THEN 'is before the birth on ' || iso(lower(birth))
		END;

-- '<4' and similar text gives no EDSS, but shows that the patient was seen.
CREATE FUNCTION is_bound(given text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(given ~ '^[<>]=?\s*\d', false);

-- Lesion counts.  3 is an exact count. ~5, >9, 4+ and 2-4 give a lower limit: ~5 at least 1, the others at least 10, 4
-- and 2. <5 gives none.
CREATE FUNCTION exact_count(given text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN given ~ '^\d{1,4}$' THEN given::integer END;

CREATE FUNCTION least_count(given text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN given ~ '^~\s*0*[1-9]\d{0,3}$' THEN 1
		WHEN given ~ '^>\s*\d{1,4}$' THEN substring(given FROM '\d+')::integer + 1
		WHEN given ~ '^(>=\s*\d{1,4}|\d{1,4}\s*(\+|-\s*\d{1,4})?)$' THEN substring(given FROM '\d+')::integer
		WHEN given ~ '^[<~]=?\s*\d{1,4}$' THEN 0
		END;

CREATE FUNCTION count_fault(what text, number text, some_what text, some_given text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN number IS NOT NULL AND least_count(number) IS NULL THEN format('%s "%s" is no count', what, number)
		WHEN some_given NOT IN ('yes', 'no', 'unk') THEN format('%s "%s" is not yes, no or unk', some_what, some_given)
		WHEN some_given = 'no' AND least_count(number) > 0 OR some_given = 'yes' AND exact_count(number) = 0
			THEN format('%s "%s" contradicts %s "%s"', what, number, some_what, some_given)
		END;

\ir code_map.sql
