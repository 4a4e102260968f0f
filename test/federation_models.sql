-- Are the models of the network those of all patients in one place?  Run there: psql -v patients=N -v models=ROWS; N is
-- the number of patients of each site, the rows are those of federation_edge.sql.
\set ON_ERROR_STOP on
SET search_path = registry, public;
CREATE TEMP TABLE network (study text, term text, estimate float8, std_err float8, loglik float8);
INSERT INTO network
SELECT v[1], v[2], v[3]::float8, v[4]::float8, v[5]::float8
FROM unnest(string_to_array(:'models', ';')) AS line, string_to_array(trim(line), ',') AS v WHERE trim(line) <> '';
CREATE TEMP TABLE pooled AS
WITH cohort AS (
	SELECT *, (line = 'second')::integer AS second, ARRAY[age, edss, prior_relapses, duration] AS x,
		(patient_id - 1) / :patients AS site
	FROM first_treatment WHERE line IN ('first', 'second')
)
SELECT 'time to relapse' AS study, cox(
		cox_agg(cox_row(relapse_days, relapsed, second || x, stratum => site)),
		'{second line,age,EDSS,prior relapses,duration}', variance => 'robust'
	) AS m
FROM cohort
UNION ALL
SELECT 'relapse rate', poisson(
		count_agg(relapses, days, second || x), '{second line,age,EDSS,prior relapses,duration}', 'robust'
	)
FROM cohort
UNION ALL
SELECT 'choice of the line', logistic(logistic_agg(second = 1, x), '{age,EDSS,prior relapses,duration}', 'robust')
FROM cohort
UNION ALL
SELECT 'edge', cox(
		cox_agg(cox_row(relapse_days, relapsed, ARRAY[second, prior_relapses], stratum => site)),
		'{second line,relapses}', variance => 'robust'
	)
FROM cohort WHERE site = 0 OR (site = 1 AND NOT relapsed) OR (site = 2 AND second = 0);
CREATE FUNCTION pg_temp.far(a float8, b float8) RETURNS float8 LANGUAGE sql RETURN abs(a - b) / greatest(abs(b), 1e-3);
SELECT pooled.study, count(*) AS coefficients, max(far) < 1e-10 AS the_same
FROM network AS n, pooled, coefficients(m) AS c, model_fit(m) AS f,
	LATERAL (SELECT greatest(pg_temp.far(n.estimate, c.estimate), pg_temp.far(n.std_err, c.std_err),
		pg_temp.far(n.loglik, f.loglik)) AS far) AS d
WHERE n.study = pooled.study AND n.term = c.term
GROUP BY pooled.study ORDER BY 1;
