// The elements of every figure: a drawing that fits its width and has its numbers
// in its label, a key, and a table of the same numbers.  A hidden value is marked
// in the drawing, and the key names only what is drawn.
//
// Tables and words are made when the site is built, so they are there without
// JavaScript; the browser makes drawings and keys.
import * as Plot from "@observablehq/plot";
import {hiddenMark} from "./words.js";

class Html extends String {}

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// An element of the page as text.
export function element(name, attributes = {}, ...children) {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	const content = children.map((child) => child instanceof Html ? child : escaped(child));
	return new Html(`<${name}${written.join("")}>${content.join("")}</${name}>`);
}

// The same in the browser.
function node(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}

// A count as the database shows it: a number, or null if it is hidden.
export const known = (shown) => /^\d+$/.test(shown) ? Number(shown) : null;

// The content of a cell: a number as it is written, with the exact value in an attribute.
export function number(value, write) {
	return value === null || value === undefined ? hiddenMark : element("data", {value}, write(value));
}

export function count(shown, {whole}) {
	return known(shown) === null ? shown : number(known(shown), whole);
}

// A count in the words of a label.
export const saidCount = (shown, {whole, hidden}) => known(shown) === null ? hidden : whole(known(shown));

export function limits(lower, upper, write, {to}) {
	return element("span", {class: "limits"}, ...(lower === null || upper === null ? [hiddenMark] : [number(lower, write), to, number(upper, write)]));
}

// A table that scrolls on its own if it is wider than the page.  Columns:
// {head, text} for words, {head} for numbers; the first column is the header of each row.
export function table(caption, columns, rows, kind = "") {
	const cell = (content, i) => i === 0
		? element("th", {scope: "row"}, content)
		: element("td", columns[i].text ? {class: "words"} : {}, content);
	const head = columns.map(({head, text}, i) => element("th", {scope: "col", ...(text || i === 0 ? {class: "words"} : {})},
		element("span", head.includes(" ") ? {} : {class: "whole"}, head[0].toUpperCase() + head.slice(1))));
	return element("div", {class: `scroll ${kind}`.trim(), role: "region", tabindex: "0", "aria-label": caption},
		element("table", {},
			element("caption", {}, element("span", {}, caption)),
			element("thead", {}, element("tr", {}, ...head)),
			element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell))))));
}

// A drawing: draw(width, narrow) returns options of Plot; label gives its main numbers;
// key(), if given, makes the key.
export const drawing = (label, draw, key) => ({label, draw, key});

// The parts of a section: its drawing, if any, and the text under it.
export const parts = (...all) => ({
	drawing: all.find((part) => !(part instanceof Html)),
	text: all.filter((part) => part instanceof Html).join("\n")
});

// A section's parts, or a sentence if the query found nobody.
export const made = (section, data, lang, {nobody}) =>
	data[0].length > 0 ? section(data, lang) : parts(element("p", {class: "nobody"}, nobody));

// Draws a section in the browser.  resize is Framework's: it follows the width of the page.
export function show({drawing}, resize) {
	if (!drawing) return "";
	const {label, draw, key} = drawing;
	const plot = resize((width) => {
		const {marks, ...options} = draw(width, width < 480);
		const svg = Plot.plot({width, style: {fontSize: "13px", overflow: "visible"}, ...options, marks});
		for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label"); // "bar", "rule"
		svg.setAttribute("role", "img");
		svg.setAttribute("aria-label", label);
		for (const table of plot.closest("section")?.querySelectorAll(".drawn") ?? []) { // which the drawing has too
			table.classList.add("hidden");
			table.removeAttribute("tabindex");
		}
		return svg;
	});
	plot.classList.add("plot");
	return node("figure", {}, ...(key ? [key()] : []), plot);
}

// The margin that a drawing needs for the longest of some words.
let pen;
export function room(names) {
	pen ??= document.createElement("canvas").getContext("2d");
	pen.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
	return Math.ceil(Math.max(30, ...names.map((name) => pen.measureText(name).width))) + 14;
}

// The mark of a hidden value, in a row or, upright, in a column: not drawn is not 0.
export const hiddenInRow = (rows, place, {hiddenInPlot}) =>
	Plot.text(rows, {x: 0, textAnchor: "start", dx: 5, fill: "var(--faint)", text: () => hiddenInPlot, ...place});
export const hiddenInColumn = (rows, place, {hiddenInPlot}) =>
	Plot.text(rows, {y: 0, textAnchor: "start", rotate: -90, dy: -5, fill: "var(--faint)", text: () => hiddenInPlot, ...place});

// An axis that begins at 0; where all values are hidden it has no other number.
export const fromZero = (values, options) =>
	values.length > 0 ? {grid: true, nice: true, zero: true, ...options} : {...options, domain: [0, 1], ticks: [0]};

// Counts as bars, one row each.  of(row) is a count as the database shows it; a hidden one is marked in its row.
export function bars(title, rows, {name, of, axis, rowHeight = 40, ticks, narrowTicks = ticks, bar = {fill: "var(--line-1)"}}, say) {
	const n = (r) => known(of(r));
	const drawn = rows.filter((r) => n(r) !== null);
	const label = `${title}. ${rows.map((r) => `${name(r)}${say.colon}${saidCount(of(r), say)}`).join("; ")}.`;
	return drawing(label, (width, narrow) => ({
		height: 60 + rowHeight * rows.length,
		marginLeft: room(rows.map(name)),
		marginRight: 50,
		marginTop: 10,
		marginBottom: 40,
		x: fromZero(drawn, {label: axis, ticks: narrow ? narrowTicks : ticks, tickFormat: say.whole}),
		y: {label: null, domain: rows.map(name), padding: 0.3},
		marks: [
			Plot.barX(drawn, {y: name, x: n, ...bar}),
			Plot.text(drawn, {y: name, x: n, text: (r) => say.whole(n(r)), textAnchor: "start", dx: 5}),
			hiddenInRow(rows.filter((r) => n(r) === null), {y: name}, say),
			Plot.ruleX([0])
		]
	}));
}

// How a line of treatment looks; lines never differ by colour alone.
const looks = {
	"first": {colour: "var(--line-1)", symbol: "circle", dash: "none"},
	"first off-label": {colour: "var(--line-1)", symbol: "plus", dash: "1 3"},
	"second": {colour: "var(--line-2)", symbol: "square", dash: "7 3"},
	"second off-label": {colour: "var(--line-2)", symbol: "times", dash: "7 3 1 3"},
	"third": {colour: "var(--line-3)", symbol: "triangle", dash: "2 3"},
	"third off-label": {colour: "var(--line-3)", symbol: "star", dash: "12 3 2 3"},
	"null": {colour: "var(--faint)", symbol: "diamond", dash: "4 6"}
};

export const lineKeys = Object.keys(looks);
export const look = (line) => looks[String(line)];

// The lines that occur in rows, in their usual order.
export const linesOf = (rows) => lineKeys.filter((key) => rows.some(({line}) => String(line) === key));

export const symbols = {domain: lineKeys, range: lineKeys.map((key) => looks[key].symbol)};
export const colours = {domain: lineKeys, range: lineKeys.map((key) => looks[key].colour)};

// The key to the lines of treatment that are drawn.
export const lineKey = (lines, {lineName}, dashes = false) => () =>
	node("p", {class: "key"}, ...lines.map((line) => {
		const {colour, symbol, dash} = look(line);
		const sample = Plot.plot({
			width: 34, height: 16, margin: 0, axis: null, x: {domain: [0, 2]}, y: {domain: [0, 2]},
			marks: dashes
				? [Plot.ruleY([1], {stroke: colour, strokeWidth: 2.5, strokeDasharray: dash})]
				: [Plot.dot([[1, 1]], {symbol, r: 5, fill: colour, stroke: colour})]
		});
		sample.setAttribute("aria-hidden", "true");
		return node("span", {}, sample, lineName(line));
	}));

// A key of symbols: {symbol, colour, filled, name}.
export const markKey = (entries) => () => node("p", {class: "key"}, ...entries.map(({symbol, colour, filled, name}) => {
	const sample = Plot.plot({
		width: 16, height: 16, margin: 0, axis: null, x: {domain: [0, 2]}, y: {domain: [0, 2]},
		marks: [Plot.dot([[1, 1]], {symbol, r: 5, fill: filled ? colour : "var(--paper)", stroke: colour, strokeWidth: 2})]
	});
	sample.setAttribute("aria-hidden", "true");
	return node("span", {}, sample, name);
}));

// A curve of which only some points may be shown: these with their limits, and straight lines between those that are a
// year apart at most.  x is in years, y in percent; the first point is where all curves begin.
export function joined(points, {colour, dash, symbol}, facet) {
	const pairs = points.slice(1).map((end, i) => ({start: points[i], end})).filter(({start, end}) => end.x - start.x < 1.1);
	return [
		Plot.ruleX(points.slice(1), {...facet, x: "x", y1: "lower", y2: "upper", stroke: colour, strokeWidth: 1.5, strokeOpacity: 0.6}),
		Plot.link(pairs, {
			...facet, x1: (d) => d.start.x, x2: (d) => d.end.x, y1: (d) => d.start.y, y2: (d) => d.end.y, stroke: colour, strokeWidth: 2.2,
			strokeDasharray: dash
		}),
		Plot.dot(points.slice(1), {...facet, x: "x", y: "y", symbol, fill: colour, stroke: colour, r: 3.5, tip: true, title: "title"})
	];
}

// A key of filled boxes: [class of the fill, name].
export const boxKey = (entries) => () => node("p", {class: "key"}, ...entries.map(([fill, name]) =>
	node("span", {}, node("i", {class: `box ${fill}`, "aria-hidden": "true"}), name)));
