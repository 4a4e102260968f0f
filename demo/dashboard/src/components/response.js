// The figures of the page on the response at one year.
import * as Plot from "@observablehq/plot";
import {count, drawing, known, number, parts, saidCount, table} from "./figure.js";
import {speak} from "./words.js";

const text = {
	en: {
		score: "Score", notSettled: "not settled", scores: "Patients by MAGNIMS score of the first year", axis: "patients",
		risk: "Risk in 3 years", action: "Action on the slide", byLine: "The same by line",
		audit: "Score 2 in the first year, on no higher line at the last visit",
		patient: "Patient", drug: "Drug in year 1", relapses: "Relapses", newT2: "New T2", next: "Next line", now: "Drug at the last visit",
		since: "Since", last: "Last visit", nobody: "Nobody is on this list.", listed: "patients listed", missing: "not assessed"
	},
	fr: {
		score: "Score", notSettled: "indéterminé", scores: "Patients selon le score MAGNIMS de la première année", axis: "patients",
		risk: "Risque à 3 ans", action: "Conduite du diaporama", byLine: "De même, par ligne",
		audit: "Score 2 la première année, sans ligne supérieure à la dernière visite",
		patient: "Patient", drug: "Traitement en année 1", relapses: "Poussées", newT2: "T2 nouvelles", next: "Ligne suivante",
		now: "Traitement à la dernière visite", since: "Depuis", last: "Dernière visite", nobody: "Personne ne figure sur cette liste.",
		listed: "patients sur la liste", missing: "non évaluées"
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
		drawing(label, () => ({
			height: 60 + 40 * rows.length,
			marginLeft: 96,
			marginRight: 50,
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.axis, grid: true, nice: true, ticks: 7, tickFormat: say.whole},
			y: {label: null, domain: rows.map(name), padding: 0.25},
			marks: [
				Plot.barX(drawn, {
					y: name, x: (d) => known(d.patients), fill: (d) => d.score === null ? "var(--missing)" : "var(--line-1)", stroke: "var(--bar-edge)"
				}),
				Plot.text(drawn, {y: name, x: (d) => known(d.patients), text: (d) => say.whole(known(d.patients)), textAnchor: "start", dx: 5}),
				Plot.ruleX([0])
			]
		})),
		table(t.scores, [{head: t.score}, {head: say.patients}, {head: t.risk}, {head: t.action, text: true}],
			rows.map((r) => [name(r), count(r.patients, say), r.score === null ? "-" : number(meaning(r.score).risk, say.percent),
				r.score === null ? "-" : say.pick(meaning(r.score))])),
		table(t.byLine, [{head: say.lineHead}, ...[0, 1, 2].map((score) => ({head: `${t.score} ${score}`})), {head: t.notSettled}],
			byLine.map((r) => [say.lineName(r.line), ...[r.score_0, r.score_1, r.score_2, r.not_settled].map((n) => count(n, say))])));
}

export function audit([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lesions = (n) => n === null ? t.missing : number(n, say.whole);
	return rows.length === 0 ? t.nobody : table(`${t.audit} (${rows.length} ${t.listed})`,
		[{head: t.patient}, {head: t.drug, text: true}, {head: say.lineHead, text: true}, {head: t.relapses}, {head: t.newT2},
			{head: t.next, text: true}, {head: t.now, text: true}, {head: t.since}, {head: t.last}],
		rows.map((r) => [number(r.patient, String), r.drug, say.lineName(r.line), number(r.relapses, say.whole), lesions(r.new_t2),
			say.lineName(r.next_line), r.drug_now, say.day(r.since), say.day(r.last_visit)]));
}
