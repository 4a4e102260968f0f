-- The made-up registry from which omop.sql and sdtm.sql write their examples, in the schema made_up: 300 patients, or
-- -v patients=N.  If there is one already, it is used.  Functional systems are added to half of its visits.

\if :{?patients} \else \set patients 300 \endif
\if :{?schema} \set kept_schema :schema \else \set kept_schema registry \endif
\set schema made_up
SET client_min_messages = warning;

-- A number from 0 to 1, always the same for the same patient and purpose.
CREATE OR REPLACE FUNCTION pg_temp.draw(patient bigint, purpose bigint) RETURNS float8
	LANGUAGE sql IMMUTABLE
	RETURN (hashint8extended(patient, purpose) & 1048575) / 1048576.0::float8;

SELECT to_regnamespace('made_up') IS NULL AS is_new \gset
\if :is_new
	\ir ../../schema.sql
	\ir ../../generate.sql
	UPDATE visit
	SET fs_visual = (pg_temp.draw(patient_id, 701) * 3)::integer,
		fs_pyramidal = least(5, round(edss::float8 / 2)),
		fs_sensory = least(4, floor(edss::float8 / 2)),
		ambulation = CASE WHEN edss >= 5.0 THEN least(12, 2 * (edss::float8 - 4)) ELSE 0 END
	WHERE edss IS NOT NULL AND pg_temp.draw(patient_id, 700 + extract(day FROM visit_date)::integer) < 0.5;
\endif
\ir ../../path.sql
