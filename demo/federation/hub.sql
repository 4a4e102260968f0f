-- Sets up the hub: run it once, as superuser, in a database of its own.
--
-- The manager, who is not a superuser, owns the connections to the sites.  The analyst may read the view, but has no
-- connection, no password and no other table.

CREATE EXTENSION sepms;
CREATE EXTENSION postgres_fdw;

CREATE ROLE manager NOLOGIN;
CREATE ROLE analyst LOGIN;
ALTER ROLE analyst SET enable_partitionwise_aggregate = on; -- grouping by site runs at the sites
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO manager;
CREATE SCHEMA network AUTHORIZATION manager;
SET ROLE manager;

CREATE TABLE network.site_tally (
	site text, line dmt_line, year integer,
	neda neda_tally, relapses relapse_tally, relapse_free survival_tally, -- NULL: withheld
	withheld integer
) PARTITION BY LIST (site);

CREATE VIEW network.tally AS SELECT * FROM network.site_tally;

-- Questions and answers of regressions; the analyst puts questions through a view as well.
CREATE TABLE network.site_question (site text, study text, fit text, round integer, beta float8[])
	PARTITION BY LIST (site);
CREATE TABLE network.site_answer (
	site text, study text, fit text, round integer, beta float8[], refused text, score model_score
) PARTITION BY LIST (site);
CREATE VIEW network.question AS SELECT * FROM network.site_question;
CREATE VIEW network.answer AS SELECT * FROM network.site_answer;

GRANT USAGE ON SCHEMA network TO analyst;
GRANT SELECT ON network.tally, network.answer TO analyst;
GRANT INSERT ON network.question TO analyst;
