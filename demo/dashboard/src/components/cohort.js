// The figures of the page on the cohort.
import * as Plot from "@observablehq/plot";
import {
	boxKey, count, drawing, element, hiddenInColumn, hiddenInRow, known, lineKey, linesOf, look, number, parts, saidCount, table
} from "./figure.js";
import {speak} from "./words.js";

const text = {
	en: {
		patients: "patients", women: "women", men: "men", personYears: "person-years", age: "years at onset, median", quartiles: "quartiles",
		switches: "switches of treatment",
		byAge: "Patients by age at onset and sex", ageAxis: "age at onset, years", patientsAxis: "patients",
		ageHead: "Age at onset",
		onTreatment: "Patients under treatment by line, first day of each quarter", quarter: "Day", most: "at most",
		switching: "Switches of treatment by line", from: "From", into: "To", n: "Switches", switchAxis: "switches"
	},
	fr: {
		patients: "patients", women: "femmes", men: "hommes", personYears: "personnes-années", age: "ans au début, médiane", quartiles: "quartiles",
		switches: "changements de traitement",
		byAge: "Patients selon l'âge au début et le sexe", ageAxis: "âge au début, années", patientsAxis: "patients",
		ageHead: "Âge au début",
		onTreatment: "Patients sous traitement par ligne, premier jour de chaque trimestre", quarter: "Jour", most: "au plus",
		switching: "Changements de traitement selon la ligne", from: "De", into: "À", n: "Changements", switchAxis: "changements"
	}
};

export function keyNumbers([[row]], lang) {
	const say = speak(lang);
	const t = text[lang];
	const [lower, median, upper] = row.age_at_onset ?? [null, null, null];
	const entries = [
		[count(row.patients, say), t.patients],
		[count(row.women, say), t.women],
		[count(row.men, say), t.men],
		[number(row.person_years, say.whole), t.personYears],
		[number(median, say.whole), `${t.age} (${t.quartiles} ${say.whole(lower)}${say.to}${say.whole(upper)})`],
		[count(row.switches, say), t.switches]
	];
	return element("dl", {class: "numbers"}, ...entries.map(([value, name]) =>
		element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

export function ageAtOnset([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const ages = [...new Set(rows.map(({age}) => age))];
	const sexes = [...new Set(rows.map(({sex}) => sex))];
	const of = (age, sex) => rows.find((row) => row.age === age && row.sex === sex);
	const band = (age) => age === null ? say.notKnown : `${age}-${of(age, sexes[0]).to_age}`;
	const place = (age) => String(age ?? say.notKnown);
	const all = rows.map((row) => ({...row, place: place(row.age), n: known(row.patients)}));
	const drawn = all.filter(({n}) => n !== null);
	const hidden = ages.filter((age) => all.some((row) => row.age === age && row.n === null));
	const topOf = (age) => drawn.filter((row) => row.age === age).reduce((sum, {n}) => sum + n, 0);
	const label = `${t.byAge}. ${ages.map((age) => `${band(age)}${say.colon}${
		sexes.map((sex) => `${say.sex[sex]} ${saidCount(of(age, sex).patients, say)}`).join(", ")}`).join("; ")}.`;
	return parts(
		drawing(label, () => ({
			height: 300,
			marginLeft: 50,
			marginTop: 30,
			marginBottom: 44,
			x: {label: t.ageAxis, domain: ages.map(place)},
			y: {label: t.patientsAxis, grid: true, nice: true, zero: true, tickFormat: say.whole},
			marks: [
				Plot.barY(drawn, Plot.stackY({x: "place", y: "n", order: sexes, z: "sex", fill: (d) => `var(--sex-${d.sex})`, stroke: "var(--paper)"})),
				Plot.text(drawn, Plot.stackY({
					x: "place", y: "n", order: sexes, z: "sex", text: (d) => d.n >= 40 ? say.whole(d.n) : "", fill: (d) => `var(--sex-${d.sex}-ink)`
				})),
				hiddenInColumn(hidden, {x: place, y: topOf}, say),
				Plot.ruleY([0])
			]
		}), boxKey(sexes.filter((sex) => drawn.some((row) => row.sex === sex)).map((sex) => [`sex-${sex}`, say.sex[sex]]))),
		table(t.byAge, [{head: t.ageHead}, ...sexes.map((sex) => ({head: say.sex[sex]}))],
			ages.map((age) => [band(age), ...sexes.map((sex) => count(of(age, sex).patients, say))])));
}

export function onTreatment([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const lines = linesOf(rows);
	const drawn = rows.map((row) => ({...row, key: String(row.line), n: known(row.patients), date: new Date(row.quarter)}));
	const top = (line) => drawn.filter(({key, n}) => key === line && n !== null).reduce((most, row) => row.n > (most?.n ?? -1) ? row : most, null);
	const label = `${t.onTreatment}. ${lines.map((line) => {
		const most = top(line);
		return `${say.lineName(line)}${say.colon}${most ? `${t.most} ${say.whole(most.n)} (${say.day(most.quarter)})` : say.hidden}`;
	}).join("; ")}.`;
	const days = [...new Set(rows.map(({quarter}) => quarter))];
	const hidden = lines.filter((line) => drawn.some(({key, n}) => key === line && n === null));
	const yearly = days.filter((day) => day.endsWith("-01-01"));
	const cell = (day, line) => {
		const row = rows.find((r) => r.quarter === day && String(r.line) === line);
		return row ? count(row.patients, say) : number(0, say.whole);
	};
	return parts(
		drawing(label, (width, narrow) => ({
			height: 340,
			marginLeft: 50,
			marginRight: 20,
			marginTop: 30,
			marginBottom: 36 + 34 * hidden.length,
			x: {type: "utc", label: null, ticks: narrow ? 4 : 8, tickFormat: "%Y", domain: [new Date(days[0]), new Date(days.at(-1))]},
			y: {label: t.patientsAxis, grid: true, nice: true, zero: true, tickFormat: say.whole},
			marks: [
				Plot.ruleY([0]),
				...hidden.flatMap((line, i) => [
					Plot.text([line], {frameAnchor: "bottom-left", dy: 42 + 34 * i, text: () => `${say.hiddenInPlot}${say.colon}${say.lineName(line)}`}),
					Plot.text(drawn.filter(({key, n}) => key === line && n === null), {x: "date", frameAnchor: "bottom", dy: 58 + 34 * i, text: () => "*",
						fill: look(line).colour, fontWeight: 600})
				]),
				...lines.map((line) => Plot.line(drawn.filter(({key}) => key === line), {x: "date", y: "n", stroke: look(line).colour, strokeWidth: 2.5,
					strokeDasharray: look(line).dash, tip: "x", title: (d) => `${say.lineName(line)}, ${say.day(d.quarter)}\n${d.patients}`})),
			]
		}), lineKey(lines.filter(top), say, true)),
		table(t.onTreatment, [{head: t.quarter}, ...lines.map((line) => ({head: say.lineName(line)}))],
			(yearly.length ? yearly : days).map((day) => [say.day(day), ...lines.map((line) => cell(day, line))])));
}

export function switches([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const name = (r) => `${say.lineName(r.from_line)} → ${say.lineName(r.to_line)}`;
	const drawn = rows.filter(({switches: n}) => known(n) !== null);
	const label = `${t.switching}. ${rows.map((r) => `${name(r)}${say.colon}${saidCount(r.switches, say)}`).join("; ")}.`;
	return parts(
		drawing(label, () => ({
			height: 60 + 40 * rows.length,
			marginLeft: 140,
			marginRight: 40,
			marginTop: 10,
			marginBottom: 40,
			x: {label: t.switchAxis, grid: true, nice: true, zero: true, tickFormat: say.whole},
			y: {label: null, domain: rows.map(name), padding: 0.3},
			marks: [
				Plot.barX(drawn, {y: name, x: (d) => known(d.switches), fill: "var(--line-1)"}),
				Plot.text(drawn, {y: name, x: (d) => known(d.switches), text: (d) => say.whole(known(d.switches)), textAnchor: "start", dx: 5}),
				hiddenInRow(rows.filter(({switches: n}) => known(n) === null), {y: name}, say),
				Plot.ruleX([0])
			]
		})),
		table(t.switching, [{head: t.from}, {head: t.into, text: true}, {head: t.n}],
			rows.map((r) => [say.lineName(r.from_line), say.lineName(r.to_line), count(r.switches, say)])));
}
