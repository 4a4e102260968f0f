-- Tables that hold the same patients in other ways: psql -v schema=NAME, and
-- -v how='' or a PARTITION BY clause; the partitions come after.

CREATE SCHEMA :schema;
SET search_path = :schema, public;
CREATE TABLE visit (site text, patient_id integer, visit_date date, edss edss) :how;
CREATE TABLE relapse (site text, patient_id integer, onset_date date) :how;
CREATE TABLE patient_year (site text, patient_id integer, year integer, line dmt_line, status neda_status) :how;
CREATE TABLE first_treatment (site text, patient_id integer, line dmt_line, days integer, relapses integer,
	relapse_days integer, relapsed boolean) :how;
