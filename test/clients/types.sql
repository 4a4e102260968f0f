-- What the clients read and write: for each type of sepms a table of values in
-- the schema given, and an empty one of the same shape in written.  A client
-- copies all of them and calls check_written; what it did is in the table done.
CREATE EXTENSION sepms;

-- The types, and the functions that send and read them.
CREATE VIEW sepms_type AS
SELECT t.oid, t.typname::text AS type, t.typsend AS send
FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND e.extname = 'sepms'
WHERE t.typtype = 'b' AND t.typcategory <> 'A';

CREATE SCHEMA given;
CREATE SCHEMA written;
SELECT format('CREATE TABLE given.%I (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value %1$I)', type) FROM sepms_type \gexec
SELECT format('CREATE TABLE written.%I (id integer PRIMARY KEY, value %1$I)', type) FROM sepms_type \gexec

-- Whole vocabularies, and of the other types what is empty, ordinary and odd.
INSERT INTO given.edss (value) SELECT (half / 2.0)::edss FROM generate_series(0, 20) AS half WHERE half <> 1;
INSERT INTO given.dmt (value) SELECT dmt FROM dmt_catalog();
INSERT INTO given.dmt_line (value) SELECT DISTINCT line FROM dmt_catalog(), unnest(dmt_lines(dmt)) AS line;
INSERT INTO given.ms_phenotype (value)
SELECT DISTINCT try_ms_phenotype(text) FROM (
	SELECT kind || '-' || activity FROM unnest('{CIS,RR,PP,SP}'::text[]) AS kind, unnest('{active,not_active,indeterminate}'::text[]) AS activity
	UNION ALL
	SELECT kind || '-' || activity || '-' || progression FROM unnest('{PP,SP}'::text[]) AS kind,
		unnest('{active,not_active,indeterminate}'::text[]) AS activity,
		unnest('{with_progression,without_progression,progression_indeterminate}'::text[]) AS progression) AS spelling (text)
WHERE try_ms_phenotype(text) IS NOT NULL;
INSERT INTO given.transplant_step (value)
SELECT step::transplant_step
FROM unnest('{mobilisation,collection,cryopreservation,conditioning,reinjection,aplasia,recovery}'::text[]) AS step;
INSERT INTO given.neda_status (value)
SELECT neda_status(relapses, progression, new_t2, gd, annual_pbvc)
FROM unnest('{1,0,NULL}'::integer[]) AS relapses, unnest('{t,f,NULL}'::boolean[]) AS progression,
	unnest('{1,0,NULL}'::integer[]) AS new_t2, unnest('{1,0,NULL}'::integer[]) AS gd, unnest('{-1,0,NULL}'::float8[]) AS annual_pbvc;

INSERT INTO given.neda_tally (value) SELECT neda_agg(value) FROM given.neda_status UNION ALL SELECT neda_agg(value) FROM given.neda_status WHERE false;
INSERT INTO given.weighted_neda_tally (value) SELECT neda_agg(value, 1 / 3.0) FROM given.neda_status;
INSERT INTO given.relapse_tally (value) SELECT relapse_agg(n, 100 * n) FROM generate_series(1, 4) AS n;
INSERT INTO given.weighted_relapse_tally (value) SELECT relapse_agg(n, 100 * n, 0.1 * n) FROM generate_series(1, 4) AS n;
INSERT INTO given.survival_tally (value)
SELECT survival_agg(n, n % 3 = 0) FROM generate_series(1, 9) AS n
UNION ALL SELECT survival_agg(0, 9999999, true) FROM generate_series(1, 3)
UNION ALL SELECT survival_agg(entry, 50 + entry, entry < 20) FROM unnest('{0,10,30}'::integer[]) AS entry;
INSERT INTO given.weighted_survival_tally (value) SELECT survival_agg(n, n % 3 = 0, 1 / 3.0) FROM generate_series(1, 9) AS n;
INSERT INTO given.cuminc_tally (value) SELECT cuminc_agg(n, n % 4) FROM generate_series(1, 9) AS n;
INSERT INTO given.severity_tally (value) SELECT severity_agg(value, id * 1.5) FROM given.edss;

INSERT INTO given.outcome_series (value) VALUES ('{}'), ('{2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm)}'),
	('{4000-01-01 BC: -0.1, 1999-12-31: 1e-300, 2000-01-01: 7.25}');
INSERT INTO given.mri_series (value) VALUES ('{}'),
	('{2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04, 2021-03-01: T2 some, 2021-09-01: unknown}');
INSERT INTO given.treatment_history (value) VALUES ('{}'), ('{teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}');
INSERT INTO given.disability_criteria (value) VALUES ('{}'), ('muller2023'), ('{"conf_days": [84, 168]}');

-- No type is without a value; NULL is one more of each.
DO $$
DECLARE
	type text;
	known boolean;
BEGIN
	FOR type IN SELECT t.type FROM sepms_type AS t LOOP
		EXECUTE format('SELECT count(value) > 0 FROM given.%I', type) INTO known;
		IF NOT known THEN
			RAISE EXCEPTION 'test/clients/types.sql has no value of the type %', type;
		END IF;
		EXECUTE format('INSERT INTO given.%I (value) VALUES (NULL)', type);
	END LOOP;
END $$;

-- Who copied all values how: as text or as binary.
CREATE TABLE done (client text, form text, types integer, n bigint);

-- Makes room for the next client.
CREATE FUNCTION empty_written() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record;
BEGIN
	FOR t IN SELECT * FROM sepms_type LOOP
		EXECUTE format('TRUNCATE written.%I', t.type);
	END LOOP;
END $$;

-- Compares all values written with those given, by '=', text and bytes sent.
CREATE FUNCTION check_written(client text, form text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	t record;
	found record;
	n bigint := 0;
	types integer := 0;
BEGIN
	FOR t IN SELECT * FROM sepms_type LOOP
		EXECUTE format($sql$
			SELECT count(g.id) AS n, count(*) FILTER (WHERE w.id IS NULL OR g.id IS NULL
				OR g.value IS DISTINCT FROM w.value OR g.value::text IS DISTINCT FROM w.value::text
				OR %2$s(g.value) IS DISTINCT FROM %2$s(w.value)) AS wrong
			FROM given.%1$I AS g FULL JOIN written.%1$I AS w ON g.id = w.id $sql$, t.type, t.send) INTO found;
		IF found.wrong > 0 THEN
			RAISE EXCEPTION '% % of % values of % are missing or another after %', found.wrong, form, found.n, t.type, client;
		END IF;
		n := n + found.n;
		types := types + 1;
	END LOOP;
	INSERT INTO done VALUES (client, form, types, n);
	PERFORM empty_written();
	RETURN n;
END $$;

-- Rows with dates, numbers, arrays and NULLs.
CREATE VIEW curve AS
SELECT time, n_risk, n_event, survival, lower, upper FROM km('{"version": 1, "days": [30, 60], "events": [1, 1], "censored": [2, 0]}'::survival_tally);
CREATE VIEW event AS
SELECT nevent, event_type, cdw_type, event_date, event_value, conf_dates, pira_conf_dates, sust_last
FROM disability_events('{2020-01-01: 2, 2020-06-01: 3.5, 2020-12-01: 3.5, 2021-06-01: 3.5, 2021-12-01: 2, 2022-06-01: 2}', '{2020-05-20}', 'muller2023');
CREATE VIEW component AS
SELECT c.* FROM given.neda_tally, neda_components(value) AS c WHERE id = 1;
