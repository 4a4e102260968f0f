// Are the numbers of the pages those of the registry?  Here they are computed in
// another way: from the tables of patients, not from tallies.
import {execFileSync} from "node:child_process";
import {kinds} from "../src/components/kinds.js";
import {speak} from "../src/components/words.js";

// The rows of a query, with values as text.
function ask(database, query) {
	const options = ["-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1"];
	const answer = execFileSync("psql", [...options, "-d", database, "-c", query], {encoding: "utf8"});
	return answer.trimEnd().split("\x1e").map((row) => row.split("\x1f"));
}

const words = {
	en: {first: "1st line", second: "2nd line", third: "3rd line"},
	fr: {first: "1re ligne", second: "2e ligne", third: "3e ligne"}
};

const sameInFrench = ["fingolimod", "siponimod", "ozanimod", "cladribine", "natalizumab", "ofatumumab", "ublituximab", "rituximab", "alemtuzumab",
	"mitoxantrone", "daclizumab", "azathioprine", "cyclophosphamide"];

const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
const little = (text) => /^([1-9]|10)$/.test(text);

// For each section, the place of its table and the rows that it should have.  A
// number may be hidden only if some count of the table is small; pages.js tests
// that small counts are hidden.
const queries = {
	"age-at-onset": [0, `
		WITH p AS (SELECT sex, 5 * (date_part('year', age(onset_date, birth_date))::integer / 5) AS age FROM patient)
		SELECT concat(min(age), '-', max(age) + 4), count(*) FILTER (WHERE sex = 'F'), count(*) FILTER (WHERE sex = 'M')
		FROM (SELECT sex, age, CASE
				WHEN (SELECT count(*) FROM p WHERE p.age < q.age) < 11 THEN 0
				WHEN (SELECT count(*) FROM p WHERE p.age > q.age) < 11 THEN 1000 ELSE age END AS place
			FROM p AS q) AS joined
		GROUP BY place ORDER BY place`],
	"on-treatment": [0, `
		SELECT '' AS day, count(DISTINCT patient_id) FILTER (WHERE dmt_line(drug) = 'first'),
			count(DISTINCT patient_id) FILTER (WHERE dmt_line(drug) = 'second'),
			count(DISTINCT patient_id) FILTER (WHERE dmt_line(drug) = 'third')
		FROM generate_series(2000, 2040) AS year, treatment
		JOIN (SELECT patient_id, min(visit_date) AS first, max(visit_date) AS last FROM visit GROUP BY patient_id) AS v USING (patient_id)
		WHERE daterange(start_date, end_date) @> make_date(year, 1, 1) AND make_date(year, 1, 1) BETWEEN first AND last
		GROUP BY year ORDER BY year`],
	"neda-by-year": [0, `
		SELECT line::text, year::text, avg(is_neda::integer)::float8, (proportion_ci(count(*) FILTER (WHERE is_neda), count(is_neda))).lower,
			(proportion_ci(count(*) FILTER (WHERE is_neda), count(is_neda))).upper, count(*), count(is_neda), count(*) FILTER (WHERE is_neda)
		FROM (SELECT line, year, CASE
				WHEN relapses > 0 OR progression OR new_t2 > 0 OR gd > 0 THEN false
				WHEN relapses = 0 AND NOT progression AND new_t2 = 0 THEN true END AS is_neda
			FROM patient_year) AS y
		GROUP BY line, year ORDER BY min(y.line), year`],
	"neda-bounds": [0, `
		SELECT line::text, neda::float8 / (neda + eda), (proportion_ci(neda, neda + eda)).lower, (proportion_ci(neda, neda + eda)).upper,
			neda::float8 / n, (n - eda)::float8 / n, n, neda, eda, n - neda - eda
		FROM (SELECT line, count(*) AS n, count(*) FILTER (WHERE is_neda(status)) AS neda, count(*) FILTER (WHERE NOT is_neda(status)) AS eda
			FROM patient_year WHERE year = 1 GROUP BY line) AS c
		ORDER BY c.line`],
	"neda-by-centre": [0, `
		SELECT chr(65 + patient_id % 4) AS centre, neda_rate(status), (proportion_ci(count(*) FILTER (WHERE is_neda(status)), count(is_neda(status)))).*,
			count(*), count(is_neda(status)), count(*) FILTER (WHERE is_neda(status))
		FROM patient_year GROUP BY centre ORDER BY centre`],
	"neda-components": [0, `
		SELECT line::text, '' AS component, avg(active::integer)::float8, count(*) FILTER (WHERE active), count(*) FILTER (WHERE NOT active),
			count(*) FILTER (WHERE active IS NULL)
		FROM patient_year, LATERAL (VALUES (1, relapses > 0), (2, progression), (3, new_t2 > 0), (4, gd > 0), (5, (neda_parts(status)).brain_volume_loss))
			AS c (place, active)
		GROUP BY line, place ORDER BY min(patient_year.line), place`],
	"relapse-rate": [0, `
		SELECT line::text, sum(relapses) / (sum(days) / 365.25), (rate_ci(sum(relapses), sum(days) / 365.25)).*, count(*), sum(relapses),
			sum(days) / 365.25
		FROM first_treatment GROUP BY line ORDER BY min(first_treatment.line)`],
	"first-relapse": [0, `
		SELECT line::text, count(*), count(*) FILTER (WHERE relapse_days > 365), count(*) FILTER (WHERE relapse_days > 731),
			count(*) FILTER (WHERE relapse_days > 1096), count(*) FILTER (WHERE relapse_days > 1461)
		FROM first_treatment GROUP BY line ORDER BY min(first_treatment.line)`],
	"first-pira": [1, `
		SELECT line::text, count(*), count(*) FILTER (WHERE EXISTS (
				SELECT FROM patient_course AS c, disability_events(visits, c.relapses, disability_criteria('muller2023', event => 'firstPIRA'))
				WHERE c.patient_id = first_treatment.patient_id))
		FROM first_treatment GROUP BY line ORDER BY min(first_treatment.line)`],
	"first-cdw": [1, `
		SELECT line::text, count(DISTINCT f.patient_id), count(DISTINCT e.patient_id)
		FROM first_treatment AS f LEFT JOIN (SELECT patient_id FROM disability_event WHERE event_type = 'CDW') AS e USING (patient_id)
		GROUP BY line ORDER BY min(f.line)`],
	"drugs": [0, `
		SELECT '' AS drug, count(*)
		FROM (SELECT patient_id, max(visit_date) AS day FROM visit GROUP BY patient_id) AS v
		LEFT JOIN treatment AS t ON t.patient_id = v.patient_id AND daterange(start_date, end_date) @> day
		WHERE day > (SELECT max(visit_date) FROM visit) - 365
		GROUP BY drug ORDER BY count(*) DESC`],
	"scores": [0, `
		SELECT '' AS score, count(*) FROM (
			SELECT CASE WHEN relapses >= 2 THEN 2 WHEN relapses = 1 AND new_t2 >= 3 THEN 2 WHEN relapses = 1 AND new_t2 <= 2 THEN 1
				WHEN relapses = 0 AND new_t2 >= 3 THEN 1 WHEN relapses = 0 AND new_t2 <= 2 THEN 0 END AS score
			FROM patient_year WHERE year = 1) AS s
		GROUP BY s.score ORDER BY s.score`],
	"missing": [0, `
		SELECT '' AS component, year::text, avg(missing::integer)::float8, count(*) FILTER (WHERE missing), count(*)
		FROM patient_year, LATERAL (VALUES (1, relapses IS NULL), (2, progression IS NULL), (3, new_t2 IS NULL), (4, gd IS NULL),
			(5, (neda_parts(status)).brain_volume_loss IS NULL)) AS c (place, missing)
		GROUP BY year, place ORDER BY year, place`],
	"not-evaluable": [0, `
		SELECT '' AS reason, count(*) AS n, count(*) / (SELECT count(*) FROM patient_year)::float8
		FROM patient_year WHERE is_neda(status) IS NULL
		GROUP BY relapses IS NULL, progression IS NULL, new_t2 IS NULL ORDER BY n DESC`],
	"attrition": [0, `
		WITH first AS (
			SELECT DISTINCT ON (patient_id) patient_id, dmt_line(drug) AS line, start_date FROM treatment ORDER BY patient_id, start_date
		), visits AS (
			SELECT patient_id, bool_or(visit_date > start_date) AS seen, bool_or(visit_date BETWEEN start_date - 365 AND start_date) AS measured
			FROM visit JOIN first USING (patient_id) WHERE edss IS NOT NULL GROUP BY patient_id
		), p AS (
			SELECT line, first.patient_id IS NOT NULL AS treated, line IN ('first', 'second') AS on_line,
				onset_date <= start_date AND birth_date < start_date AS known, seen, measured
			FROM patient LEFT JOIN first USING (patient_id) LEFT JOIN visits USING (patient_id)
		)
		SELECT '' AS step, count(*) FILTER (WHERE taken[place - 1] AND NOT coalesce(taken[place], false)) AS left_out,
			count(*) FILTER (WHERE taken[place]), count(*) FILTER (WHERE taken[place] AND line = 'second'),
			count(*) FILTER (WHERE taken[place] AND line = 'first')
		FROM (SELECT line, ARRAY[true, treated, treated AND line IS NOT NULL, on_line, on_line AND known, on_line AND known AND seen,
			on_line AND known AND seen AND measured] AS taken FROM p) AS c, generate_series(1, 7) AS place
		GROUP BY place ORDER BY place`],
	"balance": [0, `
		SELECT '' AS term, round((avg(x) FILTER (WHERE second) - avg(x) FILTER (WHERE NOT second))::numeric
				/ sqrt((var_samp(x) FILTER (WHERE second) + var_samp(x) FILTER (WHERE NOT second)) / 2)::numeric, 3),
			round(((sum(w * x) FILTER (WHERE second) / sum(w) FILTER (WHERE second)
				- sum(w * x) FILTER (WHERE NOT second) / sum(w) FILTER (WHERE NOT second))
				/ sqrt((var_samp(x) FILTER (WHERE second) + var_samp(x) FILTER (WHERE NOT second)) / 2))::numeric, 3),
			round(((avg(x) FILTER (WHERE second AND set_no IS NOT NULL) - avg(x) FILTER (WHERE NOT second AND set_no IS NOT NULL))
				/ sqrt((var_samp(x) FILTER (WHERE second) + var_samp(x) FILTER (WHERE NOT second)) / 2))::numeric, 3)
		FROM (SELECT line = 'second' AS second, CASE WHEN line = 'second' THEN share / ps ELSE (1 - share) / (1 - ps) END AS w, set_no,
				age, duration, prior_relapses, edss
			FROM first_treatment JOIN comparison.scored USING (patient_id),
				(SELECT avg((line = 'second')::integer) AS share FROM first_treatment JOIN comparison.scored USING (patient_id)) AS s) AS p,
			LATERAL (VALUES (1, age), (2, duration), (3, prior_relapses), (4, edss::float8)) AS v (place, x)
		GROUP BY place ORDER BY place`],
	"switches": [0, `
		SELECT a.l::text, b.l::text AS into, count(*)
		FROM (SELECT patient_id, dmt_line(drug) AS l, row_number() OVER (PARTITION BY patient_id ORDER BY start_date) AS n FROM treatment) AS a
		JOIN (SELECT patient_id, dmt_line(drug) AS l, row_number() OVER (PARTITION BY patient_id ORDER BY start_date) AS n FROM treatment) AS b
			ON a.patient_id = b.patient_id AND b.n = a.n + 1
		GROUP BY a.l, b.l ORDER BY a.l, b.l`]
};

function compare(id, index, expected, shown, lang, problem) {
	const all = shown[id]?.tables[index] ?? [];
	// a median and its limits, of any number of values, are between the line and the counts
	const rows = /^first-(cdw|pira)$/.test(id) ? all.map(([line, ...values]) => [line, ...values.slice(-2)]) : all;
	if (rows.length !== expected.length) return problem(lang, `${id} has ${rows.length} rows, not ${expected.length}`);
	const mayHide = id === "first-relapse" || expected.flat().some(little); // a curve hides parts of a year
	expected.forEach((row, r) => row.forEach((value, i) => {
		const found = rows[r][i];
		const right = value === "" // a name that differs between languages
			|| (typeof found === "number" ? near(found, Number(value))
				: found === (words[lang][value] ?? value) || /^(\*|<11)$/.test(found) && mayHide);
		if (!right) problem(lang, `${id}, row ${r + 1}, value ${i + 1} is ${found}, not ${value}`);
	}));
}

// The numbers in the label of a drawing are those of its table.
function checkLabel(id, shown, percents, lang, problem) {
	const format = new Intl.NumberFormat(lang === "fr" ? "fr-FR" : "en-GB", {minimumFractionDigits: 1, maximumFractionDigits: 1});
	const write = (x) => `${format.format(100 * x)}\u00a0%`;
	for (const x of percents) {
		if (!shown[id]?.label?.includes(write(x))) problem(lang, `the figure of ${id} does not say ${write(x)}`);
	}
}

export function numbers(database, lang, shown, problem) {
	for (const [id, [index, query]] of Object.entries(queries)) compare(id, index, ask(database, query), shown, lang, problem);

	const [[patients, women, men, age, followUp, years, switches, share, from, to, version]] = ask(database, `
		SELECT (SELECT count(*) FROM patient WHERE patient_id IN (SELECT patient_id FROM visit)), (SELECT count(*) FROM patient WHERE sex = 'F'),
			(SELECT count(*) FROM patient WHERE sex = 'M'),
			(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY date_part('year', age(onset_date, birth_date))) FROM patient),
			(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY round(d / 36.525) / 10) FROM follow), (SELECT round(sum(d) / 365.25) FROM follow),
			(SELECT count(*) FROM treatment) - (SELECT count(DISTINCT patient_id) FROM treatment),
			(SELECT round(100.0 * count(*) FILTER (WHERE sex = 'F') / count(*), 1) FROM patient),
			(SELECT extract(year FROM min(visit_date)) FROM visit), (SELECT extract(year FROM max(visit_date)) FROM visit),
			(SELECT extversion FROM pg_extension WHERE extname = 'sepms')
		FROM (SELECT 1) AS one`.replaceAll("FROM follow)", "FROM (SELECT max(visit_date) - min(visit_date) AS d FROM visit GROUP BY patient_id) AS follow)"));
	if (String(shown["key-numbers"].values) !== String([patients, women, men, age, followUp, years, switches].map(Number))) {
		problem(lang, `key-numbers: ${shown["key-numbers"].values}`);
	}
	for (const said of [lang === "fr" ? share.replace(".", ",") : share, from, to, version]) {
		if (!shown["key-numbers"].text.includes(said)) problem(lang, `key-numbers does not say ${said}`);
	}

	// EDSS, phenotype and last visit: no patient is forgotten, and the highest EDSS are right
	const [edss, phenotype, seen] = shown["last-known"].tables;
	const [[high, course, lately]] = ask(database, `
		SELECT count(*) FILTER (WHERE (SELECT edss FROM visit AS l WHERE l.patient_id = v.patient_id AND edss IS NOT NULL ORDER BY visit_date DESC LIMIT 1) >= 6),
			count(*) FILTER (WHERE course = 'RR'), count(*) FILTER (WHERE last > (SELECT max(visit_date) FROM visit) - 365)
		FROM (SELECT patient_id, max(visit_date) AS last FROM visit GROUP BY patient_id) AS v JOIN patient USING (patient_id)`);
	if (edss.at(-1)[1] !== Number(high)) problem(lang, `${edss.at(-1)[1]} have an EDSS of 6 or more, not ${high}`);
	if (phenotype[0][1] !== Number(course) || seen[0][1] !== Number(lately)) problem(lang, `last-known is ${[phenotype, seen]}, not ${[course, lately]}`);
	for (const table of [edss, phenotype, seen]) {
		if (table.reduce((sum, row) => sum + row[1], 0) !== Number(patients)) problem(lang, `last-known does not add up to ${patients}: ${table}`);
	}

	const checks = shown.checks.tables.flat().map(([, share, found, of]) => [found, of]);
	for (const [found, of] of ask(database, `
		SELECT count(*) FILTER (WHERE edss IS NULL), count(*) FROM visit UNION ALL
		SELECT count(*) FILTER (WHERE gd_count IS NULL), count(*) FROM mri UNION ALL
		SELECT count(*) FILTER (WHERE new_t2 IS NULL), count(*) FROM mri AS later
		WHERE EXISTS (SELECT FROM mri AS m WHERE m.patient_id = later.patient_id AND m.mri_date < later.mri_date) UNION ALL
		SELECT count(*) FILTER (WHERE days < 30 AND (before IS NULL OR before >= 30 OR days + before < 30)), count(*)
		FROM (SELECT days, lag(days) OVER (PARTITION BY patient_id ORDER BY onset_date) AS before -- of three, the third counts from the first
			FROM (SELECT patient_id, onset_date, onset_date - lag(onset_date) OVER (PARTITION BY patient_id ORDER BY onset_date) AS days
				FROM relapse) AS r) AS r`)) {
		if (!checks.some((row) => String(row) === String([found, of]))) problem(lang, `checks does not show ${found} of ${of}`);
	}

	// every kind of problem is on the page: found, not found or not checked
	const listed = ask(database, "SELECT kind, found <> '0' FROM dashboard.check_shown");
	for (const [kind, isFound] of listed) {
		const name = kinds[lang][kind];
		const inTable = shown.checks.tables.flat().some(([what]) => what === name);
		if (!name || inTable !== (isFound === "t") || !inTable && !shown.checks.lists.includes(name)) problem(lang, `checks: ${kind} is ${name}`);
	}
	if (listed.length < 80 || listed.length !== Object.keys(kinds[lang]).length) problem(lang, `checks has ${listed.length} kinds`);

	// every drug has its French name
	for (const [drug] of lang === "fr" ? ask(database, "SELECT dmt FROM dmt_catalog()") : []) {
		if ((speak(lang).drugName(drug) === drug) !== sameInFrench.includes(drug)) problem(lang, `${drug} is ${speak(lang).drugName(drug)}`);
	}

	// where the curves end
	for (const [endpoint, last] of ask(database, "SELECT endpoint, max(day) FROM curve_quarter WHERE shown AND endpoint <> 'study' GROUP BY endpoint, line")) {
		const said = speak(lang).fixed(2)(last / 365.25);
		if (!shown[`first-${endpoint.toLowerCase()}`].text.includes(said)) problem(lang, `${endpoint} does not say that a curve ends at ${said}`);
	}

	// Kaplan-Meier as a product over days, for first-line treatment
	const [[one, two, median]] = ask(database, `
		WITH days AS (
			SELECT relapse_days AS day, count(*) FILTER (WHERE relapsed) AS d,
				(sum(count(*)) OVER (ORDER BY relapse_days DESC))::float8 AS n
			FROM first_treatment WHERE line = 'first' GROUP BY relapse_days
		), curve AS (SELECT day, exp(sum(ln(1 - d / n)) OVER (ORDER BY day)) AS s FROM days WHERE d < n)
		SELECT min(s) FILTER (WHERE day <= 365), min(s) FILTER (WHERE day <= 731), min(day) FILTER (WHERE s <= 0.5) FROM curve`);
	checkLabel("first-relapse", shown, [Number(one), Number(two)], lang, problem);
	const shownMedian = shown["first-relapse"].tables[1][0][1];
	if (shownMedian !== Number((median / 365.25).toFixed(1))) problem(lang, `the median is ${shownMedian} years, not ${median} days`);

	// Aalen-Johansen likewise: a relapse within a year while the drug is taken
	const [[incidence]] = ask(database, `
		WITH days AS (
			SELECT relapse_days AS day, count(*) FILTER (WHERE cause = 1) AS relapses, count(*) FILTER (WHERE cause > 0) AS d,
				(sum(count(*)) OVER (ORDER BY relapse_days DESC))::float8 AS n
			FROM first_treatment WHERE line = 'first' GROUP BY relapse_days
		), steps AS (
			SELECT day, relapses / n * exp(coalesce(sum(ln(1 - d / n))
				OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS step FROM days WHERE day <= 365 AND d < n
		)
		SELECT sum(step) FROM steps`);
	const first = shown["what-came-first"].tables[0][0];
	if (Math.abs(first[2] - Number(incidence)) > 0.0005) problem(lang, `what-came-first is ${first[2]}, not ${incidence}`);

	checkLabel("neda-by-year", shown, shown["neda-by-year"].tables[0].map((row) => row[2]).filter((x) => typeof x === "number"), lang, problem);
	checkLabel("neda-bounds", shown, shown["neda-bounds"].tables[0].flatMap((row) => row.slice(1, 6)).filter((x) => typeof x === "number"), lang, problem);

	study(database, lang, shown, problem);

	for (const [endpoint, text] of ask(database, `SELECT endpoint, describe(criteria, '${lang}') FROM definition`)) {
		if (!shown.methods.text.includes(text)) problem(lang, `methods does not say how ${endpoint} is defined`);
	}
}

// What the comparative study says, computed from its patients.  At the hazard ratio of a Cox model its score is 0: it
// changes its sign between a little less and a little more.  The times are (second line, days, event, weight).
const study_times = `
	SELECT outcome, analysis, treated, days, event, w
	FROM comparison.cohort JOIN comparison.scored USING (patient_id)
	CROSS JOIN LATERAL (SELECT relapsed AND relapse_days <= coalesce(stop_day, relapse_days) AS relapsed_on_drug,
		least(relapse_days, coalesce(stop_day, relapse_days)) AS drug_days) AS d
	CROSS JOIN LATERAL (VALUES
		('first relapse', 'crude', drug_days, relapsed_on_drug, 1),
		('first relapse', 'weighted', drug_days, relapsed_on_drug, weight),
		('first relapse', 'weighted, intention to treat', relapse_days, relapsed, weight),
		('first relapse', 'matched', drug_days, relapsed_on_drug, CASE WHEN set_no IS NOT NULL THEN 1 END),
		('first relapse', 'matched, pairwise censored', least(drug_days, pair_days), relapsed_on_drug AND drug_days <= pair_days,
			CASE WHEN set_no IS NOT NULL THEN 1 END)
	) AS v (outcome, analysis, days, event, w)
	WHERE w IS NOT NULL
	UNION ALL
	SELECT name, rule, treated, CASE WHEN rule = 'as treated' THEN least(day, coalesce(stop_day, day)) ELSE day END,
		observed AND (rule <> 'as treated' OR day <= coalesce(stop_day, day)), weight
	FROM comparison.cohort JOIN comparison.scored USING (patient_id)
	CROSS JOIN (VALUES ('CDW24', disability_criteria('cdp24')),
		('PIRA, kappos2020', disability_criteria('kappos2020', event => 'firstPIRA'))) AS c (name, criteria)
	CROSS JOIN LATERAL disability_time(followed_visits, relapses, criteria) AS t
	CROSS JOIN LATERAL (SELECT baseline_day + t.days AS day) AS d
	CROSS JOIN unnest('{intention to treat,as treated}'::text[]) AS rule`;

function study(database, lang, shown, problem) {
	const ratios = ask(database, "SELECT outcome, analysis, ratio FROM dashboard.study_effect WHERE ratio IS NOT NULL");
	const ratioOf = Object.fromEntries(ratios.map(([outcome, analysis, ratio]) => [`${outcome}|${analysis.replace(/^weighted, (as treated)$/, "$1")}`, Number(ratio)]));
	for (const [outcome, rule] of ["CDW24", "PIRA, kappos2020"].flatMap((name) => ["intention to treat", "as treated"].map((rule) => [name, rule]))) {
		ratioOf[`${outcome}|${rule}`] = Number(ratios.find(([o, a]) => o === outcome && a === `weighted, ${rule}`)?.[2]);
	}
	const values = Object.entries(ratioOf).map(([key, ratio]) => `('${key}', ${ratio})`).join(", ");
	const scores = ask(database, `
		WITH times AS (${study_times}), days AS (
			SELECT outcome, analysis, days, sum(w) FILTER (WHERE event AND treated) AS d2, sum(w) FILTER (WHERE event) AS d,
				sum(sum(w) FILTER (WHERE treated)) OVER later AS n2, sum(sum(w) FILTER (WHERE NOT treated)) OVER later AS n1,
				count(*) FILTER (WHERE event) AS events
			FROM times GROUP BY outcome, analysis, days WINDOW later AS (PARTITION BY outcome, analysis ORDER BY days DESC)
		)
		SELECT key, sum(coalesce(d2, 0) - d * n2 * (r - 0.02) / (coalesce(n1, 0) + n2 * (r - 0.02))) > 0
			AND sum(coalesce(d2, 0) - d * n2 * (r + 0.02) / (coalesce(n1, 0) + n2 * (r + 0.02))) < 0, sum(events)
		FROM days JOIN (VALUES ${values}) AS v (key, r) ON key = outcome || '|' || analysis
		WHERE d > 0 GROUP BY key`);
	if (scores.length !== 9) problem(lang, `study: ${scores.length} models are compared`);
	for (const [key, right] of scores) if (right !== "t") problem(lang, `study: the ratio of ${key} is not ${ratioOf[key]}`);

	// the tables have these ratios, and the numbers of patients and events
	const events = Object.fromEntries(scores.map(([key, , n]) => [key, Number(n)]));
	const [hazard, rate] = shown["relapse-ratios"].tables;
	const wanted = ["crude", "weighted", "matched", "matched, pairwise censored", "weighted, intention to treat"];
	for (const [at, analysis] of [0, 2, 3, 4, 5].map((at, i) => [at, wanted[i]])) {
		const row = hazard[at];
		const key = `first relapse|${analysis}`;
		if (row[1] !== ratioOf[key] || row.at(-1) !== events[key]) problem(lang, `study: the row of ${analysis} is ${row}, not ${ratioOf[key]}, ${events[key]}`);
	}
	const grid = shown["disability-ratios"].tables[0];
	for (const [at, key] of [[2, "CDW24|intention to treat"], [3, "CDW24|as treated"], [8, "PIRA, kappos2020|intention to treat"], [9, "PIRA, kappos2020|as treated"]]) {
		if (grid[at][2] !== ratioOf[key] || ![events[key], "*"].includes(grid[at].at(-1))) problem(lang, `study: the row of ${key} is ${grid[at]}`);
	}
	const [[patients, relapses, crude]] = ask(database, `
		SELECT count(*), sum(relapses), sum(relapses) FILTER (WHERE line = 'second') * sum(days) FILTER (WHERE line = 'first')
			/ (sum(relapses) FILTER (WHERE line = 'first') * sum(days) FILTER (WHERE line = 'second'))::float8
		FROM first_treatment WHERE line IN ('first', 'second') AND edss IS NOT NULL`);
	if (String(rate[0].slice(-2)) !== String([patients, relapses].map(Number)) || Math.abs(rate[0][1] - crude) > 0.05) {
		problem(lang, `study: the crude ratio of rates is ${rate[0]}, not ${[crude, patients, relapses]}`);
	}

	// the curve of the second line as a product over days, and who is at risk
	const [table, points] = shown["weighted-curves"].tables;
	const curve = ask(database, `
		WITH times AS (${study_times}), days AS (
			SELECT days, coalesce(sum(w) FILTER (WHERE event), 0) AS d, sum(sum(w)) OVER (ORDER BY days DESC) AS n
			FROM times WHERE outcome = 'first relapse' AND analysis = 'weighted' AND treated GROUP BY days
		)
		SELECT year, exp(sum(ln(1 - d / n))), (SELECT count(*) FROM times
			WHERE outcome = 'first relapse' AND analysis = 'crude' AND treated AND days > round(year * 365.25))
		FROM days, generate_series(1, 4) AS year WHERE days <= round(year * 365.25) AND d < n GROUP BY year ORDER BY year`);
	for (const [year, survival, n] of curve) {
		const found = points.filter(([line]) => line === words[lang].second)[year - 1][2];
		if (found !== "*" && Math.abs(found - survival) > 0.0006) problem(lang, `study: the curve of the second line is ${found} at ${year}, not ${survival}`);
		const atRisk = table.find(([line]) => line === words[lang].second)[Number(year) + 1];
		if (![Number(n), "*"].includes(atRisk)) problem(lang, `study: ${atRisk} at risk at ${year}, not ${n}`);
	}
	if (!table.every(([, start]) => start > 0)) problem(lang, `study: ${table} at risk`);

	for (const [text] of ask(database, `SELECT describe(criteria, '${lang}') FROM comparison.definition`)) {
		if (!shown["comparison-methods"].text.includes(text)) problem(lang, `the methods of the study lack: ${text}`);
	}
	for (const [text] of lang === "en" ? ask(database, "SELECT describe(model) FROM comparison.model WHERE (outcome, analysis) = ('first relapse', 'weighted')") : []) {
		if (!shown["comparison-methods"].text.includes(text)) problem(lang, `the methods of the study lack: ${text}`);
	}
	if (lang === "fr" && /second line|prior relapses/.test(shown["comparison-methods"].text)) problem(lang, "the methods of the study are not in French");
}

// The list for the team names the patients who should be on it.
export function patients(database, lang, shown, problem) {
	const listed = shown.audit.tables[0].map(([patient]) => patient);
	const audit = ask(database, `
		SELECT patient_id FROM patient_year WHERE year = 1 AND (relapses >= 2 OR relapses = 1 AND new_t2 >= 3) AND line < 'third'
			AND line >= ALL (SELECT dmt_line(drug) FROM treatment AS t WHERE t.patient_id = patient_year.patient_id
				AND start_date <= (SELECT max(visit_date) FROM visit AS v WHERE v.patient_id = t.patient_id)
				AND coalesce(end_date, 'infinity') > (SELECT max(visit_date) FROM visit AS v WHERE v.patient_id = t.patient_id))
		ORDER BY patient_id`).flat();
	if (!audit.length || String(listed) !== String(audit)) problem(lang, `audit lists ${listed}, not ${audit}`);

	// and the rows to check, those of relapses within 30 days
	const named = new Set(shown.problems.tables[0].filter(([what]) => what === kinds[lang].relapse_too_close).map(([, patient]) => patient));
	const close = ask(database, `
		SELECT DISTINCT patient_id
		FROM (SELECT patient_id, onset_date - lag(onset_date) OVER (PARTITION BY patient_id ORDER BY onset_date) AS days FROM relapse) AS r
		WHERE days < 30`).flat();
	if (!close.length || close.length !== named.size || !close.every((patient) => named.has(Number(patient)))) {
		problem(lang, `problems lists ${[...named]}, not ${close}`);
	}
}
