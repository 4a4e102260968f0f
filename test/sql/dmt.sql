SET client_encoding = 'utf8';
SET datestyle = 'ISO';
-- What it is for: every name of a drug reads as the drug
SELECT name, name::dmt AS dmt, dmt_line(name::dmt) AS line
FROM unnest('{natalizumab,Tysabri,TYSABRI,L04AA23,l04ag03,  Tecfidera ,N07XX09,L04AX07,dimethyl-fumarate,DMF,
	fumarate de diméthyle,interféron bêta-1a SC,Interferon β-1b,IFN beta-1a,L03AB07,Avonex,MabThera®,
	Acétate de glatiramère,ACETATE DE GLATIRAMERE,L01BB04,AHSCT,autogreffe,Ocrevus,Zinbryta}'::text[]) AS name;
SELECT 'Gilenya'::dmt = 'L04AE01'::dmt AS same, 'Gilenya'::dmt = 'fingolimod' AS literal;
SELECT dmt_lines('ocrelizumab'), dmt_line('ocrelizumab'::dmt), dmt_lines('rituximab'), dmt_lines('daclizumab'),
	dmt_line('daclizumab'::dmt);
SELECT dmt_line('ocrelizumab') AS of_a_name, dmt_line('Rituximab') AS off_label;
SELECT dmt_line('daclizumab');

-- Unknown drugs: an error with near misses, or NULL
SELECT 'natalizumb'::dmt;
SELECT 'teriflunamide'::dmt;
SELECT 'interferon beta-1c'::dmt;
SELECT 'L04AA24'::dmt;
SELECT 'interferon beta-2a'::dmt;
SELECT 'aspirin'::dmt;
SELECT ''::dmt;
SELECT '®'::dmt;
SELECT repeat('natalizumab', 1000)::dmt IS NULL;
SELECT try_dmt('natalizumb'), try_dmt('Tysabri'), try_dmt(''), try_dmt(NULL), try_dmt(repeat('x', 100000)) AS long;
\set VERBOSITY sqlstate
SELECT 'natalizumb'::dmt;
SELECT 'fourth'::dmt_line;
\set VERBOSITY default

-- One digit off is another drug: a code never has near misses, and is never one
CREATE FUNCTION pg_temp.hint(value text, type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE hint text;
BEGIN
	EXECUTE format('SELECT %L::%s', value, type);
	RETURN 'read';
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END $$;
WITH code AS (SELECT atc AS code FROM dmt_catalog() UNION SELECT unnest(former_atc) FROM dmt_catalog()),
	altered AS (
		SELECT overlay(code PLACING sign FROM i FOR width) AS code
		FROM code, generate_series(1, 8) AS i, unnest('{0,1}'::integer[]) AS width,
			unnest(string_to_array('0,1,2,3,4,5,6,7,8,9,A,B,C,D,E,F,G,H,K,L,M,N,X,Z,-,*,', ',')) AS sign
		WHERE code IS NOT NULL)
SELECT count(DISTINCT code) > 10000 AS altered, bool_or(try_dmt(code) IS NOT NULL) AS some_are_others,
	count(*) FILTER (WHERE try_dmt(code) IS NULL AND (pg_temp.hint(code, 'dmt') LIKE 'Perhaps%'
		OR pg_temp.hint(format('{%s: [2020-01-01,)}', code), 'treatment_history') LIKE 'Perhaps%'
		OR pg_temp.hint(code, 'dmt_line') LIKE 'Perhaps%')) AS hinted
FROM altered;
SELECT name, pg_temp.hint(name, 'dmt')
FROM unnest('{L04AX99,L4AX07,l04,MD1002,natalizumab?,interferon beta-1c,terifluno mid}'::text[]) AS name;

-- Punctuation: what joins letters is ignored, the rest is not
SELECT name, name::dmt FROM unnest('{interferon beta 1a (SC),Interferon-Beta-1a/IM,Rebif(R),Copaxone® ,TYSABRI ™,
	Ocrevus (TM),IFN_beta-1b,"fumarate
 de  diméthyle",Acétate de glatiramère}'::text[]) AS name;
SELECT name, try_dmt(name)
FROM unnest('{-Rebif,Rebif-,Rebif=,Rebif?,(Rebif),Rebif (,beta-1a SC),
	Tysabri!,Tysabri и,>Tysabri,natali--zumab,natalizumab.}'::text[]) AS name;
SELECT text, pg_temp.hint(text, 'dmt_line')
FROM unnest('{1, 1 ,L-1,1st-line,-1,+1,1%,1-,1.,.1,(1),<1,1*,1/,0.1,−1,1°}'::text[]) AS text;

-- Names as data managers write them, and what each means (test/data/README.md); empty: no drug
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE written (name text, drug text, source text);
\copy written FROM 'data/drug_names.csv' WITH (FORMAT csv, HEADER)
SELECT source, count(*) AS names, count(drug) AS drugs,
	count(*) FILTER (WHERE try_dmt(name)::text IS DISTINCT FROM drug) AS wrong,
	count(*) FILTER (WHERE try_dmt(upper(name COLLATE "C")) IS DISTINCT FROM try_dmt(name)) AS wrong_in_capitals
FROM written GROUP BY source ORDER BY source;
SELECT name, drug, try_dmt(name) FROM written WHERE try_dmt(name)::text IS DISTINCT FROM drug;
-- the type itself reads names only, which no other words surround
SELECT count(*) AS names, count(*) FILTER (WHERE pg_temp.hint(name, 'dmt') = 'read') AS read_by_the_type
FROM written WHERE drug IS NOT NULL;
SELECT name, try_dmt(name), pg_temp.hint(name, 'dmt')
FROM unnest('{Rebif 44,natalizumab-sztn,Rituximab product,Glatiramer Mylan}'::text[]) AS name;
-- any two names of different drugs are none, with interferon beta-1a as the one exception; one more word is too much
WITH listed AS (
	SELECT dmt, unnest(dmt::text || brands || atc || former_atc) AS name FROM dmt_catalog()
)
SELECT count(*) > 10000 AS pairs,
	count(*) FILTER (WHERE a.dmt <> b.dmt AND try_dmt(a.name || sign || b.name) IS NOT NULL) AS of_two_drugs,
	count(DISTINCT (a.dmt, b.dmt, try_dmt(a.name || sign || b.name)))
		FILTER (WHERE a.dmt <> b.dmt AND try_dmt(a.name || sign || b.name) IS NOT NULL) AS kinds,
	count(*) FILTER (WHERE a.dmt = b.dmt AND try_dmt(a.name || sign || b.name) IS DISTINCT FROM a.dmt) AS lost
FROM listed AS a, listed AS b, unnest('{/," "}'::text[]) AS sign
WHERE a.name IS NOT NULL AND b.name IS NOT NULL;
SELECT a, b, try_dmt(a || ' (' || b || ')')
FROM (VALUES ('interferon beta-1a', 'Rebif'), ('Avonex', 'L03AB07'), ('Rebif', 'Avonex'),
	('Plegridy', 'interferon beta-1a')) AS v (a, b);
SELECT count(*) AS names, count(try_dmt(name || ' ' || word)) AS read_with_a_word,
	count(try_dmt(word || ' ' || name)) AS word_first
FROM written, unnest('{stop,ou,+,?,naïf,switch,placebo,xyz}'::text[]) AS word WHERE drug IS NOT NULL;
SELECT name, try_dmt(name)
FROM unnest('{Rebif 44,Rebif 44 (,(Rebif 44),-Rebif 44,Rebif -- 44,Rebif () 44,Rebif [44 µg],Rebif (44 µg],
	Rebif 44.,Rebif 44 µg.,Rebif. 44 µg,Rebif 44 ; SC,R TX 500 mg,RTX 500 mg,Copa xone 40,
	interferon beta-1a SC/IM,interferon beta-1a s.c.,Avonex i.m.,Rebif i.m.}'::text[]) AS name;
SELECT try_dmt('Rebif ' || repeat('44 mg ', n)) AS long FROM unnest('{1,30,31,32,1000,100000}'::integer[]) AS n;

-- Every name that is printed or listed reads back as its drug, and no two
-- drugs share a name
SELECT count(*) AS drugs, count(DISTINCT dmt) AS distinct,
	bool_and(dmt::text::dmt = dmt) AS inn, bool_and(atc IS NULL OR atc::dmt = dmt) AS atc,
	bool_and((SELECT bool_and(b::dmt = dmt) FROM unnest(brands || former_atc) AS b) IS NOT FALSE) AS others
FROM dmt_catalog();
SELECT dmt, brands, atc, former_atc, class FROM dmt_catalog();
SELECT dmt, route, lines, off_label, line_source, efficacy, efficacy_samjoo, status FROM dmt_catalog();
SELECT dmt, ema_date, fda_date, fr_launch_year, note FROM dmt_catalog();

-- Lines: names, order, bad input
SELECT 'L1'::dmt_line, '2'::dmt_line, 'third line'::dmt_line,
	'Second-line off label'::dmt_line,
	'deuxième ligne hors AMM'::dmt_line,
	'1ère ligne'::dmt_line;
SELECT l
FROM unnest('{third,first off-label,second,third off-label,first,second off-label}'::dmt_line[]) AS l
ORDER BY l;
SELECT min(l), max(l) FROM unnest('{third,first off-label,second}'::dmt_line[]) AS l;
SELECT 'fourth'::dmt_line;
SELECT ''::dmt_line;
SELECT 'first'::dmt_line < 'second', 'second' < 'second off-label'::dmt_line, 'third'::dmt_line > 'second off-label';

-- Casts
SELECT 'Tysabri'::dmt::dmt_line,
	'daclizumab'::dmt::dmt_line AS none,
	'Tysabri'::dmt::smallint,
	'L2'::dmt_line::smallint,
	'Tysabri'::dmt::text;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE castsource::regtype::text IN ('dmt', 'dmt_line', 'neda_status')
ORDER BY castsource::regtype::text, casttarget::regtype::text;

-- Codes on disk are for ever
SELECT string_agg(encode(dmt_send(dmt), 'hex') || ' ' || dmt, ', ' ORDER BY dmt) FROM dmt_catalog();
SELECT string_agg(encode(dmt_line_send(l), 'hex') || ' ' || l, ', ' ORDER BY l)
FROM unnest('{third,first off-label,second,third off-label,first,second off-label}'::dmt_line[]) AS l;
CREATE TEMP TABLE drugs AS SELECT dmt, dmt_line(dmt) AS line FROM dmt_catalog();
SELECT format('%s/dmt.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY drugs TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (LIKE drugs);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) AS rows, count(*) FILTER (WHERE d.line IS NOT DISTINCT FROM c.line) AS equal
FROM drugs AS d JOIN copied AS c USING (dmt);
CREATE TEMP TABLE codes (dmt int2, line int2);
INSERT INTO codes VALUES (999, 10);
COPY codes TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);
TRUNCATE codes; INSERT INTO codes VALUES (1, 15);
COPY codes TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);
CREATE TEMP TABLE wide (dmt int4, line int2);
INSERT INTO wide VALUES (1, 10);
COPY wide TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);

-- Grouping, sorting and joining
SELECT min(dmt), max(dmt), count(DISTINCT dmt), count(DISTINCT hash_dmt(dmt)) AS hashes,
	count(DISTINCT hash_dmt_extended(dmt, 7)) AS seeded FROM drugs;
SELECT line, count(*) FROM drugs GROUP BY line ORDER BY line;
CREATE INDEX drugs_index ON drugs (dmt, line);
CREATE INDEX drugs_hash ON drugs USING hash (dmt);
ANALYZE drugs;
SET enable_seqscan = off;
SELECT * FROM drugs WHERE dmt = 'Tysabri';
SELECT count(*) FROM drugs WHERE dmt >= 'natalizumab' AND dmt < 'rituximab';
RESET enable_seqscan;
