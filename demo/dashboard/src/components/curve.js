// Curves of patients without an event, with those at risk below: drawn in the same way on every page.
import * as Plot from "@observablehq/plot";
import {drawing, element, joined, lineKey, look, room, saidCount} from "./figure.js";
import {hiddenMark} from "./words.js";

export const year = 365.25;

export const curveWords = {
	en: {
		freeAxis: "% without event", timeAxis: "years", atRisk: "Patients at risk at the start of each year",
		atRiskShort: "Patients at risk", ends: "Last point of each curve", notDrawn: "not drawn, as its counts are hidden", ageYears: "years",
		after: "after", rest: (y) => `Later counts are hidden; no follow-up is longer than ${y} years.`
	},
	fr: {
		freeAxis: "% sans événement", timeAxis: "années", atRisk: "Patients à risque au début de chaque année",
		atRiskShort: "Patients à risque", ends: "Dernier point de chaque courbe", notDrawn: "non tracée, effectifs masqués", ageYears: "ans",
		after: "à", rest: (y) => `Ensuite, les effectifs sont masqués\u00a0; aucun suivi ne dépasse ${y} ans.`
	}
};

// Moves labels at least five points above the one below.
function apart(labels) {
	let below = -Infinity;
	return [...labels].sort((a, b) => a.y - b.y).map((label) => ({...label, y: below = Math.max(label.y, below + 5)}));
}

// The point of a curve at a year, if it has one there.
const at = (curve, years) => curve.find(({day}) => day === Math.round(years * year));

// The curves of some lines: the points of each that may be shown, from the start on, if there are any.
export function curvesOf(lines, points) {
	const start = {day: 0, survival: 1, lower: 1, upper: 1};
	return lines.map((line) => ({line, curve: [start, ...points.filter((row) => String(row.line) === line)]}))
		.filter(({curve}) => curve.length > 1);
}

// What a drawing of curves says in words: each line at each year.
export function saidOfCurves(lines, drawn, years, say) {
	const {after} = curveWords[say.lang];
	return lines.map((line) => {
		const shown = drawn.find((d) => d.line === line);
		const points = shown ? years.slice(1).map((y) => [y, at(shown.curve, y)])
			.filter(([, point]) => point)
			.map(([y, point]) => `${say.percent(point.survival)} ${after} ${say.yearCount(y)}`).join(", ") : say.hidden;
		return `${say.lineName(line)}${say.colon}${points}`;
	}).join("; ");
}

// Where each curve ends.
export function endsOfCurves(lines, drawn, years, say) {
	const t = curveWords[say.lang];
	const ends = lines.map((line) => {
		const last = drawn.find((d) => d.line === line)?.curve.at(-1).day / year;
		return `${say.lineName(line)} ${last ? `${t.after} ${say.fixed(2)(last)} ${t.ageYears}` : t.notDrawn}`;
	});
	return element("p", {class: "ends"}, `${t.ends}${say.colon}${ends.join(say.semicolon)}. ${t.rest(years.at(-1) + 1)}`);
}

// The drawing; riskAt(line, year) is the count as the database shows it.
export function curveDrawing(label, {lines, drawn, years, riskAt}, say) {
	const t = curveWords[say.lang];
	const inYears = say.fixed(1);
	return drawing(label, (width, narrow) => ({
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
	}), lineKey(drawn.map(({line}) => line), say, true));
}
