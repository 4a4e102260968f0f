// The lists of the team that treats the patients; they are part of no public site.
import {number, parts, table} from "./figure.js";
import {kinds} from "./kinds.js";
import {speak} from "./words.js";

const text = {
	en: {
		audit: "Score 2 in the first year, on no higher line at the last visit",
		patient: "Patient", drug: "Drug in year 1", relapses: "Relapses", newT2: "New T2", next: "Next line", now: "Drug at the last visit",
		since: "Since", last: "Last visit", listed: "patients listed", missing: "not assessed", none: "none",
		problems: "Rows to check", rows: "rows listed", what: "Problem", day: "Date"
	},
	fr: {
		audit: "Score 2 la première année, sans ligne supérieure à la dernière visite",
		patient: "Patient", drug: "Traitement en année 1", relapses: "Poussées", newT2: "T2 nouvelles", next: "Ligne suivante",
		now: "Traitement à la dernière visite", since: "Depuis", last: "Dernière visite",
		listed: "patients sur la liste", missing: "non évaluées", none: "aucun",
		problems: "Enregistrements à vérifier", rows: "sur la liste", what: "Anomalie", day: "Date"
	}
};

export function audit([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lesions = (n) => n === null ? t.missing : number(n, say.whole);
	return parts(table(`${t.audit} (${rows.length} ${t.listed})`,
		[{head: t.patient}, {head: t.drug, text: true}, {head: say.lineHead, text: true}, {head: t.relapses}, {head: t.newT2},
			{head: t.next, text: true}, {head: t.now, text: true}, {head: t.since}, {head: t.last}],
		rows.map((r) => [number(r.patient, String), say.drugName(r.drug), say.lineName(r.line), number(r.relapses, say.whole), lesions(r.new_t2),
			say.lineName(r.next_line), r.drug_now === null ? t.none : say.drugName(r.drug_now), r.since === null ? "-" : say.day(r.since),
			say.day(r.last_visit)])));
}

export function problems([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const finite = (day) => day === null || /infinity/.test(day) ? day ?? "-" : say.day(day);
	return parts(table(`${t.problems} (${rows.length} ${t.rows})`, [{head: t.what}, {head: t.patient}, {head: t.day}],
		rows.map((r) => [kinds[lang][r.kind] ?? r.kind, r.patient === null ? "-" : number(r.patient, String), finite(r.day)]), "named"));
}
