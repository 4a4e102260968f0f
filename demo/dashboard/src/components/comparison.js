// The figures of the page on the comparative study.
import {boxKey, count, element, known, limits, linesOf, markKey, number, parts, saidCount, table} from "./figure.js";
import {curveDrawing, curveWords, curvesOf, endsOfCurves, saidOfCurves} from "./curve.js";
import {differences, forest, stacks} from "./forest.js";
import {speak} from "./words.js";

const text = {
	en: {
		...curveWords.en,
		steps: "Patients left after each condition", step: "Condition", leftOut: "Left out", remaining: "Left", patientsAxis: "patients",
		others: "other lines, or none",
		condition: {
			"in the registry": "in the registry", "treated": "treated", "line of the first treatment known": "line of the first treatment known",
			"on the first or second line": "first treatment on the 1st or 2nd line", "birth and onset known": "birth and onset known",
			"seen after the start": "seen after the start", "EDSS within a year before": "EDSS within a year before the start"
		},
		balance: "Standardised mean differences, 2nd line minus 1st", known: "Known at the start", smd: "standardised difference",
		lower: "← lower on 2nd line", higher: "higher on 2nd line →",
		term: {
			"age": "age, years", "duration": "disease duration, years", "prior relapses": "relapses in the year before", "EDSS": "EDSS"
		},
		set: {before: "before", weighted: "weighted", matched: "matched"},
		means: "Means by line", second: "2nd line", first: "1st line",
		curves: "Free of relapse on the first treatment, weighted",
		outcome: {"first relapse": "Hazard ratio of the first relapse", "relapse rate": "Ratio of relapse rates"},
		analysis: {
			"crude": "crude", "adjusted": "adjusted", "weighted": "weighted", "matched": "matched",
			"matched, pairwise censored": "matched, pairwise censored", "weighted, intention to treat": "weighted, intention to treat"
		},
		relapses: "Ratios of the 2nd line to the 1st, by analysis", analysisHead: "Analysis", ratioAxis: "ratio, logarithmic axis",
		below: "← fewer on 2nd line", above: "more on 2nd line →",
		hazardRatio: {"first relapse": "Hazard ratio", "relapse rate": "Rate ratio"}, p: "P value",
		events: {"first relapse": "With relapse", "relapse rate": "Relapses", disability: "With event"},
		disability: "Weighted hazard ratios of the 2nd line to the 1st, by definition and follow-up", definition: "Definition", followUp: "Follow-up",
		hazardAxis: "hazard ratio, logarithmic axis",
		rule: {"intention to treat": "intention to treat", "as treated": "as treated"}, strict: "strict",
		status: {
			"no events": "no estimate: no events", "collinear": "no estimate: one line is empty", "separated": "no estimate: all or none had the event",
			"not converged": "no estimate: the fit did not converge"
		},
		part: {"second line": "Propensity", "first relapse": "First relapse", "relapse rate": "Relapse rate"}, of: (analysis) => analysis,
		weights: "Weights are the inverse of the probability of the line that a patient had, stabilised by the share of that line. Pairs are nearest "
			+ "neighbours in the logit of the probability, matched greedily and without replacement, at most 0.2 standard deviations apart.",
		weightsHead: "Weights and pairs"
	},
	fr: {
		...curveWords.fr,
		steps: "Patients restants après chaque condition", step: "Condition", leftOut: "Exclus", remaining: "Restants", patientsAxis: "patients",
		others: "autre ligne, ou aucune",
		condition: {
			"in the registry": "dans le registre", "treated": "traités", "line of the first treatment known": "ligne du premier traitement connue",
			"on the first or second line": "premier traitement de 1re ou 2e ligne", "birth and onset known": "naissance et début de la SEP connus",
			"seen after the start": "revus après le début du traitement", "EDSS within a year before": "EDSS dans l'année précédente"
		},
		balance: "Différences moyennes standardisées, 2e ligne moins 1re", known: "Connu au début", smd: "différence standardisée",
		lower: "← plus bas en 2e ligne", higher: "plus haut en 2e ligne →",
		term: {
			"age": "âge, ans", "duration": "durée de la maladie, ans", "prior relapses": "poussées de l'année précédente", "EDSS": "EDSS"
		},
		set: {before: "avant", weighted: "pondéré", matched: "apparié"},
		means: "Moyennes par ligne", second: "2e ligne", first: "1re ligne",
		curves: "Sans poussée sous le premier traitement, courbes pondérées",
		outcome: {"first relapse": "Hazard ratio de la première poussée", "relapse rate": "Rapport des taux de poussées"},
		analysis: {
			"crude": "brute", "adjusted": "ajustée", "weighted": "pondérée", "matched": "appariée",
			"matched, pairwise censored": "appariée, censure par paire", "weighted, intention to treat": "pondérée, intention de traiter"
		},
		relapses: "Rapports, 2e ligne par rapport à la 1re, selon l'analyse", analysisHead: "Analyse", ratioAxis: "rapport, échelle logarithmique",
		below: "← moins en 2e ligne", above: "plus en 2e ligne →",
		hazardRatio: {"first relapse": "Hazard ratio", "relapse rate": "Rapport des taux"}, p: "Valeur de p",
		events: {"first relapse": "Avec poussée", "relapse rate": "Poussées", disability: "Avec événement"},
		disability: "Hazard ratios pondérés de la 2e ligne par rapport à la 1re, selon la définition et le suivi", definition: "Définition",
		followUp: "Suivi", hazardAxis: "hazard ratio, échelle logarithmique",
		rule: {"intention to treat": "en intention de traiter", "as treated": "sous traitement"}, strict: "strict",
		status: {
			"no events": "pas d'estimation\u00a0: aucun événement", "collinear": "pas d'estimation\u00a0: une ligne est vide",
			"separated": "pas d'estimation\u00a0: l'événement chez tous ou chez aucun", "not converged": "pas d'estimation\u00a0: le modèle ne converge pas"
		},
		part: {"second line": "Score de propension", "first relapse": "Première poussée", "relapse rate": "Taux de poussées"}, of: (analysis) => `analyse ${analysis}`,
		weights: "Les poids sont l'inverse de la probabilité de la ligne que le patient a reçue, stabilisés par la proportion de patients de cette ligne. "
			+ "Les paires réunissent les plus proches voisins selon le logit de la probabilité, par un algorithme glouton sans remise, à 0,2 écart-type "
			+ "au plus.",
		weightsHead: "Poids et paires"
	}
};

export function attrition([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const all = rows.map((row) => {
		const [left, second, first] = [row.remaining, row.second_line, row.first_line].map(known);
		const pieces = left === null ? [] : first === null || second === null ? [{n: left, fill: "var(--missing)"}]
			: [{n: first, fill: "var(--line-1)"}, {n: second, fill: "var(--line-2)"}, {n: left - first - second, fill: "var(--missing)"}];
		return {name: t.condition[row.condition], numbers: left === null ? "" : say.whole(left), pieces, why: say.hiddenInPlot};
	});
	const fills = new Set(all.flatMap(({pieces}) => pieces.filter(({n}) => n > 0).map(({fill}) => fill)));
	const key = [["line-1", t.first], ["line-2", t.second], ["missing", fills.size > 1 ? t.others : say.patients.toLowerCase()]]
		.filter(([name]) => fills.has(`var(--${name})`));
	const label = `${t.steps}. ${rows.map((row) => `${t.condition[row.condition]}${say.colon}${saidCount(row.remaining, say)}`).join("; ")}.`;
	return parts(
		stacks(label, all, {axis: t.patientsAxis}, say, boxKey(key)),
		table(t.steps, [{head: t.step}, {head: t.leftOut}, {head: t.remaining}, {head: t.second}, {head: t.first}],
			rows.map((row) => [t.condition[row.condition], ...[row.left_out, row.remaining, row.second_line, row.first_line].map((n) => count(n, say))]),
			"named"));
}

// How each set of patients looks in the Love plot.
const sets = {
	before: {symbol: "circle", colour: "var(--faint)", filled: false},
	weighted: {symbol: "square", colour: "var(--line-1)", filled: true},
	matched: {symbol: "triangle", colour: "var(--line-3)", filled: true}
};

export function balance([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const three = say.fixed(3);
	const terms = [...new Set(rows.map(({term}) => term))];
	const analyses = Object.keys(sets);
	const of = (term, analysis) => rows.find((row) => row.term === term && row.analysis === analysis);
	const smd = (term, analysis) => of(term, analysis)?.smd ?? null;
	const all = terms.map((term) => ({
		name: t.term[term], why: say.hiddenInPlot,
		values: analyses.map((analysis) => ({...sets[analysis], x: smd(term, analysis), title: `${t.term[term]}, ${t.set[analysis]}\n${three(smd(term, analysis))}`}))
	}));
	const said = (x) => x === null ? say.hidden : three(x);
	const label = `${t.balance}. ${terms.map((term) => `${t.term[term]}${say.colon}${
		analyses.map((analysis) => `${t.set[analysis]} ${said(smd(term, analysis))}`).join(", ")}`).join("; ")}.`;
	const two = say.fixed(2);
	return parts(
		differences(label, all, {axis: t.smd, line: 0.1, lower: t.lower, higher: t.higher}, say,
			markKey(analyses.filter((analysis) => terms.some((term) => smd(term, analysis) !== null))
				.map((analysis) => ({...sets[analysis], name: t.set[analysis]})))),
		table(t.balance, [{head: t.known}, ...analyses.map((analysis) => ({head: t.set[analysis]}))],
			terms.map((term) => [t.term[term], ...analyses.map((analysis) => number(smd(term, analysis), three))]), "named"),
		table(t.means, [{head: t.known}, ...analyses.flatMap((analysis) => [`${t.second}, ${t.set[analysis]}`, `${t.first}, ${t.set[analysis]}`])
			.map((head) => ({head}))],
			terms.map((term) => [t.term[term], ...analyses.flatMap((analysis) =>
				[of(term, analysis)?.second_line, of(term, analysis)?.first_line].map((mean) => number(mean, two)))]), "named"));
}

export function weightedCurves([atRisk, points], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lines = linesOf(atRisk);
	const drawn = curvesOf(lines, points);
	const years = [...new Set(atRisk.map((row) => row.year))].sort((a, b) => a - b);
	const riskAt = (line, y) => atRisk.find((row) => String(row.line) === line && row.year === y)?.at_risk ?? "0";
	return parts(
		curveDrawing(`${t.curves}. ${saidOfCurves(lines, drawn, years, say)}.`, {lines, drawn, years, riskAt}, say),
		endsOfCurves(lines, drawn, years, say),
		table(`${t.atRisk}${say.colon}${t.curves[0].toLowerCase()}${t.curves.slice(1)}`, [{head: say.lineHead}, ...years.map((y) => ({head: say.yearCount(y)}))],
			lines.map((line) => [say.lineName(line), ...years.map((y) => count(riskAt(line, y), say))]), "drawn"),
		pointTable(t, lines, drawn, years, say));
}

// What the curves say at the end of each year.
function pointTable(t, lines, drawn, years, say) {
	const day = (y) => Math.round(y * 365.25);
	const rows = lines.flatMap((line) => years.slice(1).map((y) => {
		const point = drawn.find((d) => d.line === line)?.curve.find((p) => p.day === day(y));
		return [say.lineName(line), String(y), number(point?.survival, say.percent), limits(point?.lower ?? null, point?.upper ?? null, say.percent, say)];
	}));
	return table(t.curves, [{head: say.lineHead}, {head: say.yearHead}, {head: t.freeAxis.replace(/^% /, "")}, {head: say.limits}], rows);
}

// A ratio as a row of a forest plot, and what stands there if there is none.
function ratioRow(row, name, say, t) {
	const two = say.fixed(2);
	const why = row.status === null ? say.hiddenInPlot : t.status[row.status.split(":")[0]] ?? row.status;
	const has = row.ratio !== null;
	return {
		name, ratio: row.ratio, lower: row.lower, upper: row.upper, plain: row.analysis === "crude", why,
		numbers: has ? `${two(row.ratio)} (${two(row.lower)}${say.to}${two(row.upper)})` : "",
		said: has ? `${two(row.ratio)} (${two(row.lower)}${say.to}${two(row.upper)})` : row.status === null ? say.hidden : why
	};
}

// The cells of a ratio: itself, its limits, p, patients, events.
const ratioHeads = (t, say, ratio, events) => [{head: ratio}, {head: say.limits}, {head: t.p}, {head: say.patients}, {head: events}];

function ratioCells(row, t, say) {
	const two = say.fixed(2);
	const counts = [count(row.patients, say), count(row.events, say)];
	if (row.ratio === null && row.status !== null) return ["-", "-", "-", ...counts];
	return [number(row.ratio, two), limits(row.lower, row.upper, two, say), row.p_value === null ? number(null) : number(row.p_value, say.pValue), ...counts];
}

// Why there are no estimates, in words, for the tables that have a dash: of which rows, if there are others.
function reasons(rows, nameOf, t, say) {
	const why = (row) => row.ratio === null && row.status !== null ? t.status[row.status.split(":")[0]] ?? row.status : null;
	const all = [...new Set(rows.map(why))].filter((reason) => reason !== null);
	return all.map((reason) => {
		const names = rows.filter((row) => why(row) === reason).map(nameOf);
		const of = names.length < rows.length ? ` (${names.join(say.semicolon)})` : "";
		return element("p", {class: "ends"}, `${reason[0].toUpperCase()}${reason.slice(1)}${of}.`);
	});
}

export function relapseRatios([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const outcomes = [...new Set(rows.map(({outcome}) => outcome))];
	const of = (outcome) => rows.filter((row) => row.outcome === outcome);
	const all = outcomes.flatMap((outcome) => [{head: t.outcome[outcome]}, ...of(outcome).map((row) => ratioRow(row, t.analysis[row.analysis], say, t))]);
	const label = `${t.relapses}. ${outcomes.map((outcome) => `${t.outcome[outcome]}${say.colon}${
		of(outcome).map((row) => `${t.analysis[row.analysis]} ${ratioRow(row, "", say, t).said}`).join("; ")}`).join(". ")}.`;
	return parts(
		forest(label, all, {axis: t.ratioAxis, below: t.below, above: t.above}, say),
		...outcomes.map((outcome) => table(t.outcome[outcome],
			[{head: t.analysisHead}, ...ratioHeads(t, say, t.hazardRatio[outcome], t.events[outcome])],
			of(outcome).map((row) => [t.analysis[row.analysis], ...ratioCells(row, t, say)]), "named")),
		...reasons(rows, (row) => `${t.outcome[row.outcome]}, ${t.analysis[row.analysis]}`, t, say));
}

// The name of a definition as a reader knows it: "PIRA, Müller 2023, strict".
const definitionName = (name, {strict}) => name
	.replace(/(muller|kappos|cagol)(\d+)(_strict)?/, (_, author, year, isStrict) =>
		`${{muller: "Müller", kappos: "Kappos", cagol: "Cagol"}[author]} ${year}${isStrict ? `, ${strict}` : ""}`);

export function disabilityRatios([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const names = [...new Set(rows.map(({name}) => name))];
	const of = (name) => rows.filter((row) => row.name === name);
	const all = names.flatMap((name) => [{head: definitionName(name, t)}, ...of(name).map((row) => ratioRow(row, t.rule[row.rule], say, t))]);
	const label = `${t.disability}. ${names.map((name) => `${definitionName(name, t)}${say.colon}${
		of(name).map((row) => `${t.rule[row.rule]} ${ratioRow(row, "", say, t).said}`).join("; ")}`).join(". ")}.`;
	return parts(
		forest(label, all, {axis: t.hazardAxis, below: t.below, above: t.above}, say),
		table(t.disability, [{head: t.definition}, {head: t.followUp, text: true}, ...ratioHeads(t, say, t.hazardRatio["first relapse"], t.events.disability)],
			rows.map((row) => [definitionName(row.name, t), t.rule[row.rule], ...ratioCells(row, t, say)]), "named"),
		...reasons(rows, (row) => `${definitionName(row.name, t)}, ${t.rule[row.rule]}`, t, say));
}

// The names of covariates in a sentence.
const inFrench = {
	"second line": "la deuxième ligne", "age": "l'âge", "duration": "la durée de la maladie", "prior relapses": "les poussées de l'année précédente",
	"EDSS": "l'EDSS"
};
const frenchTerms = (sentences) => sentences.replace(/(La covariable est|Les covariables sont) ([^.]*)\./, (_, before, terms) =>
	`${before} ${terms.split(/(, | et )/).map((term) => inFrench[term] ?? term).join("")}.`);

export function comparisonMethods([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const words = (row) => lang === "fr" ? frenchTerms(say.pick(row)) : say.pick(row);
	const paragraph = (name, words) => element("p", {class: "methods"}, element("b", {}, name, say.colon), words);
	const name = ({part, analysis}) => !t.part[part] ? definitionName(part, t)
		: t.analysis[analysis] ? `${t.part[part]}, ${t.of(t.analysis[analysis])}` : t.part[part];
	const [first, ...others] = rows.map((row) => paragraph(name(row), words(row)));
	return parts(first, paragraph(t.weightsHead, t.weights), ...others);
}
