// Every page in both languages, in Chromium: its content is complete and correct,
// and accessible.
//
//	node test/pages.js DIST DATABASE		DIST was built from DATABASE
//	node test/pages.js --small DIST			a registry so small that most counts are hidden
//	node test/pages.js --nobody DIST		a registry without patients
//	DASHBOARD_FOR=team node test/pages.js DIST DATABASE	the site of the treating team
//
// CHROMIUM is the browser; SCREENSHOTS is a folder for pictures.
import {spawn} from "node:child_process";
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {createInterface} from "node:readline";
import {chromium} from "playwright-core";
import {banner, languages, pages, site} from "../pages.js";
import {cutTables, cutWords, hiddenBars, limitsOutside, outsidePaper, paleKeys, poorHeads, riskAstray, unseenWords, wordsOverlap} from "./layout.js";
import {numbers, patients} from "./numbers.js";

const [small, nobody] = ["--small", "--nobody"].map((option) => process.argv[2] === option);
const [dist, database] = process.argv.slice(small || nobody ? 3 : 2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const problems = [];
const problem = (where, what) => problems.push(`${where}: ${what}`);

async function serve() {
	const server = spawn(process.execPath, ["serve.js", dist], {stdio: ["ignore", "pipe", "inherit"]});
	for await (const line of createInterface({input: server.stdout})) return {server, base: line};
	throw new Error("serve.js said nothing");
}

// A tab that records errors, and can reach only the loopback interface.
async function open(context, where) {
	const page = await context.newPage();
	page.on("console", (m) => ["error", "warning"].includes(m.type()) && problem(where(), `console: ${m.text()}`));
	page.on("pageerror", (e) => problem(where(), `error: ${e.message}`));
	page.on("requestfailed", (r) => problem(where(), `failed: ${r.url()} ${r.failure().errorText}`));
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
	await page.waitForLoadState("networkidle"); // what is asked for is had before the next page is
}

async function go(page, url) {
	await page.goto(url);
	await settled(page);
}

// What a section shows: the label of its drawing, its tables as rows of values (numbers
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
		keys: section.querySelectorAll(".key > span").length,
		text: section.innerText,
		captions: [...section.querySelectorAll("caption")].map((caption) => caption.textContent),
		tables: [...section.querySelectorAll("table")].map((table) => [...table.tBodies[0].rows].map((row) =>
			[...row.cells].flatMap((cell) => cell.querySelector("data") ? [...cell.querySelectorAll("data")].map(value)
				: cell.querySelector(".limits") ? [cell.textContent, cell.textContent] : [cell.textContent]))),
		values: [...section.querySelectorAll(".numbers data")].map(value),
		counts: [...section.querySelectorAll(".numbers .count data")].map(value),
		lists: [...section.querySelectorAll("details.kinds")].map((list) => list.textContent).join("\n"),
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
	const rows = {"first-relapse": tables[1], "first-cdw": tables[1], "first-pira": tables[1], "checks": all,
		"attrition": tables[0].map(([step, , left]) => [step, left]), "relapse-ratios": all.map((row) => row.slice(0, 2)),
		"disability-ratios": all.map((row) => row.slice(0, 3))}[id] ?? tables[0];
	const rated = ["age-at-onset", "on-treatment", "switches", "neda-by-year", "neda-bounds", "neda-components", "neda-by-centre", "relapse-rate",
		"what-came-first", "scores", "missing", "not-evaluable", "checks", "attrition", "balance", "relapse-ratios", "disability-ratios"];
	if (rated.includes(id) && rows.some((row) => row.slice(1).includes("*")) && !drawing.includes(word)) problem(where, `${id}: the figure hides without a word`);
	if (["neda-by-year", "relapse-rate", "what-came-first"].includes(id)) {
		for (const line of new Set(rows.map(([line]) => line))) {
			const seen = rows.some((row) => row[0] === line && typeof row.at(-1) === "number");
			if (key !== null && key.includes(line) !== seen) problem(where, `${id}: ${line} is ${seen ? "not " : ""}in the key`);
		}
	}
}

// What the words say of the numbers.
const comparing = {
	lines: ["neda-by-year", "neda-bounds", "neda-components", "relapse-rate", "first-relapse", "first-cdw", "first-pira", "what-came-first", "scores"],
	centres: ["neda-by-centre"],
	adjusted: ["weighted-curves", "relapse-ratios", "disability-ratios"]
};

function checkMeaning(where, id, lang, {text, tables, captions, keys, drawing}) {
	for (const [what, ids] of Object.entries(comparing)) {
		if (ids.includes(id) && !text.includes(site[lang].differ[what])) problem(where, `${id} does not say that patients differ`);
	}
	if (/^first-/.test(id)) {
		const [, df] = text.match(/(\d+)\s(?:df|ddl)/) ?? [];
		if (keys > 1 ? Number(df) !== keys - 1 : df !== undefined) problem(where, `${id}: ${df} degrees of freedom, ${keys} lines drawn`);
		if (!/Last point of each curve|Dernier point de chaque courbe/.test(text)) problem(where, `${id} does not say where its curves end`);
	}
	if (id === "neda-by-centre" && !/Patient-years|Années-patients/.test(text)) problem(where, `${id} counts years as if they were patients`);
	if (id === "weighted-curves" && !/Last point of each curve|Dernier point de chaque courbe/.test(text)) problem(where, `${id} does not say where its curves end`);
	if (/-ratios$/.test(id)) checkEstimates(where, id, lang, {text, tables, drawing});
	if (id === "what-came-first" && !/not by steps|non par des marches/.test(text)) problem(where, `${id} does not say why there are no steps`);
	if (id === "key-numbers") {
		for (const word of [/(women|femmes) \(/, /median follow-up|suivi médian/, /(from|de) .*20\d\d (to|à) .*20\d\d/, /\ssepms\s\d/]) {
			if (!word.test(text)) problem(where, `${id} lacks ${word}`);
		}
	}
	if (id === "on-treatment" && tables[0].every(([day]) => /^1(er)? [Jj]an/.test(day)) !== /1(er)? [Jj]an/.test(captions[0])) {
		problem(where, `${id}: the caption '${captions[0]}' is not that of its days`);
	}
	if (id === "age-at-onset" && drawing !== null) {
		for (const [band] of tables[0]) if (!drawing.split("\n").includes(band)) problem(where, `${id} does not name ${band} on its axis`);
	}
	if (lang === "fr" && /interferon|dimethyl|acetate|teriflunomide|ocrelizumab/.test(text.split(site.fr.how)[0])) problem(where, `${id} has English names of drugs`);
}

// Where there is no ratio, the words say why: in the figure and below the tables.
function checkEstimates(where, id, lang, {text, tables, drawing}) {
	const word = lang === "fr" ? "pas d'estimation" : "no estimate";
	const without = tables.flat().filter((row) => row.includes("-")).length;
	const said = (from) => from.toLowerCase().split(word).length - 1;
	if (said(drawing) !== without || (said(text) > 0) !== (without > 0)) problem(where, `${id}: ${without} without a ratio, and it is said ${said(drawing)} times`);
}

function checkSections(where, page, lang, shown) {
	for (const {id, data, [lang]: {title}} of page.sections) {
		const section = shown[id];
		if (!section) {
			problem(where, `no section ${id}`);
			continue;
		}
		if (!section.text.includes(title)) problem(where, `${id} has no title`);
		const plain = ["key-numbers", "last-known", "methods", "comparison-methods", "audit", "problems"].includes(id);
		if (small && page.id === "comparison" && section.text.includes(site[lang].nobody)) continue; // nobody is in the study
		if (!plain && !(section.drawn > 20000 && /\d/.test(section.label) && section.captions.length)) {
			problem(where, `${id}: no figure with its numbers in words and a table (${section.drawn}, ${section.label})`);
		}
		checkHiddenMarks(where, id, lang, section);
		checkMeaning(where, id, lang, section);
		if (!small && !plain && section.marks < 5) problem(where, `${id}: the figure is empty`);
		for (const word of ["undefined", "NaN", "null", "[object", "Infinity"]) {
			if (!id.endsWith("methods") && section.text.includes(word) || section.label?.includes(word)) problem(where, `${id} says ${word}`);
		}
		data.forEach((name, i) => {
			if (section.queries[i] !== readFileSync(`src/data/${name}.json.sql`, "utf8").trimEnd()) {
				problem(where, `${id} does not show ${name}.json.sql`);
			}
		});
	}
}

// Columns of counts: for a small registry, no count of patients from 1 to 10 may be shown.
const counts = {
	"age-at-onset": [1, 2], "on-treatment": [1, 2, 3], "switches": [2], "neda-by-year": [5, 6, 7], "neda-bounds": [6, 7, 8, 9],
	"neda-components": [3, 4, 5], "neda-by-centre": [4, 5, 6], "relapse-rate": [4], "first-relapse": [-2, -1], "first-cdw": [-2, -1],
	"first-pira": [-2, -1], "scores": [1], "missing": [3, 4], "not-evaluable": [1], "checks": [2], "last-known": [1], "drugs": [1],
	"attrition": [1, 2, 3, 4], "weighted-curves": [1, 2, 3, 4, 5], "relapse-ratios": [-2, -1], "disability-ratios": [-2, -1]
};

function checkHidden(where, shown) {
	if (shown["key-numbers"]?.counts.some((n) => n >= 1 && n <= 10)) problem(where, `key-numbers shows ${shown["key-numbers"].counts}`);
	for (const [id, columns] of Object.entries(counts)) {
		for (const row of shown[id]?.tables.flat() ?? []) {
			for (const n of columns.map((i) => row.at(i))) {
				if (typeof n === "number" && n >= 1 && n <= 10) problem(where, `${id} shows a count of ${n}`);
			}
		}
	}
}

async function checkAccess(where, page) {
	await page.evaluate(axe);
	const {violations} = await page.evaluate(() => globalThis.axe.run());
	for (const {id, help, nodes} of violations) problem(where, `axe ${id}: ${help}: ${nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

// Tab reaches every control, in the order of the page, and the focus is visible.
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

// On a screen, a telephone or paper.
async function checkLayout(where, page, width) {
	const asked = [cutWords, cutTables, hiddenBars, poorHeads, riskAstray, unseenWords, wordsOverlap, ...(width < 480 ? [limitsOutside] : [])];
	for (const ask of asked) for (const what of await page.evaluate(ask)) problem(where, what);
}

async function checkPaper(where, page) {
	await page.emulateMedia({media: "print"});
	await page.setViewportSize({width: 718, height: 1000}); // A4 between its margins
	await page.waitForTimeout(100);
	for (const ask of [cutTables, outsidePaper, paleKeys]) for (const what of await page.evaluate(ask)) problem(`${where} on paper`, what);
	await page.emulateMedia({media: "screen"});
}

// Without a script the same tables are there, and a word on what is not.
async function checkWithoutScript(where, page, url, lang, shown) {
	await page.goto(url);
	const plain = await page.evaluate(read);
	for (const [id, {tables, values}] of Object.entries(shown)) {
		if (JSON.stringify([plain[id]?.tables, plain[id]?.values]) !== JSON.stringify([tables, values])) problem(where, `${id} has other tables without JavaScript`);
	}
	if (!(await page.innerText("main")).includes(site[lang].noscript)) problem(where, "not a word without JavaScript");
	if (await page.evaluate(() => [...document.querySelectorAll("observablehq-loading")].some((node) => node.checkVisibility()))) {
		problem(where, "something is loaded for ever without JavaScript");
	}
}

// Of no patients every section says so, and nothing else.
function checkNobody(where, lang, shown) {
	for (const [id, {text, tables, drawing}] of Object.entries(shown)) {
		if (["methods", "missing"].includes(id) && !text.includes(site[lang].nobody)) continue;
		if (!text.includes(site[lang].nobody) || tables.length || drawing !== null || /1970/.test(text)) problem(where, `${id} says of nobody: ${text}`);
	}
}

const pictures = [
	{name: "neda-en.png", path: "en/neda.html", width: 1280, from: "#neda-by-year", height: 1166},
	{name: "survival-fr.png", path: "fr/time.html", width: 1280, from: "#first-relapse", height: 900},
	{name: "comparison-fr.png", path: "fr/comparison.html", width: 1280, from: "#relapse-ratios", height: 1036},
	{name: "phone-en.png", path: "en/neda.html", width: 360, from: "#neda-bounds", height: 636}
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
	args: ["--no-sandbox", "--disable-gpu"] // it opens only our own pages
});
try {
	const context = await browser.newContext({viewport: {width: 1280, height: 900}});
	let where = "index";
	const page = await open(context, () => where);
	const scriptless = await (await browser.newContext({javaScriptEnabled: false})).newPage();
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
			if (nobody) {
				checkNobody(where, lang, shown);
				continue;
			}
			checkSections(where, one, lang, shown);
			checkHidden(where, shown);
			if (one[lang].lineOf && !(await page.innerText("main")).includes(one[lang].lineOf)) problem(where, "which treatment a line is of is not said");
			await checkWidth(where, page, 1280);
			await checkLayout(where, page, 1280);
			if (small) continue;
			await checkWithoutScript(where, scriptless, `${base}${where}.html`, lang, shown);
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
			await checkLayout(where, page, 360);
			if (lang === "en") await checkAccess(where, page); // dark and narrow are the same in every language
			await page.emulateMedia({colorScheme: "light"});
			await checkPaper(`${lang}/${one.id}`, page);
		}
		if (!small && !nobody) (banner ? patients : numbers)(database, lang, all, problem);
	}
	if (process.env.SCREENSHOTS && !small && !nobody && !banner) for (const one of pictures) await picture(browser, base, one);
} finally {
	await browser.close();
	server.kill();
}
for (const line of problems) console.log(line);
process.exitCode = problems.length ? 1 : 0;
