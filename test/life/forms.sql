-- Objects with each form of SQL that uses an operator without naming it.  As doc/upgrading.md explains, a dump does
-- not keep the operator in some of these forms: the objects called bad_... cannot be restored, or change their
-- meaning; those called good_... are restored as they were.
CREATE SCHEMA form;
SET search_path = form, public, clinic;
CREATE TABLE t (
	id integer,
	drug dmt,
	other dmt,
	edss edss,
	before edss,
	line dmt_line,
	status neda_status,
	CONSTRAINT good_check CHECK (drug <> other OR edss >= 6.0),
	good_generated dmt GENERATED ALWAYS AS (CASE WHEN drug = other THEN NULL ELSE drug END) STORED
);
CREATE TABLE checked (drug dmt CONSTRAINT bad_check CHECK (drug IS DISTINCT FROM 'Tysabri'));
CREATE TABLE computed (drug dmt, bad_generated dmt GENERATED ALWAYS AS (NULLIF(drug, 'Tysabri')) STORED);
CREATE TABLE preset (bad_default edss DEFAULT NULLIF('3.0'::edss, '4.0'));
CREATE TABLE u (id integer, drug dmt, edss edss);
CREATE VIEW bad_distinct AS SELECT drug IS DISTINCT FROM other AS d FROM t;
CREATE VIEW bad_not_distinct AS SELECT status IS NOT DISTINCT FROM NULLIF(status, 'NEDA-4') AS d FROM t;
CREATE VIEW bad_nullif AS SELECT NULLIF(drug, other) AS d FROM t;
CREATE VIEW bad_case AS SELECT CASE drug WHEN 'Tysabri' THEN 1 END AS d FROM t;
CREATE VIEW bad_using AS SELECT t.id FROM t JOIN u USING (drug);
CREATE VIEW bad_using_two AS SELECT t.other FROM t JOIN u USING (id, drug) AS j;
CREATE VIEW bad_natural AS SELECT t.other FROM t NATURAL FULL JOIN u;
CREATE VIEW bad_row AS SELECT (id, drug) < (1, 'Tysabri'::dmt) AS d FROM t;
CREATE VIEW bad_row_in AS SELECT id FROM t WHERE (id, drug) IN (SELECT id, drug FROM u);
CREATE VIEW bad_row_distinct AS SELECT (id, drug) IS DISTINCT FROM (1, other) AS d FROM t;
CREATE VIEW bad_deep AS
SELECT count(*)
FROM t
WHERE id IN (SELECT CASE edss WHEN '3.0' THEN 1 END FROM (SELECT * FROM u OFFSET 0) AS u);
CREATE VIEW bad_edss_distinct AS SELECT edss IS DISTINCT FROM before AS d FROM t;
CREATE VIEW bad_edss_nullif AS SELECT NULLIF(edss, before) AS d, NULLIF(edss, 3.0) AS e FROM t;
CREATE VIEW bad_edss_case AS SELECT CASE edss WHEN '3.0' THEN 1 END AS d FROM t;
CREATE VIEW bad_edss_case_number AS SELECT CASE edss WHEN 3.0 THEN 1 END AS d FROM t;
CREATE DOMAIN drug_code AS dmt;
CREATE DOMAIN grade AS edss;
CREATE TABLE of_domains (code drug_code, grade grade, edss edss);
CREATE VIEW bad_domain_case AS SELECT CASE code WHEN 'Tysabri'::dmt THEN 1 END AS d FROM of_domains;
CREATE VIEW bad_domain_edss_case AS
SELECT CASE grade WHEN '3.0'::edss THEN 1 WHEN edss THEN 2 END AS d FROM of_domains;
CREATE VIEW bad_edss_using AS SELECT t.id FROM t JOIN u USING (edss);
CREATE VIEW bad_edss_row AS SELECT (edss, id) < ('3.0'::edss, 3) AS d FROM t;
CREATE MATERIALIZED VIEW bad_materialized AS SELECT NULLIF(line, 'first') AS d FROM t;
CREATE RULE bad_rule AS ON UPDATE TO t WHERE OLD.drug IS DISTINCT FROM NEW.drug DO ALSO DELETE FROM u;
CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER bad_trigger BEFORE UPDATE ON t FOR EACH ROW
WHEN (OLD.drug IS DISTINCT FROM NEW.drug)
EXECUTE FUNCTION changed();
CREATE POLICY bad_policy ON t USING (CASE line WHEN 'first' THEN true END);
CREATE INDEX bad_index ON u (NULLIF(drug, 'Tysabri'));
CREATE INDEX bad_partial ON u (id) WHERE drug IS DISTINCT FROM 'Tysabri';
CREATE STATISTICS bad_statistics ON NULLIF(drug, 'Tysabri') FROM u;
CREATE FUNCTION bad_function(a dmt, b dmt) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT a IS DISTINCT FROM b; END;
CREATE DOMAIN drug_checked AS dmt CONSTRAINT bad_domain CHECK (VALUE IS DISTINCT FROM 'Tysabri');

CREATE VIEW good_row_equal AS
SELECT (id, drug) = (1, 'Tysabri'::dmt) AS d,
	(drug, line) < ('Tysabri'::dmt, 'first'::dmt_line) AS e
FROM t;
CREATE VIEW good_row AS SELECT id < 1 OR id = 1 AND drug < 'Tysabri' AS d FROM t;
CREATE VIEW good_row_in AS SELECT id FROM t WHERE EXISTS (SELECT FROM u WHERE u.id = t.id AND u.drug = t.drug);
CREATE VIEW good_in AS
SELECT drug IN ('Tysabri', 'Ocrevus') AS d,
	drug NOT IN ('Tysabri', 'Ocrevus') AS e,
	edss IN (3.0, 4.0) AS f
FROM t;
CREATE VIEW good_in_query AS
SELECT drug IN (SELECT drug FROM u) AS d,
	line = ANY (SELECT line FROM t) AS e,
	line > ALL (SELECT line FROM t) AS f
FROM t;
CREATE VIEW good_between AS
SELECT line BETWEEN 'first' AND 'third' AS d,
	greatest(line, 'first') AS e,
	least(edss, before) AS f
FROM t;
CREATE VIEW good_on AS SELECT t.id FROM t JOIN u ON t.drug = u.drug AND t.edss = u.edss;
CREATE VIEW good_coalesce AS SELECT NOT coalesce(drug = other, drug IS NULL AND other IS NULL) AS d FROM t;
CREATE VIEW good_not_true AS SELECT (drug = other) IS NOT TRUE AS d FROM t;
CREATE VIEW good_text AS
SELECT drug::text IS DISTINCT FROM other::text AS d,
	edss::text IS DISTINCT FROM before::text AS e
FROM t;
CREATE VIEW good_case AS
SELECT CASE WHEN drug = other THEN NULL ELSE drug END AS d,
	CASE WHEN edss = '3.0' THEN 1 END AS e
FROM t;
CREATE VIEW good_group AS
SELECT DISTINCT ON (drug) drug,
	count(DISTINCT edss),
	max(line),
	array_agg(line ORDER BY line DESC) FILTER (WHERE edss >= 6.0)
FROM t
GROUP BY GROUPING SETS ((drug, edss), ())
ORDER BY drug;
CREATE VIEW good_union AS SELECT drug FROM t UNION SELECT drug FROM u EXCEPT SELECT other FROM t;
CREATE VIEW good_window AS
SELECT rank() OVER (PARTITION BY drug ORDER BY edss RANGE BETWEEN 1.0 PRECEDING AND CURRENT ROW) AS r
FROM t;
CREATE TRIGGER good_trigger BEFORE UPDATE ON t FOR EACH ROW
WHEN (OLD.drug::text IS DISTINCT FROM NEW.drug::text)
EXECUTE FUNCTION changed();
CREATE TRIGGER good_trigger_row AFTER UPDATE ON u FOR EACH ROW
WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION changed();
CREATE FUNCTION good_function(a dmt, b dmt) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT (a = b) IS NOT TRUE; END;
CREATE INDEX good_index ON u (drug, edss) WHERE edss >= 6.0;
