// The figures of the page on relapses and disability over time.
import * as Plot from "@observablehq/plot";
import {
	colours, count, drawing, element, hiddenInColumn, hiddenInRow, limits, lineKey, linesOf, look, number, parts, symbols, table
} from "./figure.js";
import {hiddenMark, speak} from "./words.js";

const text = {
	en: {
		rate: "Annualised relapse rate by line of the first treatment", rateAxis: "relapses per patient and year",
		relapses: "Relapses", personYears: "Person-years", arr: "ARR",
		relapse: "Free of relapse", CDW: "Free of confirmed disability worsening", PIRA: "Free of PIRA",
		freeAxis: "% without event", timeAxis: "years", atRisk: "Patients at risk at the start of each year",
		events: "With event", median: "Median, years", notReached: "not reached", summary: "Events and medians by line",
		logrank: "log-rank test", after: "after",
		incidence: "Cumulative incidence by line", incidenceAxis: "% of patients", event: "Event", in: "Cumulative incidence"
	},
	fr: {
		rate: "Taux annualisé de poussées par ligne du premier traitement", rateAxis: "poussées par patient et par an",
		relapses: "Poussées", personYears: "Personnes-années", arr: "TAP",
		relapse: "Sans poussée", CDW: "Sans aggravation confirmée du handicap", PIRA: "Sans PIRA",
		freeAxis: "% sans événement", timeAxis: "années", atRisk: "Patients à risque au début de chaque année",
		events: "Avec événement", median: "Médiane, années", notReached: "non atteinte", summary: "Événements et médianes par ligne",
		logrank: "test du log-rank", after: "à",
		incidence: "Incidence cumulée par ligne", incidenceAxis: "% des patients", event: "Événement", in: "Incidence cumulée"
	}
};

const year = 365.25;

export function relapseRate([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const three = say.fixed(3);
	const all = rows.map((row) => ({...row, name: say.lineName(row.line), key: String(row.line)}));
	const drawn = all.filter(({rate}) => rate !== null);
	const said = (r) => r.rate === null ? say.hidden : `${three(r.rate)} (${three(r.lower)}${say.to}${three(r.upper)})`;
	const label = `${t.rate}. ${rows.map((row) => `${say.lineName(row.line)}${say.colon}${said(row)}`).join("; ")}.`;
	return parts(
		drawing(label, () => ({
			height: 60 + 48 * rows.length,
			marginLeft: 76,
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.rateAxis, zero: true, grid: true, nice: true, ticks: 5, tickFormat: (d) => say.fixed(2)(d)},
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
		table(t.rate, [{head: say.lineHead}, {head: say.patients}, {head: t.relapses}, {head: t.personYears}, {head: t.arr}, {head: say.limits}],
			rows.map((r) => [say.lineName(r.line), count(r.patients, say), number(r.relapses, say.whole), number(r.person_years, say.whole),
				number(r.rate, three), limits(r.lower, r.upper, three, say)])));
}

// Labels at least five points from the one below.
function apart(labels) {
	let below = -Infinity;
	return [...labels].sort((a, b) => a.y - b.y).map((label) => ({...label, y: below = Math.max(label.y, below + 5)}));
}

// The point of a curve at a year, if it has one there.
const at = (curve, years) => curve.find(({day}) => day === Math.round(years * year));

function curves(endpoint, all, lang) {
	const say = speak(lang);
	const t = text[lang];
	const [steps, atRisk, summary] = all.map((rows) => rows.filter((row) => row.endpoint === endpoint));
	const lines = linesOf(summary);
	const of = (rows, line) => rows.filter((row) => String(row.line) === line);
	const drawn = lines.map((line) => ({line, curve: [{day: 0, survival: 1, lower: 1, upper: 1}, ...of(steps, line)]}))
		.filter(({curve}) => curve.length > 1);
	const {p_value: p, chisq, df} = summary[0] ?? {};
	const test = p === null || p === undefined ? "" : `${t.logrank}, χ² = ${say.fixed(1)(chisq)}, ${df} ${lang === "fr" ? "ddl" : "df"}, p ${
		p < 0.001 ? "" : "= "}${say.pValue(p)}`;
	const years = [...new Set(atRisk.map((row) => row.year))];
	const inYears = say.fixed(1);
	const time = (shown) => shown === null ? t.notReached : shown === hiddenMark ? hiddenMark : number(shown, inYears);
	const medianLimits = (r) => [r.lower, r.upper].every((x) => x === null) ? "-"
		: element("span", {}, time(r.lower), say.to, time(r.upper));
	const about = (title) => `${title}${say.colon}${t[endpoint]}`;
	const label = `${t[endpoint]}. ${lines.map((line) => {
		const shown = drawn.find((d) => d.line === line);
		const points = shown ? years.slice(1).map((y) => [y, at(shown.curve, y)])
			.filter(([, point]) => point)
			.map(([y, point]) => `${say.percent(point.survival)} ${t.after} ${say.yearCount(y)}`).join(", ") : say.hidden;
		return `${say.lineName(line)}${say.colon}${points}`;
	}).join("; ")}. ${test}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 400,
			marginLeft: 44,
			marginRight: narrow ? 12 : 76,
			marginTop: 30,
			x: {label: t.timeAxis, ticks: years, tickFormat: (d) => String(d)},
			y: {label: t.freeAxis, domain: [0, 100], grid: true, ticks: 5},
			marks: [
				Plot.ruleY([0]),
				...drawn.flatMap(({line, curve}) => {
					const {colour, dash} = look(line);
					const x = (d) => d.day / year;
					return [
						Plot.areaY(curve.filter((d) => d.lower !== null), {x, y1: (d) => 100 * d.lower, y2: (d) => 100 * d.upper, fill: colour,
							fillOpacity: 0.13}),
						Plot.line(curve, {x, y: (d) => 100 * d.survival, stroke: colour, strokeWidth: 2.2, strokeDasharray: dash}),
						Plot.dot(curve.slice(1), {x, y: (d) => 100 * d.survival, fill: colour, r: 2.5})
					];
				}),
				...(narrow ? [] : [Plot.text(apart(drawn.map(({line, curve}) => ({line, x: curve.at(-1).day / year, y: 100 * curve.at(-1).survival}))),
					{x: "x", y: "y", text: (d) => say.lineName(d.line), textAnchor: "start", dx: 6, fontWeight: 600})]),
				Plot.text(lines.filter((line) => !drawn.some((d) => d.line === line)).map((line, i) => [line, i]), {
					x: 0, y: ([, i]) => 4 + 5.5 * i, textAnchor: "start", dx: 6, fill: "var(--faint)",
					text: ([line]) => `${say.hiddenInPlot}${say.colon}${say.lineName(line)}`
				})
			]
		}), lineKey(drawn.map(({line}) => line), say, true)),
		...(test ? [element("p", {class: "test"}, `${test[0].toUpperCase()}${test.slice(1)}.`)] : []),
		table(about(t.atRisk), [{head: say.lineHead}, ...years.map((y) => ({head: say.yearCount(y)}))],
			lines.map((line) => [say.lineName(line), ...years.map((y) => {
				const row = of(atRisk, line).find((r) => r.year === y);
				return row ? count(row.at_risk, say) : number(0, say.whole);
			})])),
		table(about(t.summary), [{head: say.lineHead}, {head: say.patients}, {head: t.events}, {head: t.median}, {head: say.limits}],
			summary.map((r) => [say.lineName(r.line), count(r.patients, say), count(r.events, say), time(r.median), medianLimits(r)])));
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
	const said = (r) => r.incidence === null ? say.hidden : `${say.percent(r.incidence)} (${say.percent(r.lower)}${say.to}${say.percent(r.upper)})`;
	const label = `${t.incidence}. ${all.map((r) => `${say.lineName(r.line)}, ${r.event}, ${say.yearCount(r.year)}${say.colon}${said(r)}`)
		.join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: narrow ? 480 : 340,
			marginTop: 40,
			marginLeft: 44,
			[narrow ? "fy" : "fx"]: {label: null, domain: causes.map((cause) => say.cause[cause]), padding: 0.16, ...(narrow ? {axis: null} : {})},
			x: {label: t.timeAxis, domain: [0.7, Math.max(4, ...rows.map((r) => r.year)) + 0.3], ticks: [...new Set(rows.map((r) => r.year))],
				tickFormat: (d) => String(d)},
			y: {label: t.incidenceAxis, domain: [0, 100], grid: true, ticks: 5},
			symbol: symbols,
			color: colours,
			marks: [
				Plot.ruleY([0]),
				...(narrow ? [Plot.text(causes, {fy: (d) => say.cause[d], text: (d) => say.cause[d], frameAnchor: "top-left", dy: -12, fontWeight: 600})] : []),
				...lines.flatMap((line, i) => {
					const x = (d) => d.year + (i - (lines.length - 1) / 2) * 0.13;
					const mine = drawn.filter(({key}) => key === line);
					const facet = {[narrow ? "fy" : "fx"]: "event"};
					return [
						Plot.ruleX(mine, {...facet, x, y1: (d) => 100 * d.lower, y2: (d) => 100 * d.upper, stroke: "key", strokeWidth: 2}),
						Plot.line(all.filter(({key}) => key === line), {...facet, x, y: (d) => d.incidence === null ? NaN : 100 * d.incidence,
							stroke: "key", strokeDasharray: look(line).dash}),
						Plot.dot(mine, {...facet, x, y: (d) => 100 * d.incidence, symbol: "key", fill: "key", stroke: "key", r: 4.5, tip: true,
							title: (d) => `${say.lineName(d.line)}, ${d.event}, ${d.year}\n${said(d)}`}),
						hiddenInColumn(all.filter((d) => d.key === line && d.incidence === null), {...facet, x, fontSize: 11}, say)
					];
				})
			]
		}), lineKey(linesOf(drawn), say)),
		table(t.incidence, [{head: say.lineHead}, {head: t.event, text: true}, {head: say.yearHead}, {head: t.in}, {head: say.limits}],
			all.map((r) => [say.lineName(r.line), r.event, String(r.year), number(r.incidence, say.percent), limits(r.lower, r.upper, say.percent, say)])));
}

export function methods([rows], lang) {
	const {pick, endpoint, colon} = speak(lang);
	return parts(...rows.map((row) => element("p", {class: "methods"}, element("b", {}, endpoint[row.endpoint], colon), pick(row))));
}
