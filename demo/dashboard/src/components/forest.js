// Drawings with a row for each name: of ratios with their limits on an axis of logarithms, of differences, of counts.
// On a telephone the name and the numbers of a row are above it, otherwise beside it.
import * as Plot from "@observablehq/plot";
import {drawing, room} from "./figure.js";

// The frame of such a drawing.  Rows: {name, numbers}, or {head} above a group of rows.
function frame(rows, narrow) {
	const named = rows.filter(({head}) => !head);
	const y = (row) => rows.indexOf(row);
	const halo = narrow ? {fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4} : {}; // where words are over lines
	return {
		y,
		options: {
			height: 70 + (narrow ? 44 : 30) * rows.length,
			marginLeft: narrow ? 6 : room(named.map(({name}) => name)),
			marginRight: narrow ? 6 : room(named.map(({numbers}) => numbers ?? "")),
			marginTop: 26,
			marginBottom: 44,
			y: {axis: null, domain: [rows.length - 0.5, -0.5]}
		},
		words: [
			Plot.text(rows.filter(({head}) => head), {
				...halo, y, text: "head", frameAnchor: "left", textAnchor: "start", dx: narrow ? 0 : -room(named.map(({name}) => name)) + 8,
				dy: narrow ? 8 : 4, fontWeight: 600
			}),
			Plot.text(named, {
				...halo, y, text: "name", frameAnchor: "left", textAnchor: narrow ? "start" : "end", dx: narrow ? 0 : -10, dy: narrow ? -15 : 0
			}),
			Plot.text(named, {
				...halo, y, text: (row) => row.numbers ?? "", frameAnchor: "right", textAnchor: narrow ? "end" : "start",
				dx: narrow ? 0 : 10, dy: narrow ? -15 : 0
			})
		]
	};
}

// What stands in a row where nothing is drawn: that it is hidden, or why there is no estimate.
const instead = (rows, {y}, narrow) => Plot.text(rows, {
	y, text: "why", frameAnchor: "left", textAnchor: "start", dx: 5, dy: narrow ? 5 : 0, fill: "var(--faint)"
});

// Ticks of an axis of ratios, as many as there is room for.
function ticksOf([low, high], width) {
	const all = [
		[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 7, 10],
		[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7, 10],
		[0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10],
		[0.1, 0.2, 0.5, 1, 2, 5, 10]
	].map((ticks) => ticks.filter((tick) => tick >= low && tick <= high));
	const gap = (ticks) => Math.min(...ticks.slice(1).map((tick, i) => Math.log(tick / ticks[i]))) * width / Math.log(high / low);
	return all.find((ticks) => gap(ticks) > 36) ?? all.at(-1);
}

const furthest = [0.1, 10];

// Ratios with limits.  Rows: {name, ratio, lower, upper, numbers, why, plain}; one that is plain, as a crude estimate is
// beside adjusted ones, has an open symbol.  Limits beyond 0.1 or 10 end in an arrow there.
export const forest = (label, rows, {axis, below, above}, say, key) => drawing(label, (width, narrow) => {
	const {y, options, words} = frame(rows, narrow);
	const drawn = rows.filter(({ratio}) => typeof ratio === "number");
	const within = (x) => Math.min(furthest[1], Math.max(furthest[0], x));
	const domain = [
		within(Math.min(0.5, ...drawn.map(({lower}) => lower)) * 0.95),
		within(Math.max(2, ...drawn.map(({upper}) => upper)) * 1.05)
	];
	const at = narrow ? {dy: 4} : {};
	const arrows = drawn.flatMap((row) => [
		...(row.lower < domain[0] ? [{row, x: domain[0], arrow: "◂"}] : []), ...(row.upper > domain[1] ? [{row, x: domain[1], arrow: "▸"}] : [])
	]);
	return {
		...options,
		x: {
			type: "log", domain, label: axis, labelAnchor: "center", labelArrow: "none", labelOffset: 38,
			ticks: ticksOf(domain, width - options.marginLeft - options.marginRight),
			tickFormat: (d) => say.fixed(String(d).split(".")[1]?.length ?? 0)(d), grid: true
		},
		marks: [
			Plot.ruleX([1], {stroke: "var(--ink)"}),
			Plot.text([below], {frameAnchor: "top-left", textAnchor: "start", dy: -18, fill: "var(--faint)"}),
			Plot.text([above], {frameAnchor: "top-right", textAnchor: "end", dy: -18, fill: "var(--faint)"}),
			...words,
			Plot.ruleY(drawn, {...at, y, x1: (d) => within(d.lower), x2: (d) => within(d.upper), stroke: "var(--ink)", strokeWidth: 2}),
			Plot.text(arrows, {...at, y: ({row}) => y(row), x: "x", text: "arrow", fontSize: 16}),
			Plot.dot(drawn, {
				...at, y, x: (d) => within(d.ratio), symbol: (d) => d.plain ? "circle" : "square", r: 5.5, stroke: "var(--ink)", strokeWidth: 2,
				fill: (d) => d.plain ? "var(--paper)" : "var(--ink)", tip: true, title: (d) => `${d.name}\n${d.numbers}`
			}),
			instead(rows.filter(({ratio, head}) => !head && typeof ratio !== "number"), {y}, narrow)
		]
	};
}, key);

// Differences around 0, several in each row.  Rows: {name, values: [{x, symbol, colour, title}], why}; lines are drawn
// at both sides of 0, at the distance given.
export const differences = (label, rows, {axis, line, lower, higher}, say, key) => drawing(label, (width, narrow) => {
	const {y, options, words} = frame(rows, narrow);
	const drawn = rows.flatMap((row) => row.values.filter(({x}) => x !== null).map((value) => ({row, ...value})));
	const most = Math.max(0.3, ...drawn.map(({x}) => Math.abs(x))) * 1.1;
	return {
		...options,
		x: {
			domain: [-most, most], label: axis, labelAnchor: "center", labelArrow: "none", labelOffset: 38, grid: true, ticks: narrow ? 5 : 9,
			tickFormat: (d) => say.fixed(1)(d)
		},
		marks: [
			Plot.ruleX([0], {stroke: "var(--ink)"}),
			Plot.ruleX([-line, line], {stroke: "var(--faint)", strokeDasharray: "4 3"}),
			Plot.text([lower], {frameAnchor: "top-left", textAnchor: "start", dy: -18, fill: "var(--faint)"}),
			Plot.text([higher], {frameAnchor: "top-right", textAnchor: "end", dy: -18, fill: "var(--faint)"}),
			...words,
			...drawn.map((d) => Plot.dot([d], {
				y: () => y(d.row), x: "x", dy: narrow ? 4 : 0, symbol: d.symbol, fill: d.filled ? d.colour : "var(--paper)", stroke: d.colour,
				strokeWidth: 2, r: 5.5, tip: true, title: "title"
			})),
			instead(rows.filter(({values}) => values.every(({x}) => x === null)), {y}, narrow)
		]
	};
}, key);

// Counts as bars of parts.  Rows: {name, numbers, pieces: [{n, fill}], why}.
export const stacks = (label, rows, {axis}, say, key) => drawing(label, (width, narrow) => {
	const {y, options, words} = frame(rows, narrow);
	const drawn = rows.flatMap((row) => {
		let from = 0;
		return row.pieces.map(({n, fill}) => ({row, fill, x1: from, x2: from += n}));
	});
	const thick = narrow ? 0.2 : 0.33;
	const low = narrow ? 0.1 : 0;
	return {
		...options,
		marginRight: narrow ? 24 : options.marginRight,
		x: {
			domain: [0, Math.max(1, ...drawn.map(({x2}) => x2))], label: axis, labelAnchor: "center", labelArrow: "none", labelOffset: 38,
			ticks: drawn.length ? (narrow ? 4 : 6) : [0], tickFormat: say.whole, grid: true
		},
		marks: [
			Plot.rect(drawn.filter(({x1, x2}) => x2 > x1), {
				x1: "x1", x2: "x2", y1: ({row}) => y(row) + low - thick, y2: ({row}) => y(row) + low + thick, fill: "fill", stroke: "var(--paper)"
			}),
			Plot.ruleX([0]),
			...words,
			instead(rows.filter(({pieces}) => pieces.length === 0), {y}, narrow)
		]
	};
}, key);
