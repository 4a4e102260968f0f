// The figures of the page on relapses and disability over time.
import * as Plot from "@observablehq/plot";
import {
	colours, count, drawing, element, fromZero, hiddenInRow, joined, limits, lineKey, linesOf, look, number, parts, room, symbols, table
} from "./figure.js";
import {curveDrawing, curveWords, curvesOf, endsOfCurves, saidOfCurves} from "./curve.js";
import {hiddenMark, speak} from "./words.js";

const text = {
	en: {
		...curveWords.en,
		rate: "Annualised relapse rate by line of the first treatment", rateAxis: "relapses per patient and year",
		relapses: "Relapses", personYears: "Person-years", arr: "ARR",
		relapse: "Free of relapse", CDW: "Free of confirmed disability worsening", PIRA: "Free of PIRA",
		events: "With event", median: "Median, years", notReached: "not reached", summary: "Events and median time by line",
		logrank: "log-rank test",
		incidence: "Cumulative incidence by line", incidenceAxis: "% of patients", in: "Cumulative incidence"
	},
	fr: {
		...curveWords.fr,
		rate: "Taux annualisé de poussées par ligne du premier traitement", rateAxis: "poussées par patient et par an",
		relapses: "Poussées", personYears: "Personnes-années", arr: "TAP",
		relapse: "Sans poussée", CDW: "Sans aggravation confirmée du handicap", PIRA: "Sans PIRA",
		events: "Avec événement", median: "Médiane, ans", notReached: "non atteinte", summary: "Événements et délai médian par ligne",
		logrank: "test du log-rank",
		incidence: "Incidence cumulée par ligne", incidenceAxis: "% des patients", in: "Incidence cumulée"
	}
};

export function relapseRate([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const three = say.fixed(3);
	const all = rows.map((row) => ({...row, name: say.lineName(row.line), key: String(row.line)}));
	const drawn = all.filter(({rate}) => rate !== null);
	const said = (r) => r.rate === null ? say.hidden : `${three(r.rate)} (${three(r.lower)}${say.to}${three(r.upper)})`;
	const label = `${t.rate}. ${rows.map((row) => `${say.lineName(row.line)}${say.colon}${said(row)}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 60 + 48 * rows.length,
			marginLeft: room(all.map(({name}) => name)),
			marginTop: 10,
			marginBottom: 40,
			x: fromZero(drawn, {label: t.rateAxis, ticks: narrow ? 3 : 5, tickFormat: (d) => say.fixed(2)(d)}),
			y: {label: null, type: "point", domain: rows.map(({line}) => say.lineName(line))},
			symbol: symbols,
			color: colours,
			marks: [
				Plot.ruleX([0]),
				Plot.ruleY(drawn, {y: "name", x1: "lower", x2: "upper", stroke: "key", strokeWidth: 2}),
				Plot.dot(drawn, {y: "name", x: "rate", symbol: "key", fill: "key", stroke: "key", r: 6, tip: true, title: (d) => `${d.name}\n${said(d)}`}),
				hiddenInRow(all.filter(({rate}) => rate === null), {y: "name"}, say)
			]
		})),
		table(t.rate, [{head: say.lineHead}, {head: t.arr}, {head: say.limits}, {head: say.patients}, {head: t.relapses}, {head: t.personYears}],
			rows.map((r) => [say.lineName(r.line), number(r.rate, three), limits(r.lower, r.upper, three, say), count(r.patients, say),
				number(r.relapses, say.whole), number(r.person_years, say.whole)])));
}

function curves(endpoint, all, lang) {
	const say = speak(lang);
	const t = text[lang];
	const [summary, steps, atRisk] = all.map((rows) => rows.filter((row) => row.endpoint === endpoint));
	const lines = linesOf(summary);
	const of = (rows, line) => rows.filter((row) => String(row.line) === line);
	const drawn = curvesOf(lines, steps);
	const {p_value: p, chisq, df} = summary[0] ?? {};
	const test = p === null || p === undefined ? "" : `${t.logrank}, χ² = ${say.fixed(1)(chisq)}, ${df} ${lang === "fr" ? "ddl" : "df"}, p ${
		p < 0.001 ? "" : "= "}${say.pValue(p)}`.replace(/ (?=[=<\d]|d)/g, "\u00a0");
	const years = [...new Set(atRisk.map((row) => row.year))];
	const inYears = say.fixed(1);
	const time = (shown) => shown === null ? t.notReached : shown === hiddenMark ? hiddenMark : number(shown, inYears);
	const medianLimits = (r) => [r.lower, r.upper].every((x) => x === null) ? "-"
		: [r.lower, r.upper].every((x) => x === hiddenMark) ? hiddenMark
		: element("span", {}, time(r.lower), say.to, time(r.upper));
	const about = (title) => `${title}${say.colon}${t[endpoint][0].toLowerCase()}${t[endpoint].slice(1)}`;
	const label = `${t[endpoint]}. ${saidOfCurves(lines, drawn, years, say)}. ${test}.`;
	const riskAt = (line, y) => of(atRisk, line).find((row) => row.year === y)?.at_risk ?? "0";
	return parts(
		curveDrawing(label, {lines, drawn, years, riskAt}, say),
		endsOfCurves(lines, drawn, years, say),
		...(test ? [element("p", {class: "test"}, `${test[0].toUpperCase()}${test.slice(1)}.`)] : []),
		table(about(t.atRisk), [{head: say.lineHead}, ...years.map((y) => ({head: say.yearCount(y)}))],
			lines.map((line) => [say.lineName(line), ...years.map((y) => count(riskAt(line, y), say))]), "drawn"),
		table(about(t.summary), [{head: say.lineHead}, {head: t.median}, {head: say.limits}, {head: say.patients}, {head: t.events}],
			summary.map((r) => [say.lineName(r.line), time(r.median), medianLimits(r), count(r.patients, say), count(r.events, say)])));
}

export const firstRelapse = (data, lang) => curves("relapse", data, lang);
export const firstCdw = (data, lang) => curves("CDW", data, lang);
export const firstPira = (data, lang) => curves("PIRA", data, lang);

export function whatCameFirst([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lines = linesOf(rows);
	const causes = [1, 2];
	const all = rows.map((row) => ({...row, key: String(row.line), event: say.cause[row.cause]}));
	const drawn = all.filter(({incidence}) => incidence !== null);
	const years = [...new Set(rows.map((r) => r.year))];
	const hidden = causes.flatMap((cause) => lines.map((line) => ({
		cause, line, years: all.filter((r) => r.key === line && r.cause === cause && r.incidence === null).map((r) => r.year)
	})).filter((r) => r.years.length).map((r, row) => ({...r, row})));
	const hiddenYears = (r) => r.years.length < years.length ? `, ${r.years.length > 1 ? say.years : say.year} ${r.years.join(", ")}` : "";
	const said = (r) => r.incidence === null ? say.hidden : `${say.percent(r.incidence)} (${say.percent(r.lower)}${say.to}${say.percent(r.upper)})`;
	const label = `${t.incidence}. ${all.map((r) => `${say.lineName(r.line)}, ${r.event}, ${say.yearCount(r.year)}${say.colon}${said(r)}`)
		.join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: narrow ? 490 : 350,
			marginTop: 40,
			marginBottom: 44,
			marginLeft: 44,
			[narrow ? "fy" : "fx"]: {label: null, domain: causes.map((cause) => say.cause[cause]), padding: narrow ? 0.22 : 0.16, ...(narrow ? {axis: null} : {})},
			x: {label: t.timeAxis, domain: [0, Math.max(4, ...years) + 0.2], ticks: [0, ...years],
				tickFormat: (d) => String(d), labelOffset: 38},
			y: {label: t.incidenceAxis, domain: [0, 100], grid: true, ticks: 5},
			marks: [
				Plot.ruleY([0]),
				...(narrow ? [Plot.text(causes, {fy: (d) => say.cause[d], text: (d) => say.cause[d], frameAnchor: "top-left", dy: -16, fontWeight: 600})] : []),
				...lines.flatMap((line, i) => {
					const aside = (i - (lines.length - 1) / 2) * 0.13; // so that limits and marks are beside each other
					const mine = (rows, cause) => rows.filter((d) => d.key === line && d.cause === cause);
					return causes.flatMap((cause) => {
						const facet = {[narrow ? "fy" : "fx"]: () => say.cause[cause]};
						return [
							...joined([{x: 0, y: 0}, ...mine(drawn, cause).map((d) => ({
								x: d.year + aside / 2, y: 100 * d.incidence, lower: 100 * d.lower, upper: 100 * d.upper,
								title: `${say.lineName(line)}, ${d.event}, ${d.year}\n${said(d)}`
							}))], look(line), facet),
						];
					});
				}),
				// at the top, where low incidences leave room
				...hidden.map((d) => Plot.text([d], {
					[narrow ? "fy" : "fx"]: () => say.cause[d.cause], frameAnchor: "top-left", dx: 6, dy: 4 + 15 * d.row, fill: "var(--faint)",
					text: () => `${say.hiddenInPlot}${say.colon}${say.lineName(d.line)}${hiddenYears(d)}`
				}))
			]
		}), lineKey(linesOf(drawn), say)),
		...causes.map((cause) => table(`${t.incidence}${say.colon}${say.cause[cause]}`,
			[{head: say.lineHead}, {head: say.yearHead}, {head: t.in}, {head: say.limits}],
			all.filter((r) => r.cause === cause).map((r) => [say.lineName(r.line), String(r.year), number(r.incidence, say.percent),
				limits(r.lower, r.upper, say.percent, say)]))));
}

export function methods([rows], lang) {
	const {pick, endpoint, colon} = speak(lang);
	return parts(...rows.map((row) => element("p", {class: "methods"}, element("b", {}, endpoint[row.endpoint], colon), pick(row))));
}
