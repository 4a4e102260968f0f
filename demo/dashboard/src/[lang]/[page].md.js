// One page in one language: its sections with their figures, and under each figure
// the queries that its numbers come from.  Tables are written when the site is built;
// the browser makes the drawings.
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {parseArgs} from "node:util";
import {pages, site} from "../../pages.js";
import {made} from "../components/figure.js";

const {lang, page: id} = parseArgs({options: {lang: {type: "string"}, page: {type: "string"}}}).values;
const page = pages.find((p) => p.id === id);
if (!page || !site[lang]) throw new Error(`there is no page ${id} in ${lang}`);
const say = site[lang];

const figures = await import(`../components/${id}.js`);

// Framework reads $ and { as the start of an expression in a page.
const escaped = (text) => text.replace(/[&<>${}]/g, (c) => `&#${c.charCodeAt(0)};`);

const query = (name) => `<p class="file"><code>src/data/${name}.json.sql</code></p>
<pre tabindex="0" aria-label="${name}"><code>${escaped(readFileSync(`src/data/${name}.json.sql`, "utf8").trimEnd())}</code></pre>`;

const answer = (name) => JSON.parse(execFileSync("sh", ["query", `src/data/${name}.json.sql`], {encoding: "utf8", maxBuffer: 1e9}));
const files = (names) => names.map((name) => `FileAttachment("../data/${name}.json").json()`).join(", ");

// The function that draws a section: nedaByYear for neda-by-year.
const figure = ({id}) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const cell = ({id, data}) => `
\`\`\`js
show(made(${figure({id})}, await Promise.all([${files(data)}]), ${JSON.stringify(lang)}, {}), resize)
\`\`\`
`;

const drawn = []; // the functions that the browser needs

function section(one) {
	const {id, data, compares, [lang]: text} = one;
	const {drawing, text: written} = made(figures[figure(one)], data.map(answer), lang, say);
	if (drawing) drawn.push(figure(one));
	return `
<section id="${id}">
<h2 id="${id}-title">${text.title}</h2>
<p>${text.definition}${compares ? ` ${say.differ[compares]}` : ""}</p>
${drawing ? cell(one) : ""}
${written.replace(/[${}]/g, escaped)}

<details>
<summary>${say.how}<span class="hidden">${say.colon}${text.title}</span></summary>

${data.map(query).join("\n\n")}

</details>
</section>
`;
}

const sections = page.sections.map(section).join("");
const script = `
\`\`\`js
import {made, show} from "../components/figure.js";
import {${drawn.join(", ")}} from "../components/${id}.js";
\`\`\`
`;

process.stdout.write(`---
title: ${JSON.stringify(`${page[lang].title} - ${say.name}`)}
---
${drawn.length ? script : ""}
<div id="content" tabindex="-1">
<h1>${page[lang].title}</h1>
<p class="lead">${page[lang].lead}</p>
${page[lang].lineOf ? `<p class="line-of">${page[lang].lineOf}</p>` : ""}
<p class="privacy">${page[lang].privacy ?? say.privacy}</p>
<noscript><style>observablehq-loading { display: none; }</style><p>${say.noscript}</p></noscript>
${sections}
</div>
`);
