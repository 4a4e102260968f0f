// What every figure is made of: a drawing that fits its width and says its
// numbers in words, a key, and a table of the same numbers.  Where a value is
// hidden the drawing says so; a key names what is drawn.
import * as Plot from "@observablehq/plot";
import {resize} from "observablehq:stdlib";
import {hiddenMark} from "./words.js";

export function element(name, attributes = {}, ...children) {
	const node = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
	node.append(...children);
	return node;
}

// A count as the database shows it: a number, or null where it is hidden.
export const known = (shown) => /^\d+$/.test(shown) ? Number(shown) : null;

// A cell: a number with its value as it came, beside how it is written.
export function number(value, write) {
	return value === null || value === undefined ? hiddenMark : element("data", {value}, write(value));
}

export function count(shown, {whole}) {
	return known(shown) === null ? shown : number(known(shown), whole);
}

// The same in the words of a label.
export const saidCount = (shown, {whole, hidden}) => known(shown) === null ? hidden : whole(known(shown));

export function limits(lower, upper, write, {to}) {
	return element("span", {class: "limits"}, ...(lower === null || upper === null ? [hiddenMark] : [number(lower, write), to, number(upper, write)]));
}

// A table that scrolls within itself.  Columns: {head, text} for words,
// {head} for numbers; the first column heads its row.
export function table(caption, columns, rows) {
	const cell = (content, i) => i === 0
		? element("th", {scope: "row"}, content)
		: element("td", columns[i].text ? {class: "words"} : {}, content);
	const head = columns.map(({head, text}, i) => element("th", {scope: "col", ...(text || i === 0 ? {class: "words"} : {})}, head));
	return element("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": caption},
		element("table", {},
			element("caption", {}, element("span", {}, caption)),
			element("thead", {}, element("tr", {}, ...head)),
			element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((c) => c instanceof Node ? c : String(c)).map(cell))))));
}

// A drawing: draw(width) gives options of Plot; label says its main numbers.
export function drawing(label, draw, key) {
	const plot = resize((width) => {
		const {marks, ...options} = draw(width, width < 480);
		const svg = Plot.plot({width, style: {fontSize: "13px", overflow: "visible"}, ...options, marks});
		for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label"); // "bar", "rule"
		svg.setAttribute("role", "img");
		svg.setAttribute("aria-label", label);
		return svg;
	});
	plot.classList.add("plot");
	return element("figure", {}, ...(key ? [key] : []), plot);
}

// Where a value is hidden, in a row or, upright, in a column: what is not drawn is not 0.
export const hiddenInRow = (rows, place, {hiddenInPlot}) =>
	Plot.text(rows, {x: 0, textAnchor: "start", dx: 5, ...place, text: () => hiddenInPlot, fill: "var(--faint)"});
export const hiddenInColumn = (rows, place, {hiddenInPlot}) =>
	Plot.text(rows, {y: 0, textAnchor: "start", rotate: -90, dy: -5, ...place, text: () => hiddenInPlot, fill: "var(--faint)"});

// How a line of treatment looks: never by colour alone.
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

// The lines that rows have, in their order.
export const linesOf = (rows) => lineKeys.filter((key) => rows.some(({line}) => String(line) === key));

export const symbols = {domain: lineKeys, range: lineKeys.map((key) => looks[key].symbol)};
export const colours = {domain: lineKeys, range: lineKeys.map((key) => looks[key].colour)};

// The key to the lines of treatment that are drawn.
export function lineKey(lines, {lineName}, dashes = false) {
	return element("p", {class: "key"}, ...lines.map((line) => {
		const {colour, symbol, dash} = look(line);
		const sample = Plot.plot({
			width: 34, height: 16, margin: 0, axis: null, x: {domain: [0, 2]}, y: {domain: [0, 2]},
			marks: dashes
				? [Plot.ruleY([1], {stroke: colour, strokeWidth: 2.5, strokeDasharray: dash})]
				: [Plot.dot([[1, 1]], {symbol, r: 5, fill: colour, stroke: colour})]
		});
		sample.setAttribute("aria-hidden", "true");
		return element("span", {}, sample, lineName(line));
	}));
}

// A key of filled boxes: [class of the fill, name].
export function boxKey(entries) {
	return element("p", {class: "key"}, ...entries.map(([fill, name]) =>
		element("span", {}, element("i", {class: `box ${fill}`, "aria-hidden": "true"}), name)));
}

export function parts(...nodes) {
	const fragment = document.createDocumentFragment();
	fragment.append(...nodes);
	return fragment;
}
