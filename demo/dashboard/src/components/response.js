// The figures of the page on the response at one year.
import * as Plot from "@observablehq/plot";
import {count, drawing, fromZero, hiddenInRow, known, number, parts, room, saidCount, table} from "./figure.js";
import {speak} from "./words.js";

const text = {
	en: {
		score: "Score", notSettled: "not settled", scores: "Patients by MAGNIMS score of the first year", axis: "patients",
		risk: "Risk of progression in 3 years", action: "Action proposed (slides of 2020)", byLine: "Patients by MAGNIMS score of the first year and line"
	},
	fr: {
		score: "Score", notSettled: "indéterminé", scores: "Patients selon le score MAGNIMS de la première année", axis: "patients",
		risk: "Risque de progression à 3 ans", action: "Conduite proposée (diaporama 2020)",
		byLine: "Patients selon le score MAGNIMS de la première année et la ligne"
	}
};

export function scores([rows, meanings, byLine], lang) {
	const say = speak(lang);
	const t = text[lang];
	const name = ({score}) => score === null ? t.notSettled : `${t.score} ${score}`;
	const meaning = (score) => meanings.find((m) => m.score === score);
	const drawn = rows.filter(({patients}) => known(patients) !== null);
	const label = `${t.scores}. ${rows.map((r) => `${name(r)}${say.colon}${saidCount(r.patients, say)}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 60 + 40 * rows.length,
			marginLeft: room(rows.map(name)),
			marginRight: 50,
			marginTop: 10,
			marginBottom: 40,
			x: fromZero(drawn, {label: t.axis, ticks: narrow ? 3 : 7, tickFormat: say.whole}),
			y: {label: null, domain: rows.map(name), padding: 0.25},
			marks: [
				Plot.barX(drawn, {
					y: name, x: (d) => known(d.patients), fill: (d) => d.score === null ? "var(--missing)" : "var(--line-1)", stroke: "var(--bar-edge)"
				}),
				Plot.text(drawn, {y: name, x: (d) => known(d.patients), text: (d) => say.whole(known(d.patients)), textAnchor: "start", dx: 5}),
				hiddenInRow(rows.filter(({patients}) => known(patients) === null), {y: name}, say),
				Plot.ruleX([0])
			]
		})),
		table(t.scores, [{head: t.score}, {head: say.patients}, {head: t.risk}, {head: t.action, text: true}],
			rows.map((r) => [name(r), count(r.patients, say), r.score === null ? "-" : number(meaning(r.score).risk, say.percent),
				r.score === null ? "-" : say.pick(meaning(r.score))])),
		table(t.byLine, [{head: say.lineHead}, ...[0, 1, 2].map((score) => ({head: `${t.score} ${score}`})), {head: t.notSettled}],
			byLine.map((r) => [say.lineName(r.line), ...[r.score_0, r.score_1, r.score_2, r.not_settled].map((n) => count(n, say))])));
}
