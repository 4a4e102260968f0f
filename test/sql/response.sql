SET client_encoding = 'utf8';
-- What it is for: the score of the first year, its risk, the recommended action
SELECT relapses, new_t2, score,
	sormani_risk(score) AS risk,
	sormani_action(score) AS action,
	sormani_action(score, 'fr') AS conduite
FROM (VALUES (0, 0), (0, 2), (0, 3), (1, 2), (1, 3), (2, 0), (3, 7)) AS v (relapses, new_t2),
	sormani_score(relapses, new_t2) AS score;
-- Known values settle the answer, or it is NULL
SELECT relapses, new_t2, sormani_score(relapses, new_t2) AS score
FROM (VALUES (2, NULL), (3, NULL), (1, NULL), (0, NULL), (NULL, 0), (NULL, 9), (NULL, NULL)) AS v (relapses, new_t2);
SELECT endpoint, array_agg(sormani_risk(score, endpoint) ORDER BY score) AS risks
FROM unnest('{progression,failure,edss}'::text[]) WITH ORDINALITY AS e (endpoint, n), generate_series(0, 2) AS score
GROUP BY endpoint, n ORDER BY n;
SELECT line,
	sormani_next_line(line, 0) AS score_0,
	sormani_next_line(line, 1) AS score_1,
	sormani_next_line(line, 2) AS score_2
FROM unnest('{first,first off-label,second,second off-label,third,third off-label}'::dmt_line[]) AS line;
SELECT sormani_risk(NULL), sormani_action(NULL), sormani_next_line(NULL, 2), sormani_next_line('first', NULL);

-- Rio
SELECT relapses, lesions, progression, rio_score(relapses, lesions, progression) AS rio
FROM (VALUES (0, 2, false), (1, 3, false), (2, 0, true), (1, 3, true), (0, 3, false), (0, 0, true),
	(NULL, 3, true), (1, NULL, true), (1, 3, NULL)) AS v (relapses, lesions, progression);

-- Modified Rio: both cuts, and the second look at score 1
SELECT relapses, new_t2,
	modified_rio_score(relapses, new_t2) AS score,
	modified_rio_score(relapses, new_t2, 5) AS cut_5,
	modified_rio_class(relapses, new_t2) AS class
FROM (VALUES
	(0, 4), (0, 5), (0, 6), (1, 0), (1, 5), (2, 0), (2, 9), (5, 9), (NULL, 9), (0, NULL), (1, NULL), (2, NULL)
) AS v (relapses, new_t2);
SELECT later_relapses, later_new_t2, modified_rio_class(1, 0, later_relapses, later_new_t2) AS class
FROM (VALUES
	(0, 1), (0, 2), (1, 0), (1, NULL), (NULL, 2), (NULL, 1), (0, NULL), (NULL, NULL)
) AS v (later_relapses, later_new_t2);
SELECT modified_rio_class(0, 0, 3, 3) AS low_stays,
	modified_rio_class(2, 0, 0, 0) AS high_stays,
	modified_rio_class(0, 5, 0, 0, 5) AS cut_5;
SELECT array_agg(modified_rio_risk(s) ORDER BY s) FROM generate_series(0, 3) AS s;

-- The Canadian recommendation: high concern in one domain, medium in two, or low in all three
SELECT relapse, progression, mri, cantor_switch(relapse, progression, mri)
FROM (VALUES
	(3, 0, 0), (0, 3, 0), (0, 0, 3), (2, 2, 0), (0, 2, 2), (2, 1, 0), (1, 1, 1), (1, 1, 0), (2, 0, 0), (0, 0, 0),
	(3, NULL, NULL), (2, 2, NULL), (2, NULL, NULL), (0, 0, NULL), (NULL, NULL, NULL)
) AS v (relapse, progression, mri);
-- every combination: the rule in SQL; an answer with unknown levels holds for every level they may have
CREATE TEMP TABLE concern AS
SELECT r, p, m, cantor_switch(r, p, m) AS switch
FROM unnest('{0,1,2,3,NULL}'::integer[]) AS r,
	unnest('{0,1,2,3,NULL}'::integer[]) AS p,
	unnest('{0,1,2,3,NULL}'::integer[]) AS m;
SELECT count(*) AS known,
	count(*) FILTER (WHERE switch) AS switch,
	bool_and(
		switch = (
			3 IN (r, p, m) OR (r >= 2)::integer + (p >= 2)::integer + (m >= 2)::integer >= 2 OR least(r, p, m) >= 1
		)
	) AS same
FROM concern
WHERE num_nulls(r, p, m) = 0;
SELECT count(*) AS not_known, count(switch) AS settled, bool_and(switch IS NOT DISTINCT FROM settled) AS same
FROM concern AS c,
	LATERAL (
		SELECT CASE WHEN bool_and(k.switch) THEN true WHEN NOT bool_or(k.switch) THEN false END AS settled
		FROM concern AS k
		WHERE num_nulls(k.r, k.p, k.m) = 0
			AND coalesce(c.r, k.r) = k.r
			AND coalesce(c.p, k.p) = k.p
			AND coalesce(c.m, k.m) = k.m
	) AS completions
WHERE num_nulls(r, p, m) > 0;
DROP TABLE concern;

-- Bad input
SELECT cantor_switch(4, 0, 0);
SELECT cantor_switch(0, -1, 0);
SELECT cantor_switch(0, NULL, 4);
SELECT sormani_score(-1, 0);
SELECT sormani_score(2, -1);
SELECT sormani_risk(3);
SELECT sormani_risk(-1);
SELECT sormani_risk(1, 'death');
SELECT sormani_action(3);
SELECT sormani_action(1, 'de');
SELECT sormani_next_line('first', 3);
SELECT rio_score(-1, 0, false);
SELECT rio_score(0, -1, false);
SELECT modified_rio_score(0, -1);
SELECT modified_rio_score(0, 1, 3);
SELECT modified_rio_class(1, 0, -1, 0);
SELECT modified_rio_score(1, 0, NULL) AS score, modified_rio_class(1, 0, 0, 0, NULL) AS class;
SELECT modified_rio_risk(4);
