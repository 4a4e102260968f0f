// The figures of the page on relapses and disability over time.
import * as Plot from "@observablehq/plot";
import {
	colours, count, drawing, element, fromZero, hiddenInRow, joined, limits, lineKey, linesOf, look, number, parts, room, saidCount, symbols, table
} from "./figure.js";
import {hiddenMark, speak} from "./words.js";

const text = {
	en: {
		rate: "Annualised relapse rate by line of the first treatment", rateAxis: "relapses per patient and year",
		relapses: "Relapses", personYears: "Person-years", arr: "ARR",
		relapse: "Free of relapse", CDW: "Free of confirmed disability worsening", PIRA: "Free of PIRA",
		freeAxis: "% without event", timeAxis: "years", atRisk: "Patients at risk at the start of each year",
		atRiskShort: "Patients at risk", ends: "Last point of each curve", notDrawn: "not drawn, as its counts are hidden", ageYears: "years",
		rest: (y) => `Later counts are hidden; no follow-up is longer than ${y} years.`,
		events: "With event", median: "Median, years", notReached: "not reached", summary: "Events and median time by line",
		logrank: "log-rank test", after: "after",
		incidence: "Cumulative incidence by line", incidenceAxis: "% of patients", in: "Cumulative incidence"
	},
	fr: {
		rate: "Taux annualisé de poussées par ligne du premier traitement", rateAxis: "poussées par patient et par an",
		relapses: "Poussées", personYears: "Personnes-années", arr: "TAP",
		relapse: "Sans poussée", CDW: "Sans aggravation confirmée du handicap", PIRA: "Sans PIRA",
		freeAxis: "% sans événement", timeAxis: "années", atRisk: "Patients à risque au début de chaque année",
		atRiskShort: "Patients à risque", ends: "Dernier point de chaque courbe", notDrawn: "non tracée, effectifs masqués", ageYears: "ans",
		rest: (y) => `Ensuite, les effectifs sont masqués\u00a0; aucun suivi ne dépasse ${y} ans.`,
		events: "Avec événement", median: "Médiane, ans", notReached: "non atteinte", summary: "Événements et délai médian par ligne",
		logrank: "test du log-rank", after: "à",
		incidence: "Incidence cumulée par ligne", incidenceAxis: "% des patients", in: "Incidence cumulée"
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

// Moves labels at least five points above the one below.
function apart(labels) {
	let below = -Infinity;
	return [...labels].sort((a, b) => a.y - b.y).map((label) => ({...label, y: below = Math.max(label.y, below + 5)}));
}

// The point of a curve at a year, if it has one there.
const at = (curve, years) => curve.find(({day}) => day === Math.round(years * year));

function curves(endpoint, all, lang) {
	const say = speak(lang);
	const t = text[lang];
	const [summary, steps, atRisk] = all.map((rows) => rows.filter((row) => row.endpoint === endpoint));
	const lines = linesOf(summary);
	const of = (rows, line) => rows.filter((row) => String(row.line) === line);
	const drawn = lines.map((line) => ({line, curve: [{day: 0, survival: 1, lower: 1, upper: 1}, ...of(steps, line)]}))
		.filter(({curve}) => curve.length > 1);
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
	const label = `${t[endpoint]}. ${lines.map((line) => {
		const shown = drawn.find((d) => d.line === line);
		const points = shown ? years.slice(1).map((y) => [y, at(shown.curve, y)])
			.filter(([, point]) => point)
			.map(([y, point]) => `${say.percent(point.survival)} ${t.after} ${say.yearCount(y)}`).join(", ") : say.hidden;
		return `${say.lineName(line)}${say.colon}${points}`;
	}).join("; ")}. ${test}.`;
	const riskAt = (line, y) => of(atRisk, line).find((row) => row.year === y)?.at_risk ?? "0";
	const ends = lines.map((line) => {
		const last = drawn.find((d) => d.line === line)?.curve.at(-1).day / year;
		return `${say.lineName(line)} ${last ? `${t.after} ${say.fixed(2)(last)} ${t.ageYears}` : t.notDrawn}`;
	});
	return parts(
		drawing(label, (width, narrow) => ({
			height: 420 + 18 * lines.length,
			marginLeft: room(lines.map(say.lineName)) + 22,
			marginRight: narrow ? 20 : room(lines.map(say.lineName)),
			marginTop: 30,
			marginBottom: 66 + 18 * lines.length,
			x: {label: t.timeAxis, ticks: years, tickFormat: (d) => String(d), labelOffset: 36},
			y: {label: t.freeAxis, domain: [0, 100], grid: true, ticks: 5},
			marks: [
				Plot.ruleY([0]),
				...drawn.flatMap(({line, curve}) => joined(curve.map((d) => ({
					x: d.day / year, y: 100 * d.survival, lower: 100 * d.lower, upper: 100 * d.upper,
					title: `${say.lineName(line)}, ${inYears(d.day / year)}\n${say.percent(d.survival)} (${say.percent(d.lower)}${say.to}${say.percent(d.upper)})`
				})), look(line), {})),
				...(narrow ? [] : [Plot.text(apart(drawn.map(({line, curve}) => ({line, x: curve.at(-1).day / year, y: 100 * curve.at(-1).survival}))),
					{x: "x", y: "y", text: (d) => say.lineName(d.line), textAnchor: "start", dx: 6, fontWeight: 600})]),
				Plot.text(lines.filter((line) => !drawn.some((d) => d.line === line)).map((line, i) => [line, i]), {
					x: 0, y: ([, i]) => 4 + 5.5 * i, textAnchor: "start", dx: 6, fill: "var(--faint)",
					text: ([line]) => `${say.hiddenInPlot}${say.colon}${say.lineName(line)}`
				}),
				// who is at risk, under the years of the axis
				Plot.text([t.atRiskShort], {frameAnchor: "bottom-left", textAnchor: "start", dx: -room(lines.map(say.lineName)) - 20, dy: 48,
					fill: "var(--faint)"}),
				...lines.flatMap((line, i) => {
					const row = {frameAnchor: "bottom", dy: 66 + 18 * i, fill: look(line).colour, fontWeight: 600, fontSize: narrow ? 11 : 13};
					return [
						Plot.text([line], {...row, frameAnchor: "bottom-left", textAnchor: "start", dx: -room(lines.map(say.lineName)) - 20,
							text: () => say.lineName(line)}),
						Plot.text(years, {...row, x: (y) => y, text: (y) => saidCount(riskAt(line, y), {...say, hidden: hiddenMark})})
					];
				})
			]
		}), lineKey(drawn.map(({line}) => line), say, true)),
		element("p", {class: "ends"}, `${t.ends}${say.colon}${ends.join(say.semicolon)}. ${t.rest(years.at(-1) + 1)}`),
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
