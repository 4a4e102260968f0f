// The figures of the page on data quality.
import * as Plot from "@observablehq/plot";
import {count, drawing, element, fromZero, hiddenInRow, known, number, parts, room, saidCount, table} from "./figure.js";
import {kinds, partNames} from "./kinds.js";
import {speak} from "./words.js";

const text = {
	en: {
		missing: "Components not assessed by year of treatment", axis: "% of patients not assessed", component: "Component",
		missingHead: "Not assessed", share: "Share", year: "Year",
		why: "Years not evaluable for NEDA-3, by what was missing", whyAxis: "patient-years", reason: "Missing", n: "Patient-years",
		ofAll: "Of all patient-years",
		checks: "Rows that are incomplete or odd", check: "What", found: "Found", checked: "Of", checksAxis: "% of rows",
		severity: {error: "Cannot be true", warning: "Often a mistake", missing: "Not recorded"}, nothing: "nothing found",
		notFound: (n) => `Looked for and not found (${n})`,
		notChecked: (n) => `Not checked, because no row has the values (${n})`
	},
	fr: {
		missing: "Composantes non évaluées par année de traitement", axis: "% des patients non évalués", component: "Composante",
		missingHead: "Non évalués", share: "Part", year: "Année",
		why: "Années non évaluables pour le NEDA-3, selon ce qui manquait", whyAxis: "années-patients", reason: "Élément manquant", n: "Années-patients",
		ofAll: "Part du total",
		checks: "Enregistrements incomplets ou anormaux", check: "Anomalie", found: "Nombre", checked: "Sur", checksAxis: "% des enregistrements",
		severity: {error: "Impossible", warning: "Souvent une erreur", missing: "Non renseigné"}, nothing: "rien trouvé",
		notFound: (n) => `Recherché, mais non trouvé (${n})`,
		notChecked: (n) => `Non contrôlé, faute de données (${n})`
	}
};

export function missing([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const share = (r) => known(r.missing) === null || known(r.assessed) === null ? null : known(r.missing) / (known(r.missing) + known(r.assessed));
	const components = [...new Set(rows.map(({component}) => component))];
	const years = [...new Set(rows.map(({year}) => year))];
	const all = rows.map((row) => ({...row, share: share(row), name: say.component[row.component]}));
	const drawn = all.filter((row) => row.share !== null);
	const said = (r) => `${say.year} ${r.year} ${share(r) === null ? say.hidden : say.percent(share(r))}`;
	const label = `${t.missing}. ${components.map((component) =>
		`${say.component[component]}${say.colon}${rows.filter((r) => r.component === component).map(said).join(", ")}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 74 + components.length * 84,
			marginLeft: 44,
			marginTop: 48,
			marginBottom: 44,
			marginRight: 24,
			fy: {axis: null, domain: components.map((c) => say.component[c]), padding: 0.35},
			x: {label: t.year, domain: [Math.min(...years) - 0.3, Math.max(...years) + 0.3], ticks: years, tickFormat: (d) => String(d),
				labelOffset: 38},
			y: {label: t.axis, domain: [0, 100], grid: true, ticks: 2},
			marks: [
				Plot.ruleY([0]),
				Plot.text(components, {fy: (c) => say.component[c], text: (c) => say.component[c], frameAnchor: "top-left", dy: -15, fontWeight: 600}),
				Plot.line(all, {fy: "name", x: "year", y: (d) => d.share === null ? NaN : 100 * d.share, stroke: "var(--line-1)"}),
				Plot.dot(drawn, {fy: "name", x: "year", y: (d) => 100 * d.share, fill: "var(--line-1)", r: 4}),
				Plot.text(drawn, {fy: "name", x: "year", y: (d) => 100 * d.share, text: (d) => say.percent(d.share), dy: -11, fontSize: narrow ? 11 : 12}),
				Plot.text(all.filter((row) => row.share === null), {fy: "name", x: "year", y: 50, text: () => say.hiddenInPlot, fill: "var(--faint)",
					fontSize: narrow ? 11 : 12})
			]
		})),
		table(t.missing, [{head: t.component}, {head: t.year}, {head: t.share}, {head: t.missingHead}, {head: say.patients}],
			rows.map((r) => [say.component[r.component], String(r.year), number(share(r), say.percent), count(r.missing, say), count(r.patients, say)])));
}

export function notEvaluable([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const name = (r) => ["relapse", "progression", "new_t2"].filter((part) => r[part]).map((part) => say.reason[part]).join(say.and);
	const drawn = rows.filter(({years}) => known(years) !== null);
	const label = `${t.why}. ${rows.map((r) => `${name(r)}${say.colon}${saidCount(r.years, say)}`).join("; ")}.`;
	return parts(
		drawing(label, () => ({
			height: 60 + 44 * Math.max(1, rows.length),
			marginLeft: room(rows.map(name)),
			marginRight: 50,
			marginTop: 10,
			marginBottom: 40,
			x: fromZero(drawn, {label: t.whyAxis, ticks: 5, tickFormat: say.whole}),
			y: {label: null, domain: rows.map(name), padding: 0.3},
			marks: [
				Plot.barX(drawn, {y: name, x: (d) => known(d.years), fill: "var(--line-1)"}),
				Plot.text(drawn, {y: name, x: (d) => known(d.years), text: (d) => say.whole(known(d.years)), textAnchor: "start", dx: 5}),
				hiddenInRow(rows.filter(({years}) => known(years) === null), {y: name}, say),
				Plot.ruleX([0])
			]
		})),
		table(t.why, [{head: t.reason}, {head: t.n}, {head: t.ofAll}], rows.map((r) => [name(r), count(r.years, say),
			number(known(r.years) === null ? null : known(r.years) / r.of_years, say.percent)])));
}

const severities = ["error", "warning", "missing"];

// The kinds that were found, by severity, most frequent first.  If a rule could not be checked in all rows, its share
// is at least that of all rows.  Hidden numbers come last, and then rows that were not loaded, of which no share is known.
export function checks([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const rated = ({part}) => part !== "rejected"; // of which only what is wrong is kept
	const share = (r) => known(r.found) === null || !r.checked ? null : known(r.found) / r.checked;
	const written = (r) => `${r.judged === "some" ? "≥\u00a0" : ""}${say.percent(share(r))}`;
	const name = (r) => kinds[lang][r.kind] ?? r.kind;
	const found = rows.filter((r) => r.found !== "0");
	const order = (r) => rated(r) ? share(r) ?? -1 : -2;
	const groups = severities.map((severity) => ({
		title: t.severity[severity],
		rows: found.filter((r) => r.severity === severity).sort((a, b) => order(b) - order(a))
	}));
	const filled = groups.filter((group) => group.rows.length);
	const sorted = filled.flatMap((group) => group.rows);
	const drawn = sorted.filter((r) => rated(r) && share(r) !== null);
	const said = (r) => !rated(r) ? saidCount(r.found, say) : share(r) === null ? say.hidden : `${say.whole(known(r.found))} (${written(r)})`;
	const label = `${t.checks}. ${groups.map((group) => `${group.title}${say.colon}${
		group.rows.map((r) => `${name(r)} ${said(r)}`).join(", ") || t.nothing}`).join("; ")}.`;
	const listed = (title, some) => some.length === 0 ? "" : element("details", {class: "kinds"}, element("summary", {}, title(some.length)),
		element("ul", {}, ...[...new Set(some.map(({part}) => part))].map((part) => element("li", {}, element("b", {}, partNames[lang][part]),
			say.colon, some.filter((r) => r.part === part).map(name).join(", "), "."))));
	return parts(
		drawing(label, (width, narrow) => ({
			height: 60 + (sorted.length + filled.length) * (narrow ? 40 : 30),
			marginLeft: narrow ? 8 : room(sorted.map(name)),
			marginRight: 84,
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.checksAxis, domain: [0, 100 * Math.max(0.01, ...drawn.map(share))], grid: true, nice: true},
			y: {label: null, axis: null, domain: filled.flatMap((group) => [group.title, ...group.rows.map(name)]), padding: narrow ? 0.6 : 0.3},
			marks: [
				Plot.text(filled, {y: "title", text: "title", fontWeight: 600, frameAnchor: "left", ...(narrow ? {} : {textAnchor: "end", dx: -8})}),
				Plot.barX(drawn, {y: name, x: (d) => 100 * share(d), fill: "var(--line-1)"}),
				Plot.text(drawn, {y: name, x: (d) => 100 * share(d), text: written, textAnchor: "start", dx: 5}),
				hiddenInRow(sorted.filter((r) => share(r) === null), {y: name}, say),
				Plot.text(sorted.filter((r) => !rated(r) && share(r) !== null), {y: name, x: 0, text: (r) => say.whole(known(r.found)), textAnchor: "start", dx: 5}),
				Plot.text(sorted, {y: name, text: name, frameAnchor: "left", fontSize: narrow ? 12 : 13, ...(narrow ? {dy: -15} : {textAnchor: "end", dx: -8})}),
				Plot.ruleX([0])
			]
		})),
		...groups.map((group) => group.rows.length === 0
			? element("p", {}, `${group.title}${say.colon}${t.nothing}.`)
			: table(group.title, [{head: t.check}, {head: t.share}, {head: t.found}, {head: t.checked}], group.rows.map((r) => [name(r),
				rated(r) ? number(share(r), () => written(r)) : "-", count(r.found, say), rated(r) ? number(r.checked, say.whole) : "-"]), "named")),
		listed(t.notFound, rows.filter((r) => r.found === "0" && r.judged !== "none")),
		listed(t.notChecked, rows.filter((r) => r.judged === "none")));
}
