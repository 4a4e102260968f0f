-- The sentences for a methods section, generated from the models and definitions.
-- Numbers in them that other figures of the page hide are hidden here too.
SELECT outcome AS part, analysis,
	CASE WHEN may THEN en ELSE regexp_replace(en, counts, '*', 'g') END AS en,
	CASE WHEN may THEN fr ELSE regexp_replace(fr, counts, '*', 'g') END AS fr
FROM (
	SELECT CASE
			WHEN outcome = 'second line' THEN 1
			WHEN outcome = 'relapse rate' THEN 4
			WHEN analysis = 'weighted' THEN 2
			ELSE 3
		END AS place,
		outcome, analysis, describe(model, 'en') AS en, describe(model, 'fr') AS fr,
		'\d+(?= (patient|event|événement|cluster|groupe|with a missing|avec une valeur))' AS counts,
		CASE outcome
			WHEN 'second line' THEN (SELECT by_line FROM study_size)
			ELSE (SELECT c.may AND e.may FROM study_relapse_count AS c
				JOIN study_effect AS e ON e.outcome = c.outcome AND e.analysis = m.analysis
				WHERE c.outcome = m.outcome AND c.analysis IN (m.analysis, 'on drug')
				ORDER BY c.analysis = 'on drug' LIMIT 1)
		END AS may
	FROM study_model AS m
	WHERE (outcome, analysis) IN (
		('second line', 'propensity'), ('first relapse', 'weighted'), ('first relapse', 'matched, pairwise censored'),
		('relapse rate', 'weighted')
	)
	UNION ALL
	SELECT 10 + place, name, NULL, describe(criteria, 'en'), describe(criteria, 'fr'), '', true FROM study_definition
) AS sentences
WHERE EXISTS (SELECT FROM study_attrition)
ORDER BY place;
