-- The start of a recipe: its variables, the transaction, and the tables for the rows that arrive.  Everything
-- happens in one transaction, so a load that fails leaves nothing behind.

\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\if :{?schema}
\else
	\set schema registry
\endif
\if :{?source}
	\set source_name :source
\else
	\set source_name :format
\endif
\if :{?export_date}
\else
	\set export_date ''
\endif
\if :{?as_views} \else \set as_views false \endif
\if :as_views \set found patient_key \else \set found treatment \endif
\setenv FOLDER :folder

\ir ../path.sql
\set SHOW_CONTEXT never
\set lost `[ -f demo/import/files ] || pwd`
SELECT pg_temp.refuse(
	format('the scripts of demo/import are not found from the folder %s', :'lost'),
	'Change to the folder that has demo in it (cd in the shell, \cd in psql), and start again.'
)
WHERE :'lost' <> '' \g /dev/null
SELECT pg_temp.refuse(
	'the tables of an import are not in ' || current_setting('search_path'),
	format('Make them: psql -v schema=%s -f demo/schema.sql -f demo/import/setup.sql', :'schema')
)
WHERE to_regclass('patient_key') IS NULL OR to_regclass(:'found') IS NULL \g /dev/null
SELECT pg_temp.refuse(
	format('the table treatment of %s has no column stop_reason', :'schema'),
	format('Add it: ALTER TABLE %I.treatment ADD COLUMN stop_reason text;', :'schema')
)
WHERE to_regclass('treatment') IS NOT NULL AND NOT EXISTS (
	SELECT FROM pg_catalog.pg_attribute
	WHERE attrelid = to_regclass('treatment') AND attname = 'stop_reason' AND NOT attisdropped
) \g /dev/null
\set SHOW_CONTEXT errors
BEGIN;

-- 'line' holds the lines of the files, 'arrived' the rows that the recipe makes of them.
CREATE TEMP TABLE line (
	file text NOT NULL,
	line bigint NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (file, line)
) ON COMMIT DROP;

CREATE TEMP TABLE arrived (
	id bigint GENERATED ALWAYS AS IDENTITY,
	file text NOT NULL,
	line bigint NOT NULL,
	part text NOT NULL,			-- patient, diagnosis, visit, relapse, mri, test, treatment; document, if not readable
	patient text,				-- its name in the source
	exported date,				-- NULL: not known
	given jsonb NOT NULL,		-- the row as it came
	v jsonb,					-- its values as text, under the names that load.sql knows; NULL if missing
	fault text					-- why it cannot be read
) ON COMMIT DROP;

-- The number of rows of each file and part, counted before they are read.
CREATE TEMP TABLE rows_read (
	file text NOT NULL,
	part text NOT NULL,
	read bigint NOT NULL
) ON COMMIT DROP;

-- A text without accents, and also without case.  Accented letters are written by their numbers, because the client's
-- encoding may be any.  Where the server's is not UTF-8, no statement may name normalize(): the planner would compute
-- it of a constant, and fail, even in the branch of a CASE that is never taken.  Where it does not have the letters, a
-- text stays as it is.
SELECT getdatabaseencoding() = 'UTF8' AS unicode,
	getdatabaseencoding() IN ('UTF8', 'LATIN1', 'LATIN5', 'LATIN9', 'WIN1252', 'WIN1254') AS accented \gset
\if :unicode \set composed 'normalize(given, NFC)' \else \set composed given \endif
\if :accented
CREATE OR REPLACE FUNCTION pg_temp.bare(given text) RETURNS text
	LANGUAGE sql STABLE
	RETURN translate(
		:composed,
		U&'\00c0\00c1\00c2\00c4\00e0\00e1\00e2\00e4\00c7\00e7\00c8\00c9\00ca\00cb\00e8\00e9\00ea\00eb'
		'\00cc\00cd\00ce\00cf\00ec\00ed\00ee\00ef\00d2\00d3\00d4\00d6\00f2\00f3\00f4\00f6'
		'\00d9\00da\00db\00dc\00f9\00fa\00fb\00fc',
		'AAAAaaaaCcEEEEeeeeIIIIiiiiOOOOooooUUUUuuuu'
	);
\else
CREATE OR REPLACE FUNCTION pg_temp.bare(given text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN given;
\endif

CREATE OR REPLACE FUNCTION pg_temp.plain(given text) RETURNS text
	LANGUAGE sql STABLE
	RETURN lower(pg_temp.bare(given) COLLATE "C");

-- The words of a name without case, accents, punctuation, the plural s, and words that say nothing: 'Date de la visite'
-- becomes {date,visite}, and newT2 {new,t2}.
CREATE OR REPLACE FUNCTION pg_temp.words(given text) RETURNS text[]
	LANGUAGE sql STABLE
	RETURN (
		SELECT coalesce(array_agg(regexp_replace(word, '^(\w{3,})s$', '\1') ORDER BY place), '{}')
		FROM regexp_split_to_table(
			lower(regexp_replace(pg_temp.bare(given), '([a-z])([A-Z])', '\1 \2', 'g') COLLATE "C"), '[^a-z0-9]+'
		) WITH ORDINALITY AS w (word, place)
		WHERE word <> '' AND word <> ALL (string_to_array(
			'of the and or in at a de du des d la le les l et ou au aux nb nbr nbre nombre number num numero n '
			'function fonction', ' '
		))
	);

SELECT refuse(format('export_date "%s" is no date of the form yyyy-mm-dd', :'export_date'))
WHERE :'export_date' <> '' AND is_partial(day_range(:'export_date', 'iso')) IS NOT FALSE \g /dev/null
