// The figures of the page on NEDA.
import * as Plot from "@observablehq/plot";
import {
	boxKey, colours, count, drawing, hiddenInColumn, hiddenInRow, known, limits, lineKey, linesOf, number, parts, room, saidCount, symbols, table
} from "./figure.js";
import {speak} from "./words.js";

const text = {
	en: {
		byYear: "NEDA-3 among evaluable patients by line and year of treatment",
		year: "Year", axis: "NEDA-3, % of evaluable patients",
		bounds: "NEDA-3 in the first year of treatment by line",
		ifActive: "All patients, lowest possible", ifNone: "All patients, highest possible", notEvaluable: "Not evaluable",
		boundsAxis: "NEDA-3, % of patients", bar: "all patients, from the lowest to the highest possible rate", point: "evaluable patients, 95 % limits",
		components: "Components of NEDA by line, patient-years",
		component: "Component", active: "active", inactive: "inactive", missing: "not assessed", share: "% of patient-years",
		activeOfAssessed: "Active, if assessed",
		byCentre: "NEDA-3 by centre, all years of treatment", centre: "Centre", centreAxis: "NEDA-3, % of evaluable patient-years",
		years: "Patient-years"
	},
	fr: {
		byYear: "NEDA-3 parmi les patients évaluables, par ligne et année de traitement",
		year: "Année", axis: "NEDA-3, % des patients évaluables",
		bounds: "NEDA-3 la première année de traitement, par ligne",
		ifActive: "Tous les patients, minimum possible", ifNone: "Tous les patients, maximum possible", notEvaluable: "Non évaluables",
		boundsAxis: "NEDA-3, % des patients", bar: "tous les patients, du taux minimal au taux maximal possible", point: "patients évaluables, IC à 95\u00a0%",
		components: "Composantes du NEDA par ligne, en années-patients",
		component: "Composante", active: "active", inactive: "inactive", missing: "non évaluée", share: "% des années-patients",
		activeOfAssessed: "Active, si évaluée",
		byCentre: "NEDA-3 par centre, toutes années de traitement", centre: "Centre", centreAxis: "NEDA-3, % des années-patients évaluables",
		years: "Années-patients"
	}
};

const shares = (x) => 100 * x;

// A rate with its limits, as text.
const said = ({rate, lower, upper}, {percent, to, hidden}) =>
	rate === null ? hidden : `${percent(rate)} (${percent(lower)}${to}${percent(upper)})`;

export function nedaByYear([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lines = linesOf(rows);
	const all = rows.map((row) => ({...row, key: String(row.line)}));
	const drawn = all.filter(({rate}) => rate !== null);
	const label = `${t.byYear}. ${lines.map((line) => `${say.lineName(line)}${say.colon}${
		rows.filter((row) => String(row.line) === line).map((row) => `${say.year} ${row.year} ${said(row, say)}`).join(", ")}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 380,
			marginTop: 36,
			marginBottom: narrow ? 46 : 30,
			marginLeft: 44,
			fx: {label: narrow ? t.year : null, labelOffset: 40, domain: [...new Set(rows.map(({year}) => year))], padding: 0.12, tickFormat: (d) => narrow ? String(d) : `${t.year} ${d}`},
			x: {type: "point", domain: lines, axis: null, padding: 0.7},
			y: {label: t.axis, domain: [0, 100], grid: true, ticks: 5},
			symbol: symbols,
			color: colours,
			marks: [
				Plot.ruleY([0]),
				Plot.ruleX(drawn, {fx: "year", x: "key", y1: (d) => shares(d.lower), y2: (d) => shares(d.upper), stroke: "key", strokeWidth: 2}),
				Plot.dot(drawn, {
					fx: "year", x: "key", y: (d) => shares(d.rate), symbol: "key", fill: "key", stroke: "key", r: narrow ? 4 : 5.5, tip: true,
					title: (d) => `${say.lineName(d.key)}, ${say.year} ${d.year}\n${said(d, say)}\n${say.n} = ${say.whole(known(d.evaluable))}`
				}),
				hiddenInColumn(all.filter(({rate}) => rate === null), {fx: "year", x: "key"}, say)
			]
		}), lineKey(linesOf(drawn), say)),
		table(t.byYear, [{head: say.lineHead}, {head: t.year}, {head: say.rate}, {head: say.limits}, {head: say.patients}, {head: say.evaluable},
			{head: "NEDA-3, n"}],
		rows.map((r) => [say.lineName(r.line), String(r.year), number(r.rate, say.percent), limits(r.lower, r.upper, say.percent, say),
			count(r.patients, say), count(r.evaluable, say), number(r.neda, say.whole)])));
}

export function nedaBounds([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const all = rows.map((row) => ({...row, name: say.lineName(row.line), key: String(row.line)}));
	const drawn = all.filter(({rate}) => rate !== null);
	const label = `${t.bounds}. ${rows.map((row) => `${say.lineName(row.line)}${say.colon}${said(row, say)}${
		row.rate === null ? "" : `, ${t.ifActive} ${say.percent(row.if_active)}, ${t.ifNone} ${say.percent(row.if_none)}`}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 70 + 56 * rows.length,
			marginLeft: room(all.map(({name}) => name)),
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.boundsAxis, domain: [0, 100], grid: true, ticks: 5},
			y: {label: null, domain: rows.map(({line}) => say.lineName(line)), padding: 0.45},
			symbol: symbols,
			color: colours,
			marks: [
				Plot.barX(drawn, {y: "name", x1: (d) => shares(d.if_active), x2: (d) => shares(d.if_none), fill: "var(--bar)", stroke: "var(--bar-edge)"}),
				Plot.ruleY(drawn, {y: "name", x1: (d) => shares(d.lower), x2: (d) => shares(d.upper), stroke: "key", strokeWidth: 3}),
				Plot.dot(drawn, {
					y: "name", x: (d) => shares(d.rate), symbol: "key", fill: "key", stroke: "key", r: narrow ? 3.5 : 6, tip: true,
					title: (d) => `${d.name}\n${said(d, say)}`
				}),
				hiddenInRow(all.filter(({rate}) => rate === null), {y: "name"}, say)
			]
		}), boxKey(drawn.length ? [["point", t.point], ["bar", t.bar]] : [])),
		table(t.bounds, [{head: say.lineHead}, {head: say.rate}, {head: say.limits}, {head: t.ifActive}, {head: t.ifNone}, {head: say.patients},
			{head: "NEDA-3, n"}, {head: "EDA, n"}, {head: t.notEvaluable}],
		rows.map((r) => [say.lineName(r.line), number(r.rate, say.percent), limits(r.lower, r.upper, say.percent, say),
			number(r.if_active, say.percent), number(r.if_none, say.percent), count(r.patients, say), number(r.neda, say.whole),
			number(r.eda, say.whole), number(r.not_evaluable, say.whole)])));
}

export function nedaComponents([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const kinds = ["active", "inactive", "missing"];
	const all = rows.map((row) => ({row, counts: kinds.map((kind) => known(row[kind]))}));
	const whole = all.filter(({counts}) => !counts.includes(null));
	const hidden = all.filter(({counts}) => counts.includes(null))
		.map(({row}) => ({line: say.lineName(row.line), component: say.component[row.component]}));
	const drawn = whole.flatMap(({row, counts}) => {
		const total = counts.reduce((a, b) => a + b, 0);
		let from = 0;
		return kinds.map((kind, i) => {
			const share = total ? shares(counts[i] / total) : 0;
			const piece = {line: say.lineName(row.line), component: say.component[row.component], kind, share, x1: from, x2: from + share};
			from += share;
			return piece;
		});
	});
	const active = (row) => known(row.active) === null || known(row.inactive) === null ? null
		: known(row.active) / (known(row.active) + known(row.inactive) || NaN);
	const activeShare = (row) => Number.isNaN(active(row)) ? "-" : number(active(row), say.percent);
	const label = `${t.components}. ${rows.map((row) => `${say.lineName(row.line)}, ${say.component[row.component]}${say.colon}${
		kinds.map((kind) => `${t[kind]} ${saidCount(row[kind], say)}`).join(", ")}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 40 + 3 * (narrow ? 250 : 160),
			marginLeft: narrow ? 8 : room(rows.map(({component}) => say.component[component])),
			marginRight: 16,
			marginTop: 30,
			marginBottom: 44,
			fy: {label: null, axis: null, padding: 0.16, domain: linesOf(rows).map(say.lineName)},
			y: {
				label: null,
				axis: narrow ? null : "left",
				domain: [...new Set(rows.map(({component}) => say.component[component]))],
				padding: narrow ? 0.55 : 0.18
			},
			x: {label: t.share, domain: [0, 100]},
			marks: [
				Plot.text(linesOf(rows), {fy: (d) => say.lineName(d), text: (d) => say.lineName(d), frameAnchor: "top-left", dy: -16,
					fontWeight: 600}),
				...kinds.map((kind) => Plot.barX(drawn.filter((d) => d.kind === kind), {
					fy: "line", y: "component", x1: "x1", x2: "x2", fill: `var(--${kind})`, stroke: "var(--paper)"
				})),
				Plot.text(drawn.filter((d) => d.share >= (narrow ? 16 : 7)), {
					fy: "line", y: "component", x: (d) => (d.x1 + d.x2) / 2, text: (d) => say.percent(d.share / 100),
					fill: (d) => `var(--${d.kind}-ink)`
				}),
				hiddenInRow(hidden, {fy: "line", y: "component"}, say),
				...(narrow ? [Plot.text([...drawn.filter((d) => d.kind === "active"), ...hidden], {
					fy: "line", y: "component", x: 0, text: "component", textAnchor: "start", dy: -18
				})] : [])
			]
		}), boxKey(drawn.length ? kinds.map((kind) => [kind, t[kind]]) : [])),
		table(t.components, [{head: say.lineHead}, {head: t.component, text: true}, {head: t.activeOfAssessed}, {head: t.active},
			{head: t.inactive}, {head: t.missing}],
		rows.map((r) => [say.lineName(r.line), say.component[r.component], activeShare(r), count(r.active, say), count(r.inactive, say),
			count(r.missing, say)])));
}

export function nedaByCentre([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const drawn = rows.filter(({rate}) => rate !== null);
	const label = `${t.byCentre}. ${rows.map((row) => `${t.centre} ${row.centre}${say.colon}${said(row, say)}`).join("; ")}.`;
	return parts(
		drawing(label, () => ({
			height: 60 + 44 * rows.length,
			marginLeft: room(rows.map(({centre}) => `${t.centre} ${centre}`)),
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.centreAxis, domain: [0, 100], grid: true, ticks: 5},
			y: {label: null, type: "point", domain: rows.map(({centre}) => centre), tickFormat: (d) => `${t.centre} ${d}`},
			marks: [
				Plot.ruleY(drawn, {y: "centre", x1: (d) => shares(d.lower), x2: (d) => shares(d.upper), stroke: "var(--line-1)", strokeWidth: 2}),
				Plot.dot(drawn, {y: "centre", x: (d) => shares(d.rate), fill: "var(--line-1)", r: 5.5, tip: true,
					title: (d) => `${t.centre} ${d.centre}\n${said(d, say)}\n${say.n} = ${say.whole(known(d.evaluable))}`}),
				hiddenInRow(rows.filter(({rate}) => rate === null), {y: "centre"}, say)
			]
		})),
		table(t.byCentre, [{head: t.centre}, {head: say.rate}, {head: say.limits}, {head: t.years}, {head: say.evaluable}, {head: "NEDA-3, n"}],
			rows.map((r) => [r.centre, number(r.rate, say.percent), limits(r.lower, r.upper, say.percent, say), count(r.patients, say),
				count(r.evaluable, say), number(r.neda, say.whole)])));
}
