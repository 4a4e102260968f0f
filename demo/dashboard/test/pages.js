// Every page in both languages, in Chromium: what is there, that it is right,
// and that it can be read and reached.
//
//	node test/pages.js DIST DATABASE		DIST was built from DATABASE
//	node test/pages.js --small DIST			a registry so small that most is hidden
//	DASHBOARD_FOR=team node test/pages.js DIST DATABASE	the site of the treating team
//
// CHROMIUM says which browser; SCREENSHOTS is a folder for pictures.
import {spawn} from "node:child_process";
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {createInterface} from "node:readline";
import {chromium} from "playwright-core";
import {banner, languages, pages, site} from "../pages.js";
import {numbers, patients} from "./numbers.js";

const small = process.argv[2] === "--small";
const [dist, database] = process.argv.slice(small ? 3 : 2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const problems = [];
const problem = (where, what) => problems.push(`${where}: ${what}`);

async function serve() {
	const server = spawn(process.execPath, ["serve.js", dist], {stdio: ["ignore", "pipe", "inherit"]});
	for await (const line of createInterface({input: server.stdout})) return {server, base: line};
	throw new Error("serve.js said nothing");
}

// A tab that records what goes wrong, and reaches nothing but the loopback.
async function open(context, where) {
	const page = await context.newPage();
	page.on("console", (m) => ["error", "warning"].includes(m.type()) && problem(where(), `console: ${m.text()}`));
	page.on("pageerror", (e) => problem(where(), `error: ${e.message}`));
	page.on("requestfailed", (r) => problem(where(), `failed: ${r.url()}`));
	page.on("response", (r) => r.status() >= 400 && problem(where(), `${r.status()}: ${r.url()}`));
	await page.route((url) => !["data:", "blob:"].includes(url.protocol) && url.hostname !== "127.0.0.1", (route) => {
		problem(where(), `a request to ${route.request().url()}`);
		return route.abort();
	});
	return page;
}

async function settled(page) {
	await page.waitForFunction(() => !document.querySelector("observablehq-loading")
		&& [...document.querySelectorAll(".plot")].every((plot) => plot.querySelector("svg")));
}

async function go(page, url) {
	await page.goto(url);
	await settled(page);
}

// What a section shows: its drawing's words, its tables as rows of values (numbers
// as they came from the database), and the queries under it.
const read = () => Object.fromEntries([...document.querySelectorAll("section")].map((section) => {
	const svg = section.querySelector('svg[role="img"]');
	const value = (data) => Number(data.value);
	return [section.id, {
		label: svg?.getAttribute("aria-label") ?? null,
		drawn: svg ? svg.getBoundingClientRect().width * svg.getBoundingClientRect().height : 0,
		marks: svg ? svg.querySelectorAll("circle, path, rect, line").length : 0,
		drawing: svg ? [...svg.querySelectorAll("text")].map((text) => text.textContent).join("\n") : null,
		key: section.querySelector(".key")?.textContent ?? null,
		text: section.innerText,
		captions: [...section.querySelectorAll("caption")].map((caption) => caption.textContent),
		tables: [...section.querySelectorAll("table")].map((table) => [...table.tBodies[0].rows].map((row) =>
			[...row.cells].flatMap((cell) => cell.querySelector("data") ? [...cell.querySelectorAll("data")].map(value)
				: cell.querySelector(".limits") ? [cell.textContent, cell.textContent] : [cell.textContent]))),
		values: [...section.querySelectorAll(".numbers data")].map(value),
		queries: [...section.querySelectorAll("details pre")].map((pre) => pre.textContent)
	}];
}));

const levels = () => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => Number(h.tagName[1]));

function checkHeadings(where, found) {
	if (found[0] !== 1 || found.filter((level) => level === 1).length !== 1) problem(where, `headings ${found}`);
	found.forEach((level, i) => i && level > found[i - 1] + 1 && problem(where, `headings ${found}`));
}

// Where a table hides, its figure says so; and its key has no line that is not drawn.
function checkHiddenMarks(where, id, lang, {drawing, key, tables}) {
	const word = lang === "fr" ? "* masqué" : "* hidden";
	const all = tables.flat();
	if (drawing === null) return;
	if (drawing.includes(word) && !all.some((row) => row.includes("*"))) problem(where, `${id}: the figure says ${word}, and the table hides nothing`);
	const rows = {"first-relapse": tables[1], "first-cdw": tables[1], "first-pira": tables[1]}[id] ?? tables[0];
	const rated = ["age-at-onset", "on-treatment", "switches", "neda-by-year", "neda-bounds", "neda-components", "neda-by-centre", "relapse-rate",
		"what-came-first", "scores", "missing", "not-evaluable", "checks"];
	if (rated.includes(id) && rows.some((row) => row.slice(1).includes("*")) && !drawing.includes(word)) problem(where, `${id}: the figure hides without a word`);
	if (["neda-by-year", "relapse-rate", "what-came-first"].includes(id)) {
		for (const line of new Set(rows.map(([line]) => line))) {
			const seen = rows.some((row) => row[0] === line && typeof row.at(-1) === "number");
			if (key !== null && key.includes(line) !== seen) problem(where, `${id}: ${line} is ${seen ? "not " : ""}in the key`);
		}
	}
}

function checkSections(where, page, lang, shown) {
	for (const {id, data, [lang]: {title}} of page.sections) {
		const section = shown[id];
		if (!section) {
			problem(where, `no section ${id}`);
			continue;
		}
		if (!section.text.includes(title)) problem(where, `${id} has no title`);
		const plain = ["key-numbers", "methods", "audit"].includes(id);
		if (!plain && !(section.drawn > 20000 && /\d/.test(section.label) && section.captions.length)) {
			problem(where, `${id}: no figure with its numbers in words and a table (${section.drawn}, ${section.label})`);
		}
		checkHiddenMarks(where, id, lang, section);
		if (!small && !plain && section.marks < 5) problem(where, `${id}: the figure is empty`);
		for (const word of ["undefined", "NaN", "null", "[object", "Infinity"]) {
			if (id !== "methods" && section.text.includes(word) || section.label?.includes(word)) problem(where, `${id} says ${word}`);
		}
		data.forEach((name, i) => {
			if (section.queries[i] !== readFileSync(`src/data/${name}.json.sql`, "utf8").trimEnd()) {
				problem(where, `${id} does not show ${name}.json.sql`);
			}
		});
	}
}

// In the rows of a small registry no count of patients from 1 to 10 may be seen.
const counts = {
	"age-at-onset": [1, 2], "on-treatment": [1, 2, 3], "switches": [2], "neda-by-year": [2, 3, 4], "neda-bounds": [1, 2, 3, 4],
	"neda-components": [2, 3, 4], "neda-by-centre": [1, 2, 3], "relapse-rate": [1], "first-relapse": [1, 2], "first-cdw": [1, 2],
	"first-pira": [1, 2], "scores": [1], "missing": [2, 3], "not-evaluable": [1], "checks": [1]
};

function checkHidden(where, shown) {
	if (shown["key-numbers"]?.values.some((n) => n >= 1 && n <= 10)) problem(where, `key-numbers shows ${shown["key-numbers"].values}`);
	for (const [id, columns] of Object.entries(counts)) {
		for (const row of shown[id]?.tables.flat() ?? []) {
			for (const i of columns) {
				if (typeof row[i] === "number" && row[i] >= 1 && row[i] <= 10) problem(where, `${id} shows a count of ${row[i]}`);
			}
		}
	}
}

async function checkAccess(where, page) {
	await page.evaluate(axe);
	const {violations} = await page.evaluate(() => globalThis.axe.run());
	for (const {id, help, nodes} of violations) problem(where, `axe ${id}: ${help}: ${nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

// Tab comes by everything that can be used, in the order of the page, and the
// reader sees where it is.
async function checkKeyboard(where, page) {
	await page.evaluate(() => {
		document.activeElement.blur();
		globalThis.getSelection().removeAllRanges();
		scrollTo(0, 0);
	});
	const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, [tabindex="0"], input, select, button')]
		.filter((node) => node.checkVisibility()).length);
	const seen = [];
	for (let i = 0; i < wanted; i++) {
		await page.keyboard.press("Tab");
		seen.push(await page.evaluate(() => {
			const node = document.activeElement;
			const {outlineStyle, outlineWidth} = getComputedStyle(node);
			const all = [...document.querySelectorAll("*")];
			return {place: all.indexOf(node), visible: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, what: node.outerHTML.slice(0, 80)};
		}));
	}
	for (const {visible, what} of seen) if (!visible) problem(where, `no focus to be seen on ${what}`);
	seen.forEach(({place, what}, i) => i && place <= seen[i - 1].place && problem(where, `Tab jumps back to ${what}`));
	if (!seen[0].what.includes("skip")) problem(where, "the first stop is not the skip link");
	const last = await page.locator("details summary").last();
	await last.focus();
	await page.keyboard.press("Enter");
	if (!await page.evaluate(() => [...document.querySelectorAll("details")].at(-1).open)) problem(where, "Enter does not open a query");
}

async function checkWidth(where, page, width) {
	const found = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	if (found[0] > width || found[1] > width) problem(where, `${found} wide at ${width}`);
}

const pictures = [
	{name: "neda-en.png", path: "en/neda.html", width: 1280, from: "header", height: 1010},
	{name: "survival-fr.png", path: "fr/time.html", width: 1280, from: "#first-relapse", height: 900},
	{name: "phone-en.png", path: "en/neda.html", width: 360, from: "#neda-bounds", height: 740}
];

async function picture(browser, base, {name, path, width, from, height}) {
	const context = await browser.newContext({viewport: {width, height}, deviceScaleFactor: width < 500 ? 2 : 1});
	const page = await context.newPage();
	await go(page, base + path);
	await page.evaluate((selector) => scrollTo(0, document.querySelector(selector).getBoundingClientRect().top), from);
	await page.waitForTimeout(200);
	await page.screenshot({path: `${process.env.SCREENSHOTS}/${name}`});
	await context.close();
}

const {server, base} = await serve();
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"] // the only pages are our own
});
try {
	const context = await browser.newContext({viewport: {width: 1280, height: 900}});
	let where = "index";
	const page = await open(context, () => where);
	await go(page, base);
	await checkAccess(where, page);
	const starts = await page.locator("main a").evaluateAll((links) => links.map((a) => a.href));
	if (String(starts) !== String(languages.map((lang) => `${base}${lang}/${pages[0].id}.html`))) problem(where, `links to ${starts}`);

	// The list of patients is no part of the public site, not as a file and not as a page.
	const files = readdirSync(dist, {recursive: true}).filter((name) => /audit/.test(name));
	if (banner !== files.length > 0) problem("files", files.length ? `${files} in the public site` : "no list for the team");

	for (const lang of languages) {
		const all = {};
		for (const one of pages) {
			where = `${lang}/${one.id}`;
			await page.setViewportSize({width: 1280, height: 900});
			await go(page, `${base}${where}.html`);
			const shown = await page.evaluate(read);
			Object.assign(all, shown);
			if (await page.getAttribute("html", "lang") !== lang) problem(where, "wrong html lang");
			if (!(await page.title()).startsWith(one[lang].title)) problem(where, `title ${await page.title()}`);
			if (!/gives no medical advice|ne donne pas d'avis médical/.test(await page.innerText("footer"))) problem(where, "no note on advice");
			const warning = await page.locator(".banner").allTextContents();
			if (String(warning) !== String(banner ? [site[lang].banner] : [])) problem(where, `the banner says ${warning}`);
			checkHeadings(where, await page.evaluate(levels));
			checkSections(where, one, lang, shown);
			checkHidden(where, shown);
			await checkWidth(where, page, 1280);
			if (small) continue;
			await checkAccess(where, page);
			await checkKeyboard(where, page);
			const other = languages.find((l) => l !== lang);
			await page.click(`a[hreflang="${other}"]`);
			await page.waitForURL(`${base}${other}/${one.id}.html`);
			await settled(page);
			if (await page.getAttribute("html", "lang") !== other) problem(where, "the language switch does not lead to the same page");
			where = `${lang}/${one.id} at 360`;
			await page.emulateMedia({colorScheme: "dark"});
			await page.setViewportSize({width: 360, height: 740});
			await go(page, `${base}${lang}/${one.id}.html`);
			await checkWidth(where, page, 360);
			if (lang === "en") await checkAccess(where, page); // dark and narrow are the same in every language
			await page.emulateMedia({colorScheme: "light"});
		}
		if (!small) (banner ? patients : numbers)(database, lang, all, problem);
	}
	if (process.env.SCREENSHOTS && !small) for (const one of pictures) await picture(browser, base, one);
} finally {
	await browser.close();
	server.kill();
}
for (const line of problems) console.log(line);
process.exitCode = problems.length ? 1 : 0;
