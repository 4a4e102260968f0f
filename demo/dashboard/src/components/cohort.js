// The figures of the page on the cohort.
import * as Plot from "@observablehq/plot";
import {
	bars, boxKey, count, drawing, element, fromZero, hiddenInColumn, known, lineKey, linesOf, look, number, parts, saidCount, table
} from "./figure.js";
import {speak} from "./words.js";

const text = {
	en: {
		patients: "patients", women: "women", men: "men", personYears: "person-years", age: "years, median age at onset", quartiles: "quartiles",
		switches: "switches of treatment",
		byAge: "Patients by age at onset and sex", ageAxis: "age at onset, years", patientsAxis: "patients",
		ageHead: "Age at onset", followUp: "years, median follow-up",
		from: "Visits from", to: "to", tallied: "Counted on", by: "by sepms",
		onTreatment: "Patients on treatment by line, first day of each quarter", most: "at most",
		yearly: "Patients on treatment by line, on 1 January of each year", day: "Day",
		known: {edss: "Last known EDSS", phenotype: "Phenotype", seen: "Last visit before the end of the data"},
		head: {edss: "EDSS", phenotype: "Phenotype", seen: "Last visit"},
		seen: {1: "less than 1 year", 2: "1 year to 2 years", longer: "2 years or longer"},
		share: "Share", drugs: "Patients seen in the last year, by treatment at the last visit", drug: "Treatment",
		switching: "Switches of treatment by line", fromLine: "From", toLine: "To", n: "Switches", switchAxis: "switches"
	},
	fr: {
		patients: "patients", women: "femmes", men: "hommes", personYears: "personnes-années", age: "ans, âge médian au début", quartiles: "quartiles",
		switches: "changements de traitement",
		byAge: "Patients selon l'âge au début et le sexe", ageAxis: "âge au début, années", patientsAxis: "patients",
		ageHead: "Âge au début", followUp: "ans, suivi médian",
		from: "Visites de", to: "à", tallied: "Chiffres établis le", by: "par sepms",
		onTreatment: "Patients sous traitement par ligne, au premier jour de chaque trimestre", most: "au plus",
		yearly: "Patients sous traitement par ligne, au 1er janvier de chaque année", day: "Jour",
		known: {edss: "Dernier EDSS connu", phenotype: "Phénotype", seen: "Dernière visite avant la fin des données"},
		head: {edss: "EDSS", phenotype: "Phénotype", seen: "Dernière visite"},
		seen: {1: "moins d'un an", 2: "un à deux ans", longer: "deux ans ou plus"},
		share: "Part", drugs: "Patients vus au cours de la dernière année, selon le traitement à la dernière visite", drug: "Traitement",
		switching: "Changements de traitement selon la ligne", fromLine: "De", toLine: "Vers", n: "Changements", switchAxis: "changements"
	}
};

export function keyNumbers([[row], [follow], [source]], lang) {
	const say = speak(lang);
	const t = text[lang];
	const spread = (values, write) => values ? ` (${t.quartiles} ${write(values[0])}${say.to}${write(values[2])})` : "";
	const [patients, women, men] = [row.patients, row.women, row.men].map(known);
	const ofAll = (n) => n === null || !patients ? "" : ` (${say.percent(n / patients)})`;
	const entries = [
		[count(row.patients, say), t.patients],
		[count(row.women, say), `${t.women}${ofAll(women)}`],
		[count(row.men, say), `${t.men}${ofAll(men)}`],
		[number(row.age_at_onset?.[1], say.whole), `${t.age}${spread(row.age_at_onset, say.whole)}`, "measure"],
		[number(follow?.years[1], say.fixed(1)), `${t.followUp}${spread(follow?.years, say.fixed(1))}`, "measure"],
		[number(row.person_years, say.whole), t.personYears, "measure"],
		[count(row.switches, say), t.switches]
	];
	return parts(
		element("dl", {class: "numbers"}, ...entries.map(([value, name, kind = "count"]) =>
			element("div", {class: kind}, element("dt", {}, name), element("dd", {}, value)))),
		element("p", {class: "source"}, `${t.from} ${say.month(source.from_month)} ${t.to} ${say.month(source.to_month)}. ${
			t.tallied} ${say.day(source.made)} ${t.by}\u00a0${source.version}.`));
}

// What was known last of the patients, one table each.
export function lastKnown([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const named = {
		edss: (item) => item.replaceAll(".", say.point),
		phenotype: (item) => say.phenotype[item] ?? item,
		seen: (item) => t.seen[item]
	};
	return parts(...Object.entries(named).map(([kind, name]) => {
		const mine = rows.filter((row) => row.kind === kind);
		return table(t.known[kind], [{head: t.head[kind]}, {head: say.patients}, ...shareHead(mine, t)],
			mine.map((row) => [row.item === null ? say.notKnown : name(row.item), count(row.patients, say), ...share(row, mine, say)]));
	}));
}

// The share of a count in all: a column where none is hidden.
const hasShare = (rows) => rows.every(({patients}) => known(patients) !== null);
const shareHead = (rows, {share}) => hasShare(rows) ? [{head: share}] : [];
const share = ({patients}, rows, {percent}) => hasShare(rows)
	? [number(known(patients) / rows.reduce((sum, row) => sum + known(row.patients), 0), percent)] : [];

export function drugs([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const mine = [...rows].sort((a, b) => (known(b.patients) ?? 0) - (known(a.patients) ?? 0));
	const name = ({item}) => say.drugName(item);
	return parts(
		bars(t.drugs, mine, {name, of: (r) => r.patients, axis: t.patientsAxis, rowHeight: 30, ticks: 5, narrowTicks: 3}, say),
		table(t.drugs, [{head: t.drug}, {head: say.patients}, ...shareHead(mine, t)],
			mine.map((row) => [name(row), count(row.patients, say), ...share(row, mine, say)])));
}

export function ageAtOnset([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const ages = [...new Set(rows.map(({age}) => age))];
	const sexes = [...new Set(rows.map(({sex}) => sex))];
	const of = (age, sex) => rows.find((row) => row.age === age && row.sex === sex);
	const band = (age) => age === null ? say.notKnown : `${age}-${of(age, sexes[0]).to_age}`;
	const all = rows.map((row) => ({...row, place: band(row.age), n: known(row.patients)}));
	const drawn = all.filter(({n}) => n !== null);
	const hidden = ages.filter((age) => all.some((row) => row.age === age && row.n === null));
	const topOf = (age) => drawn.filter((row) => row.age === age).reduce((sum, {n}) => sum + n, 0);
	const label = `${t.byAge}. ${ages.map((age) => `${band(age)}${say.colon}${
		sexes.map((sex) => `${say.sex[sex]} ${saidCount(of(age, sex).patients, say)}`).join(", ")}`).join("; ")}.`;
	return parts(
		drawing(label, (width, narrow) => ({
			height: 300,
			marginLeft: 50,
			marginTop: 30,
			marginBottom: narrow && ages.length > 5 ? 64 : 44,
			x: {label: t.ageAxis, domain: ages.map(band), ...(narrow && ages.length > 5 ? {tickRotate: -45} : {})},
			y: fromZero(drawn, {label: t.patientsAxis, tickFormat: say.whole}),
			marks: [
				Plot.barY(drawn, Plot.stackY({x: "place", y: "n", order: sexes, z: "sex", fill: (d) => `var(--sex-${d.sex})`, stroke: "var(--paper)"})),
				Plot.text(drawn, Plot.stackY({
					x: "place", y: "n", order: sexes, z: "sex", text: (d) => d.n >= 40 ? say.whole(d.n) : "", fill: (d) => `var(--sex-${d.sex}-ink)`
				})),
				hiddenInColumn(hidden, {x: band, y: topOf}, say),
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
			y: fromZero(drawn.filter(({n}) => n !== null), {label: t.patientsAxis, tickFormat: say.whole}),
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
		table(yearly.length ? t.yearly : t.onTreatment, [{head: t.day}, ...lines.map((line) => ({head: say.lineName(line)}))],
			(yearly.length ? yearly : days).map((day) => [say.day(day), ...lines.map((line) => cell(day, line))])));
}

export function switches([rows], lang) {
	const say = speak(lang);
	const t = text[lang];
	const name = (r) => `${say.lineName(r.from_line)} → ${say.lineName(r.to_line)}`;
	return parts(
		bars(t.switching, rows, {name, of: (r) => r.switches, axis: t.switchAxis}, say),
		table(t.switching, [{head: t.fromLine}, {head: t.toLine, text: true}, {head: t.n}],
			rows.map((r) => [say.lineName(r.from_line), say.lineName(r.to_line), count(r.switches, say)])));
}
