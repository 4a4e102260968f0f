-- Loads a folder of CSV files of one's own: visits, relapses, scans, treatments and patients, in files and columns with
-- any usual name, in English or French.  Run it from the folder above demo:
--
--	psql -v folder=/path/to/csv [-v dates=dmy] [-v schema=registry] [-v source=csv] [-v export_date=yyyy-mm-dd]
--		[-v visits=FILE] [-v relapses=FILE] [-v scans=FILE] [-v treatments=FILE] [-v patients=FILE]
--		[-v columns='visits.edss = cotation; scans.new_t2 = lesions_2'] [-v separator=';'] [-v encoding=WINDOWS-1252]
--		-f demo/import/csv.sql
--
-- It prints which file and which column it takes for what, what it ignores and what is missing, before it loads
-- anything.  doc/csv.md goes from three files to results; doc/import.md says which rows are rejected.

\set ON_ERROR_STOP on
\set format csv
\if :{?folder} \else \set folder '' \endif
\if :{?dates} \else \set dates iso \endif
\if :{?visits} \else \set visits '' \endif
\if :{?relapses} \else \set relapses '' \endif
\if :{?scans} \else \set scans '' \endif
\if :{?treatments} \else \set treatments '' \endif
\if :{?patients} \else \set patients '' \endif
\if :{?columns} \else \set columns '' \endif
\if :{?separator} \else \set separator '' \endif
\if :{?encoding} \else \set encoding '' \endif
\if :{?export_date} \else \set export_date `date +%Y-%m-%d` \endif
\set style :dates
\ir begin.sql
\setenv FILE_ENCODING :encoding
\pset footer off
\pset null ''
\set SHOW_CONTEXT never

SELECT refuse('say where the files are: -v folder=/path/to/csv') WHERE :'folder' = '' \g /dev/null
SELECT refuse(format('dates=%s is not known: it can be iso (yyyy-mm-dd, the default) or dmy (dd/mm/yyyy)', :'dates'))
WHERE :'dates' NOT IN ('iso', 'dmy') \g /dev/null
SELECT refuse(format('separator=%s is not known: it can be a comma, a semicolon or the word tab', :'separator'))
WHERE lower(:'separator') NOT IN ('', ',', ';', 'tab', 'comma', 'semicolon') \g /dev/null

SELECT refuse(format('the encoding of this database, %s, does not have the letters of French', getdatabaseencoding()))
WHERE NOT :'accented' \g /dev/null

--- Functions that read names and values.

-- The name of a column, as it is compared.  A unit or a scale in brackets is left out: 'EDSS (0-10)'.
CREATE FUNCTION pg_temp.key(given text) RETURNS text
	LANGUAGE sql STABLE
	RETURN array_to_string(
		pg_temp.words(
			regexp_replace(given, '\((\d[^()]*|[jdmya/. -]+|nb?|(yes|oui|y|o) *[/,] *(no|non|n))\)', '', 'gi')
		),
		''
	);

-- A value, or NULL if the text stands for a missing one.
CREATE FUNCTION pg_temp.value(given text) RETURNS text
	LANGUAGE sql STABLE
	RETURN CASE
		WHEN given ~ '^\s*[0-9<>~+]' THEN trim(given)
		WHEN given ~ '^[-\s.?/*]*$' THEN NULL
		WHEN regexp_replace(pg_temp.plain(given), '[^a-z0-9]', '', 'g') IN (
			'na', 'nd', 'nr', 'nc', 'nsp', 'nan', 'null', 'unk', 'unknown', 'missing', 'notdone', 'inconnu', 'inconnue',
			'manquant', 'manquante', 'nonfait', 'nonfaite', 'ne', 'nonevalue', 'nonevaluee', 'nonevaluable',
			'nonrealise', 'nonrealisee', 'nonrenseigne', 'nonrenseignee', 'notassessed', 'notavailable', 'notrecorded',
			'notapplicable'
		) THEN NULL
		ELSE trim(given)
	END;

-- 2.0 and 2,0 as 2: so programs write a whole number in a column with gaps.
CREATE FUNCTION pg_temp.whole(given text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN regexp_replace(given, '^(\d+)[.,]0+$', '\1');

-- yes or no; any other text as it is.
CREATE FUNCTION pg_temp.yes_no(given text) RETURNS text
	LANGUAGE sql STABLE
	RETURN CASE
		WHEN given = '+' OR pg_temp.plain(given)
			= ANY ('{1,yes,y,oui,o,true,t,vrai,positive,positif,present,presence,x}') THEN 'yes'
		WHEN pg_temp.plain(given)
			= ANY ('{0,no,n,non,false,f,faux,negative,negatif,absent,absence,none,aucun,aucune}') THEN 'no'
		ELSE given
	END;

-- Does a text name the spinal cord?
CREATE FUNCTION pg_temp.of_cord(given text) RETURNS boolean
	LANGUAGE sql STABLE
	RETURN pg_temp.words(given)
		&& '{cord,spinal,spin,spine,moelle,medullaire,cerv,cervical,cervicale,dorsal,dorsale,thoracic}';

-- A date in the form that load.sql reads.  yyyy-mm-dd is never ambiguous, so it is read with dates=dmy as well.  The
-- time of a day is left out, but not one of another time zone, which may mean another day.
CREATE FUNCTION pg_temp.day(given text, style text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN (
		SELECT CASE
			WHEN style = 'iso' THEN iso
			WHEN iso ~ '^\d{4}-(0[1-9]|1[0-2])-\d\d$'
				THEN right(iso, 2) || '/' || substr(iso, 6, 2) || '/' || left(iso, 4)
			WHEN iso ~ '^\d{4}-(0[1-9]|1[0-2])$' THEN right(iso, 2) || '/' || left(iso, 4)
			ELSE regexp_replace(
				regexp_replace(
					regexp_replace(d, '^(\d+)[-.](\d+)[-.](\d{4})$', '\1/\2/\3'), '(?<!\d)(\d)/', '0\1/', 'g'
				),
				'^(\d\d)[-.](\d{4})$', '\1/\2'
			)
		END
		FROM regexp_replace(given, '[ T]\d{1,2}:\d\d(:\d\d([.,]\d+)?)?$', '') AS d,
			regexp_replace(d, '^([12]\d{3})[/.]?(0[1-9]|1[0-2])[/.]?([0-3]\d)$', '\1-\2-\3') AS iso
	);

--- Which files there are, and what each is for.

CREATE TEMP TABLE found ON COMMIT DROP AS SELECT 0 AS number, '' AS name, '' AS what WHERE false;
\copy found FROM PROGRAM 'sh demo/import/files "$FOLDER"' WITH (ENCODING 'UTF8')

CREATE TEMP TABLE kind ON COMMIT DROP AS
SELECT place, kind, part, names, nullif(trim(declared), '') AS declared, absent
FROM (VALUES
	(1, 'visits', 'visit', 'visit, visite, consultation, edss', :'visits', NULL),
	(
		2, 'relapses', 'relapse', 'relapse, poussee, rechute, attack, episode, exacerbation', :'relapses',
		'every patient counts as free of relapses'
	),
	(3, 'scans', 'mri', 'scan, mri, irm, imaging, imagerie', :'scans', 'NEDA can show activity, but not its absence'),
	(
		4, 'treatments', 'treatment', 'treatment, traitement, drug, dmt, medicament, medication, therapy, therapie',
		:'treatments', 'nothing can be told by drug or line of therapy'
	),
	(
		5, 'patients', 'patient', 'patient, demographic, demographie, demographique, demography, identite', :'patients',
		'the patients are those of the visits, without sex, birth, onset and course'
	)
) AS k (place, kind, part, names, declared, absent);

-- A file is of a kind if it is declared so, or if its name has a word of the kind.  Of two kinds, patients is not
-- meant: patient_visits.csv has visits.
CREATE TEMP TABLE meant ON COMMIT DROP AS
SELECT number, name, what, place, kind, part
FROM (
	SELECT f.*, k.*, count(*) FILTER (WHERE kind <> 'patients') OVER (PARTITION BY number) AS others
	FROM found AS f
	JOIN kind AS k ON declared = name
		OR declared IS NULL
			AND what IN ('text', 'bytes')
			AND pg_temp.words(names) && pg_temp.words(regexp_replace(name, '\.\w+$', ''))
			AND NOT EXISTS (SELECT FROM kind AS d WHERE d.declared = name)
) AS m
WHERE kind <> 'patients' OR others = 0;

CREATE TEMP TABLE doubtful ON COMMIT DROP AS
SELECT number, string_agg(kind, ' and ' ORDER BY place) AS kinds FROM meant GROUP BY number HAVING count(*) > 1;
DELETE FROM meant USING doubtful WHERE doubtful.number = meant.number;

SELECT refuse(string_agg(message, '; ' ORDER BY place, message))
FROM (
	SELECT 0 AS place, format('there is no file in %s', :'folder') AS message WHERE NOT EXISTS (SELECT FROM found)
	UNION ALL
	SELECT place, format('%s=%s: there is no such file in %s, which has %s', kind, declared, :'folder', f.names)
	FROM kind, (SELECT string_agg(name, ', ' ORDER BY number) AS names FROM found) AS f
	WHERE declared <> 'none' AND NOT EXISTS (SELECT FROM found WHERE name = declared) AND f.names IS NOT NULL
	UNION ALL
	SELECT min(place),
		format('%s is given for %s: make a file for each', declared, string_agg(kind, ' and ' ORDER BY place))
	FROM kind
	WHERE declared <> 'none'
	GROUP BY declared
	HAVING count(*) > 1
	UNION ALL
	SELECT place, format(
		'more than one file may hold the %1$s: %2$s.  Say which with -v %1$s=FILE, or make one file of them',
		kind, string_agg(name, ', ' ORDER BY number)
	)
	FROM meant
	GROUP BY place, kind
	HAVING count(*) > 1
	UNION ALL
	SELECT place, format(
		'no file has a name that says %1$s (%2$s): give -v %1$s=FILE, or a name with one of the words %3$s%4$s',
		kind, f.names, kind.names,
		CASE kind WHEN 'relapses' THEN '.  Without it, ' || absent || '; if that is meant, give -v relapses=none' END
	)
	FROM kind, (SELECT string_agg(name, ', ' ORDER BY number) AS names FROM found) AS f
	WHERE kind IN ('visits', 'relapses')
		AND (declared IS NULL OR kind = 'visits' AND declared = 'none')
		AND NOT EXISTS (SELECT FROM meant WHERE meant.kind = kind.kind)
		AND f.names IS NOT NULL
	UNION ALL
	SELECT 0, format(
		'%s %s in UTF-8: if a spreadsheet under Windows saved %s, give -v encoding=WINDOWS-1252',
		string_agg(name, ', ' ORDER BY number),
		CASE count(*) WHEN 1 THEN 'is not a text file' ELSE 'are not text files' END,
		CASE count(*) WHEN 1 THEN 'it' ELSE 'them' END
	)
	FROM meant
	WHERE what = 'bytes' AND :'encoding' = ''
	HAVING count(*) > 0
	UNION ALL
	SELECT place, format('%s is not a text file: save it as CSV, with a name that ends in .csv, .tsv or .txt', name)
	FROM meant
	WHERE what IN ('folder', 'other')
) AS m \g /dev/null

--- The lines of these files, and the rows that they make.

SELECT coalesce(string_agg(number::text, ' '), '') AS numbers FROM meant \gset
\setenv FILES :numbers
\set SHOW_CONTEXT errors
\copy line FROM PROGRAM 'sh demo/import/files "$FOLDER" $FILES' WITH (ENCODING 'UTF8')

\set SHOW_CONTEXT never

-- A row with an odd number of quotes goes on in the next line.
CREATE TEMP TABLE span ON COMMIT DROP AS
SELECT file, line, text, sum(opens::integer) OVER (PARTITION BY file ORDER BY line) AS span
FROM (
	SELECT *, (sum(quotes) OVER (PARTITION BY file ORDER BY line) - quotes) % 2 = 0 AS opens
	FROM (SELECT *, length(text) - length(replace(text, '"', '')) AS quotes FROM line WHERE trim(text) <> '') AS q
	WHERE NOT (line = 1 AND text ~* '^"?sep=.') -- for a spreadsheet
) AS o;

CREATE TEMP TABLE header ON COMMIT DROP AS
SELECT file, min(line) AS line, string_agg(text, E'\n' ORDER BY line) AS text FROM span WHERE span = 1 GROUP BY file;

--- Which columns there are, and what each is taken for.

CREATE TEMP TABLE field ON COMMIT DROP AS
SELECT * FROM (VALUES
	(
		'*', 1, 'patient', true,
		'patient, patient id, patient code, patient no, patient identifier, patient identifiant, patient key, subject, '
		'subject id, subject code, sujet, sujet id, usubjid, study id, participant, participant id, ipp, nip, mrn, '
		'record id, pseudonym, pseudonyme, code anonyme, identifiant anonyme',
		'id, identifier, identifiant, code, dossier'
	),
	(
		'visits', 2, 'date', true,
		'date visit, date visite, date consultation, date edss, date examination, date exam, date examen, '
		'date encounter, date assessment, date evaluation',
		'date, day, jour'
	),
	(
		'visits', 3, 'edss', true,
		'edss, edss score, edss total, edss value, edss valeur, edss entered, edss step, edss global, kurtzke, '
		'kurtzke score, expanded disability status scale',
		''
	),
	('visits', 4, 'visual', false, 'fsvis, visual, visuel, visuelle', ''),
	('visits', 5, 'brainstem', false, 'fsbstem, brainstem, tronc, tronc cerebral', ''),
	('visits', 6, 'pyramidal', false, 'fspyr, pyramidal, pyramidale', ''),
	('visits', 7, 'cerebellar', false, 'fscrbl, cerebellar, cerebelleux, cerebelleuse', ''),
	('visits', 8, 'sensory', false, 'fssens, sensory, sensitif, sensitive', ''),
	('visits', 9, 'bowel_bladder', false, 'fssph, bowel bladder, sphincter, sphincterien, sphincterienne', ''),
	('visits', 10, 'cerebral', false, 'fscereb, cerebral, cerebrale, mental, mentale, cerebral mental', ''),
	('visits', 11, 'ambulation', false, 'fsamb, ambulation, ambulation score', ''),
	(
		'relapses', 2, 'date', true,
		'date relapse, relapse onset, relapse start, relapse onset date, relapse start date, date onset, date start, '
		'date poussee, debut poussee, date debut poussee, date debut, date rechute, debut rechute, date debut rechute, '
		'date attack, attack onset, date episode, date exacerbation',
		'date, day, jour, onset, start, debut'
	),
	(
		'scans', 2, 'date', true,
		'date scan, date mri, date irm, date exam, date examen, date examination, date imaging, date imagerie, '
		'date study, date acquisition',
		'date, day, jour'
	),
	(
		'scans', 3, 'new_t2', false,
		'new t2, new t2 lesion, new t2 count, new t2 lesion count, t2 lesion new, new lesion, new enlarging t2, '
		'new enlarging t2 lesion, new enlarged t2, new enlarged t2 lesion, new enlarging lesion, new enlarged lesion, '
		't2 new enlarging, new flair lesion, nouvelle lesion, nouvelle lesion t2, nouvelle t2, lesion t2 nouvelle, '
		'nouvelle lesion flair, nouvelle lesion augmentee, nouvelle lesion t2 augmentee',
		''
	),
	(
		'scans', 4, 'gd', false,
		'gd, gd lesion, gde lesion, gd count, gd lesion count, gd positive, gd positive lesion, '
		'gd enhancing, gd enhancing lesion, t1 gd, t1 gd lesion, gad lesion, gadolinium lesion, '
		'gadolinium enhancing lesion, enhancing lesion, '
		'contrast enhancing lesion, prise contraste, lesion prenant contraste, lesion rehaussee',
		''
	),
	(
		'scans', 5, 'contrast', false,
		'contrast, contrast given, contrast injected, contrast agent, with contrast, gd given, gd injected, '
		'gadolinium given, gadolinium injected, contraste, produit contraste, injection, gd injection, '
		'gadolinium injection, contraste injection, injecte, injectee, avec injection',
		''
	),
	(
		'scans', 6, 'region', false,
		'region, cns region, body region, scan region, anatomical region, region anatomique, body part, '
		'region exploree',
		'localisation, zone, zone exploree, area'
	),
	(
		'treatments', 2, 'drug', true,
		'drug, drug name, dmt, dmt name, inn, dci, molecule, medicament, nom medicament, medication, medication name',
		'treatment, treatment name, traitement, nom traitement, traitement fond, therapy, specialite, product, produit'
	),
	(
		'treatments', 3, 'start', true,
		'start, date start, date begin, treatment start, treatment start date, drug start, date initiation, debut, '
		'date debut, traitement debut, date debut traitement, date instauration, instauration, date introduction',
		'date'
	),
	(
		'treatments', 4, 'end', false,
		'end, date end, stop, date stop, treatment end, treatment end date, treatment stop, treatment stop date, '
		'drug end, date discontinuation, fin, date fin, date arret, traitement fin, date fin traitement, '
		'date arret traitement',
		''
	),
	('treatments', 5, 'status', false, 'status, treatment status, statut, traitement statut', ''),
	(
		'treatments', 6, 'stop_reason', false,
		'stop reason, reason for stop, stopping reason, reason for stopping, stopped reason, discontinuation reason, '
		'reason for discontinuation, reason for discontinuing, end reason, reason for end, reason for ending, '
		'withdrawal reason, reason for withdrawal, stop cause, cause stopping, discontinuation cause, end cause, '
		'motif arret, raison arret, cause arret, motif fin, raison fin, cause fin, motif interruption, '
		'raison interruption, cause interruption',
		'reason, motif, raison, cause'
	),
	('patients', 2, 'sex', false, 'sex, sexe, gender, genre', ''),
	(
		'patients', 3, 'birth_date', false,
		'date birth, dob, birth, birth year, date naissance, ddn, naissance, annee naissance, ne, nee, ne e', ''
	),
	(
		'patients', 4, 'onset_date', false,
		'onset, date onset, ms onset, ms onset date, date ms onset, disease onset, disease onset date, onset year, '
		'symptom onset, date symptom onset, date first symptom, first symptom, debut sep, date debut sep, '
		'annee debut sep, debut maladie, date debut maladie, annee debut maladie, debut symptome, date debut symptome, '
		'premier symptome, date premier symptome, 1er symptome, date 1er symptome, premier signe, date premier signe, '
		'1er signe, date 1er signe, premiere manifestation, date premiere manifestation, 1ere manifestation, '
		'date 1ere manifestation',
		'debut, date debut, annee debut'
	),
	(
		'patients', 5, 'course', false,
		'course, disease course, ms course, clinical course, phenotype, ms phenotype, ms type, sep type, disease type, '
		'forme, forme sep, forme clinique, forme evolutive',
		'type'
	)
) AS f (kind, place, field, needed, names, general);

-- Their names as they are compared, two words also in the other order, functional systems also with fs, sf or edss in
-- front.
-- A general name counts only if there is none of the others.
CREATE TEMP TABLE alias ON COMMIT DROP AS
SELECT DISTINCT kind.kind, field, rank, key
FROM kind
JOIN field AS f ON f.kind IN (kind.kind, '*'),
	(VALUES (1), (2)) AS r (rank),
	unnest(string_to_array(CASE rank WHEN 1 THEN f.names ELSE general END, ', ')) AS name,
	LATERAL (SELECT pg_temp.words(name) AS w OFFSET 0) AS w,
	LATERAL (
		VALUES (array_to_string(w, '')), (CASE WHEN cardinality(w) = 2 THEN w[2] || w[1] END),
			(CASE WHEN f.kind = 'visits' AND f.place > 3 THEN array_to_string(pg_temp.words('fs') || w, '') END),
			(CASE WHEN f.kind = 'visits' AND f.place > 3 THEN array_to_string(pg_temp.words('sf') || w, '') END),
			(CASE WHEN f.kind = 'visits' AND f.place > 3 THEN array_to_string(pg_temp.words('edss') || w, '') END)
	) AS k (key)
WHERE key <> '';

-- What -v columns says.
CREATE TEMP TABLE declared ON COMMIT DROP AS
SELECT entry, m[1] AS kind, m[2] AS field, m[3] AS given
FROM (
	SELECT trim(entry) AS entry, regexp_match(entry, '^\s*(\w+)\.(\w+)\s*=\s*(.*?)\s*$') AS m
	FROM unnest(string_to_array(:'columns', ';')) AS entry
	WHERE trim(entry) <> ''
) AS e;

-- The separator is the one by which most columns are known.
CREATE TEMP TABLE col ON COMMIT DROP AS
SELECT file, kind, part, line, separator, n.place, given, pg_temp.key(given) AS key, NULL::text AS field
FROM (
	SELECT DISTINCT ON (file) *
	FROM (
		SELECT h.file, m.kind, part, h.line, separator, names, s.place,
			(
				SELECT count(*) FROM unnest(names) AS n JOIN alias AS a ON a.kind = m.kind AND a.key = pg_temp.key(n)
			) AS known
		FROM header AS h
		JOIN meant AS m ON m.name = file,
			(
				VALUES (1, ',', '{",",comma}'::text[]), (2, ';', '{;,semicolon}'), (3, E'\t', '{tab}')
			) AS s (place, separator, words),
			LATERAL (SELECT fields(text, separator) AS names OFFSET 0) AS f
		WHERE :'separator' = '' OR lower(:'separator') = ANY (words)
	) AS tried
	ORDER BY file, known DESC, cardinality(names) DESC, place
) AS best, unnest(names) WITH ORDINALITY AS n (given, place);

UPDATE col SET field = d.field
FROM declared AS d
WHERE d.kind = col.kind
	AND pg_temp.key(d.given) = col.key
	AND (
		trim(col.given) = d.given
		OR NOT EXISTS (SELECT FROM col AS c WHERE c.kind = d.kind AND trim(c.given) = d.given)
	);

-- The word of the kind says nothing in a name: mri_new_t2 is new_t2 among scans.  But mri_id is not the patient.
UPDATE col SET key = own
FROM (
	SELECT file, col.place,
		(
			SELECT array_to_string(array_agg(word ORDER BY n), '')
			FROM unnest(pg_temp.words(given)) WITH ORDINALITY AS w (word, n)
			WHERE word = ANY (pg_temp.words('edss')) OR word <> ALL (pg_temp.words(kind.names))
		) AS own
	FROM col JOIN kind USING (kind)
) AS c
WHERE (c.file, c.place) = (col.file, col.place)
	AND field IS NULL
	AND NOT EXISTS (SELECT FROM alias AS a WHERE a.kind = col.kind AND a.key = col.key)
	AND EXISTS (SELECT FROM alias AS a
		WHERE a.kind = col.kind AND a.key = own AND rank = 1 AND a.field <> 'patient');

UPDATE col SET field = a.field
FROM alias AS a
WHERE col.field IS NULL
	AND a.kind = col.kind
	AND a.key = col.key
	AND NOT EXISTS (SELECT FROM declared AS d WHERE d.kind = col.kind AND d.field = a.field)
	AND NOT EXISTS (
		SELECT FROM alias AS b JOIN col AS c ON c.kind = b.kind AND c.key = b.key
		WHERE b.kind = a.kind AND b.field = a.field AND b.rank < a.rank
	);

CREATE TEMP TABLE shape ON COMMIT DROP AS
SELECT file, kind, part, line AS header_line, separator,
	array_agg(coalesce(field, 'column ' || place) ORDER BY place) AS keys,
	array_agg(CASE WHEN used = 1 THEN name ELSE format('%s (column %s)', name, place) END ORDER BY place) AS names
FROM (
	SELECT *, count(*) OVER (PARTITION BY file, name ORDER BY place) AS used
	FROM (SELECT *, coalesce(pg_temp.value(given), '(no name)') AS name FROM col) AS n
) AS c
GROUP BY file, kind, part, line, separator;

-- Lines that seem to be one row stay lines if an end of line is not within quotes, or the row has not the fields of the
-- header: then a quote was alone.
CREATE TEMP TABLE record ON COMMIT DROP AS
WITH joined AS (
	SELECT file, span, min(line) AS line, string_agg(text, E'\n' ORDER BY line) AS text, count(*) AS lines
	FROM span
	WHERE span > 1
	GROUP BY file, span
), whole AS (
	SELECT joined.*,
		lines = 1
		OR regexp_replace(text, format('(^|[%1$s])"([^"]|"")*"(?=[%1$s]|$)', separator), '\1', 'g') !~ E'\n'
			AND cardinality(fields(text, separator)) = cardinality(keys) AS fits
	FROM joined JOIN shape USING (file)
)
SELECT file, line, text, translate(text, separator || E' "\n', '') = '' AS empty
FROM (
	SELECT file, line, text FROM whole WHERE fits
	UNION ALL
	SELECT file, span.line, span.text FROM span JOIN whole USING (file, span) WHERE NOT fits
) AS r
JOIN shape USING (file);

CREATE TEMP TABLE counted ON COMMIT DROP AS
SELECT file, count(*) FILTER (WHERE NOT empty) AS rows, count(*) FILTER (WHERE empty) AS empties
FROM record
GROUP BY file;

--- What is printed before anything is loaded.

\echo
\echo '=== The files of' :folder '==='
\echo
SELECT coalesce(kind.kind, 'not read') AS kind,
	found.name AS file,
	translate(separator, E'\t', '') || CASE separator WHEN E'\t' THEN 'tab' ELSE '' END AS separator,
	CASE WHEN header_line IS NOT NULL THEN coalesce(rows, 0) END AS rows,
	concat_ws('; ',
		CASE WHEN kind.kind IS NOT NULL AND found.name IS NULL THEN
			CASE declared WHEN 'none' THEN 'none, as declared' ELSE 'no file' END || ': ' || absent END,
		CASE WHEN header_line IS NOT NULL AND coalesce(rows, 0) = 0 THEN
			concat_ws(': ', 'no rows', CASE WHEN kind.kind <> 'patients' THEN absent END) END,
		CASE WHEN header_line > 1 THEN 'the names of the columns are in line ' || header_line END,
		CASE WHEN empties > 0 THEN format('%s empty rows', empties) END,
		CASE
			WHEN kind.kind IS NOT NULL THEN NULL
			WHEN found.what = 'folder' THEN 'a folder'
			WHEN found.what = 'other' THEN 'its name does not end in .csv, .tsv or .txt'
			WHEN kinds IS NOT NULL THEN format('its name fits %s: say which with -v KIND=FILE', kinds)
			WHEN instead IS NOT NULL THEN instead
			ELSE 'no word of its name says what it holds: if it is needed, give -v KIND=' || found.name
		END
	) AS note
FROM kind
LEFT JOIN meant ON meant.kind = kind.kind
FULL JOIN found ON found.number = meant.number
LEFT JOIN doubtful ON doubtful.number = found.number
LEFT JOIN LATERAL (
	SELECT string_agg(format('%s=%s is given', k.kind, k.declared), ', ' ORDER BY k.place) AS instead
	FROM kind AS k
	WHERE declared IS NOT NULL AND pg_temp.words(names) && pg_temp.words(regexp_replace(found.name, '\.\w+$', ''))
) AS i ON true
LEFT JOIN shape ON file = found.name
LEFT JOIN counted USING (file)
ORDER BY kind.place NULLS LAST, found.number;

\echo 'The columns'
SELECT file, column_given AS "column", use, taken_as AS "taken as"
FROM (
	SELECT file, place, coalesce(nullif(trim(given), ''), '(no name)') AS column_given,
		CASE WHEN field IS NULL THEN 'ignored' ELSE 'taken' END AS use,
		field AS taken_as
	FROM col
	UNION ALL
	SELECT file, NULL, NULL, 'missing', string_agg(field, ', ' ORDER BY f.place)
	FROM shape JOIN field AS f ON f.kind IN (shape.kind, '*')
	WHERE field <> ALL (keys)
	GROUP BY file
) AS c
JOIN meant ON name = file
ORDER BY meant.place, c.place NULLS LAST;

SELECT refuse(string_agg(message, '; ' ORDER BY message))
FROM (
	SELECT format('columns has "%s", which is not of the form visits.edss = NAME', entry) AS message
	FROM declared
	WHERE given IS NULL
	UNION ALL
	SELECT format('columns has %s.%s, which is not known: %s', d.kind, d.field, coalesce(
		(
			SELECT format('%s can have %s', d.kind, string_agg(f.field, ', ' ORDER BY place))
			FROM field AS f
			WHERE f.kind IN (d.kind, '*') AND EXISTS (SELECT FROM kind WHERE kind.kind = d.kind)
			HAVING count(*) > 0
		),
		'it can be visits, relapses, scans, treatments or patients'
	))
	FROM declared AS d
	WHERE given IS NOT NULL
		AND NOT EXISTS (SELECT FROM kind JOIN field AS f ON f.kind IN (kind.kind, '*')
			WHERE (kind.kind, f.field) = (d.kind, d.field))
	UNION ALL
	SELECT format('columns has "%s" for %s.%s, but %s has no such column', given, d.kind, field, file)
	FROM declared AS d JOIN shape USING (kind) JOIN field AS f USING (field)
	WHERE f.kind IN (d.kind, '*')
		AND given <> 'none'
		AND NOT EXISTS (SELECT FROM col WHERE col.kind = d.kind AND col.key = pg_temp.key(d.given))
	UNION ALL
	SELECT format(
		'%1$s has more than one column for the %3$s: %4$s.  ' || CASE
			WHEN count(DISTINCT trim(given)) = 1 THEN 'Give all but one of them another name in the file'
			ELSE 'Say which with -v columns=''%2$s.%3$s = NAME'''
		END,
		file, kind, field, string_agg(trim(given), ', ' ORDER BY place)
	)
	FROM col
	WHERE field IS NOT NULL
	GROUP BY file, kind, field
	HAVING count(*) > 1
	UNION ALL
	SELECT format(
		'%1$s has no column for the %3$s.  Say which with -v columns=''%2$s.%3$s = NAME'', or name it as usual: %4$s',
		file, shape.kind, field, array_to_string((string_to_array(f.names, ', '))[:4], ', ')
	)
	FROM shape JOIN field AS f ON f.kind IN (shape.kind, '*')
	WHERE needed AND field <> ALL (keys)
	UNION ALL
	SELECT format('%s is empty', name) || CASE
			WHEN kind <> 'visits' THEN format(': if that is right, give -v %s=none', kind) ELSE '' END
	FROM meant
	WHERE NOT EXISTS (SELECT FROM shape WHERE file = name)
) AS m \g /dev/null

--- The rows as load.sql takes them.

-- Every kind has a day, treatments and patients have another one: the end, the onset.
CREATE TEMP TABLE row ON COMMIT DROP AS
SELECT file, line, kind, part, r,
	pg_temp.value(r->>'patient') AS patient,
	CASE
		WHEN is_dated(first_day, :'style') OR first_day IS NULL THEN first_day
		ELSE pg_temp.day(first_day, :'style')
	END AS day,
	CASE
		WHEN is_dated(other_day, :'style') OR other_day IS NULL THEN other_day
		WHEN kind = 'treatments' AND pg_temp.words(other_day)
			&& '{ongoing,current,present,today,cour,actuel,actuellement,poursuivi}' THEN NULL
		ELSE pg_temp.day(other_day, :'style')
	END AS other_day,
	CASE WHEN r IS NULL THEN to_jsonb(text) ELSE jsonb_object(names, f) END AS given,
	CASE
		WHEN r IS NULL THEN format('the row has %s fields, the header %s', cardinality(f), cardinality(keys))
	END AS fault
FROM (
	SELECT cut.*,
		pg_temp.value(
			CASE kind WHEN 'treatments' THEN r->>'start' WHEN 'patients' THEN r->>'birth_date' ELSE r->>'date' END
		) AS first_day,
		pg_temp.value(CASE kind WHEN 'treatments' THEN r->>'end' WHEN 'patients' THEN r->>'onset_date' END) AS other_day
	FROM (
		SELECT split.*, CASE WHEN cardinality(f) = cardinality(keys) THEN jsonb_object(keys, f) END AS r
		FROM (
			SELECT record.*, kind, part, keys, names,
				-- without the surplus separators that some programs write at the end
				CASE
					WHEN array_to_string(g[cardinality(keys) + 1:], '') = '' THEN g[:cardinality(keys)]
					ELSE g
				END AS f
			FROM record JOIN shape USING (file), LATERAL (SELECT fields(text, separator) AS g OFFSET 0) AS once
			WHERE NOT empty
			OFFSET 0
		) AS split
		OFFSET 0
	) AS cut
	OFFSET 0
) AS read;

-- Dates that were all meant otherwise: 13/04/2020 can only be dd/mm/yyyy, 04/13/2020 only mm/dd/yyyy.
SELECT refuse(string_agg(message, '; ' ORDER BY message))
FROM (
	SELECT CASE
			WHEN :'style' = 'iso' AND slashed > dated THEN format(
				'the dates of %s are like "%s", not yyyy-mm-dd: if they are dd/mm/yyyy, give -v dates=dmy',
				file, slashed_one
			)
			WHEN :'style' = 'dmy' AND month_first > day_first THEN format(
				'the dates of %s are like "%s", which is mm/dd/yyyy: write them as yyyy-mm-dd', file, month_first_one
			)
		END AS message
	FROM (
		SELECT file,
			count(*) FILTER (WHERE is_dated(d, :'style')) AS dated,
			count(*) FILTER (WHERE slashed) AS slashed,
			min(d) FILTER (WHERE slashed) AS slashed_one,
			count(*) FILTER (WHERE day_first) AS day_first,
			count(*) FILTER (WHERE month_first) AS month_first,
			min(d) FILTER (WHERE month_first) AS month_first_one
		FROM row, unnest(ARRAY[day, other_day]) AS d,
			LATERAL (
				SELECT d ~ '^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$' AS slashed,
					d ~ '^(1[3-9]|2\d|3[01])/(0[1-9]|1[0-2])/' AS day_first,
					d ~ '^(0[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/' AS month_first
			) AS f
		GROUP BY file
	) AS n
) AS m \g /dev/null

-- A scan of the cord without activity is none of the brain, so a column or a file that may say so must be explained.
SELECT refuse(string_agg(DISTINCT format(
	'%s has no column for the region, but %s.  If a column says which part was scanned, give '
	'-v columns=''scans.region = NAME''; if all scans show the brain, ''scans.region = none''', file, place
), '; '))
FROM (
	SELECT DISTINCT ON (file) file, place
	FROM shape, LATERAL (
		SELECT 0 AS number, 'its name speaks of the cord' AS place
		WHERE pg_temp.of_cord(regexp_replace(file, '\.\w+$', ''))
		UNION ALL
		SELECT n, format('%s has "%s"', names[n], r->>keys[n])
		FROM row, generate_subscripts(keys, 1) AS n
		WHERE row.file = shape.file
			AND keys[n] LIKE 'column %'
			AND length(r->>keys[n]) <= 40 -- not a report
			AND pg_temp.of_cord(r->>keys[n])
	) AS p
	WHERE kind = 'scans'
		AND 'region' <> ALL (keys)
		AND NOT EXISTS (SELECT FROM declared AS d WHERE (d.kind, d.field, d.given) = ('scans', 'region', 'none'))
	ORDER BY file, number
) AS f \g /dev/null

SELECT count(*) = 0 AS no_patients FROM meant WHERE kind = 'patients' \gset
\if :no_patients
	\set patient_file 'the file of the visits'
\else
	\set patient_file 'the file of the patients'
\endif

CREATE TEMP VIEW with_diagnosis AS SELECT * FROM shape WHERE kind = 'patients' AND keys && '{onset_date,course}';

INSERT INTO rows_read
SELECT file, part, coalesce(rows, 0) FROM shape LEFT JOIN counted USING (file)
UNION ALL
SELECT file, 'diagnosis', coalesce(rows, 0) FROM with_diagnosis LEFT JOIN counted USING (file)
UNION ALL -- patients named by visits
SELECT file, 'patient', count(DISTINCT patient) FROM row WHERE kind = 'visits' AND :'no_patients' GROUP BY file;

INSERT INTO arrived (file, line, part, patient, exported, given, v, fault)
SELECT file, line, part, patient, lower(day_range(nullif(:'export_date', ''), 'iso')), given, v, fault
FROM (
	SELECT * FROM (
		SELECT DISTINCT ON (patient) file, line, 'patient' AS part, patient, given, '{}'::jsonb AS v, fault
		FROM row
		WHERE kind = 'visits' AND patient IS NOT NULL AND :'no_patients'
		ORDER BY patient, line
	) AS first
	UNION ALL
	SELECT file, line, 'diagnosis', patient, given,
		jsonb_build_object('day', other_day, 'course', coalesce(phenotype(try_ms_phenotype(course)), course)),
		fault
	FROM row JOIN with_diagnosis USING (file), LATERAL (SELECT pg_temp.value(r->>'course') AS course OFFSET 0) AS c
	UNION ALL
	SELECT file, line, part, patient, given,
		CASE kind
			WHEN 'patients'
				THEN jsonb_build_object(
					'day', day,
					'sex', CASE
						WHEN pg_temp.plain(sex) IN ('f', 'female', 'femme', 'feminin', 'woman') THEN 'F'
						WHEN pg_temp.plain(sex) IN ('m', 'male', 'h', 'homme', 'masculin', 'man') THEN 'M'
						ELSE sex
					END
				)
			WHEN 'visits'
				THEN jsonb_build_object(
					'day', day,
					'edss', pg_temp.value(r->>'edss'),
					'fs', CASE
						WHEN r ?| systems THEN (
							SELECT coalesce(jsonb_object_agg(key, pg_temp.whole(pg_temp.value(value))), '{}')
							FROM jsonb_each_text(r)
							WHERE key = ANY (systems) AND pg_temp.value(value) IS NOT NULL
						)
						ELSE '{}'
					END
				)
			WHEN 'relapses' THEN jsonb_build_object('day', day)
			WHEN 'scans'
				THEN jsonb_build_object(
					'day', day,
					'region', CASE WHEN of_brain THEN 'brai' ELSE region END,
					'new_t2', CASE WHEN new_t2 ~ '\d' THEN new_t2 END,
					'any_new_t2', CASE WHEN new_t2 !~ '\d' THEN pg_temp.yes_no(new_t2) END,
					'gd', CASE WHEN gd ~ '\d' THEN gd END,
					'any_gd', CASE WHEN gd !~ '\d' THEN pg_temp.yes_no(gd) END,
					'contrast', pg_temp.yes_no(pg_temp.value(r->>'contrast'))
				)
			ELSE jsonb_build_object(
				'drug', pg_temp.value(r->>'drug'),
				'day', day,
				'until', other_day,
				'status', CASE
					WHEN status && '{stop,stopped,ended,arrete,termine,fini}' THEN 'stopped'
					WHEN status && '{ongoing,current,active,cour,actif,poursuivi}' THEN 'ongoing'
					ELSE pg_temp.value(r->>'status')
				END,
				'stop', coalesce(
					pg_temp.value(r->>'stop_reason'),
					CASE WHEN pg_temp.words(r->>'stop_reason') && '{unknown,unk,inconnu,inconnue}' THEN 'unknown' END
				)
			)
		END,
		coalesce(
			fault,
			CASE
				WHEN NOT of_brain AND NOT of_cord THEN format('region "%s" is neither the brain nor the cord', region)
				WHEN new_t2 !~ '\d' AND pg_temp.yes_no(new_t2) NOT IN ('yes', 'no')
					THEN format('new or enlarging T2 lesions "%s" is neither a count nor yes or no', new_t2)
				WHEN gd !~ '\d' AND pg_temp.yes_no(gd) NOT IN ('yes', 'no')
					THEN format('Gd+ lesions "%s" is neither a count nor yes or no', gd)
			END
		)
	FROM row,
		(SELECT array_agg(field) AS systems FROM field WHERE kind = 'visits' AND place > 3) AS fs,
		LATERAL (
			SELECT pg_temp.value(r->>'sex') AS sex,
				pg_temp.value(r->>'region') AS region,
				pg_temp.whole(pg_temp.value(r->>'new_t2')) AS new_t2,
				pg_temp.whole(pg_temp.value(r->>'gd')) AS gd,
				CASE WHEN kind = 'treatments' THEN pg_temp.words(r->>'status') END AS status
			OFFSET 0
		) AS s,
		LATERAL (
			SELECT CASE
					WHEN region IS NOT NULL
						THEN pg_temp.words(region) && '{brain,brai,cerebral,cerebrale,cerveau,encephale,head,tete}'
				END AS of_brain,
				CASE WHEN region IS NOT NULL THEN pg_temp.of_cord(region) END AS of_cord
			OFFSET 0
		) AS t
) AS all_rows
ORDER BY array_position('{patient,diagnosis,visit,relapse,mri,treatment}', part), file, line;

DROP VIEW with_diagnosis;
\ir load.sql
DROP FUNCTION pg_temp.key, pg_temp.value, pg_temp.whole, pg_temp.yes_no, pg_temp.of_cord, pg_temp.day;

SELECT count(*) AS relapses_rejected, count(*) > 0 AS are_rejected FROM rejected
WHERE source = :'source_name' AND part = 'relapse' \gset
\if :are_rejected
	\echo 'Relapses rejected:' :relapses_rejected '- until their rows are corrected, they do not count as activity'
	\echo
\endif
\set SHOW_CONTEXT errors
