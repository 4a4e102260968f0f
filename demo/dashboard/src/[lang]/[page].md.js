// One page in one language: its sections with their figures, and under each figure
// the queries that its numbers come from.
import {readFileSync} from "node:fs";
import {parseArgs} from "node:util";
import {pages, site} from "../../pages.js";

const {lang, page: id} = parseArgs({options: {lang: {type: "string"}, page: {type: "string"}}}).values;
const page = pages.find((p) => p.id === id);
if (!page || !site[lang]) throw new Error(`there is no page ${id} in ${lang}`);
const say = site[lang];

// Framework reads $ and { as the start of an expression in a page.
const escaped = (text) => text.replace(/[&<>${}]/g, (c) => `&#${c.charCodeAt(0)};`);

const query = (name) => `<p class="file"><code>src/data/${name}.json.sql</code></p>
<pre tabindex="0" aria-label="${name}"><code>${escaped(readFileSync(`src/data/${name}.json.sql`, "utf8").trimEnd())}</code></pre>`;

const files = (names) => names.map((name) => `FileAttachment("../data/${name}.json").json()`).join(", ");

// The function that draws a section: nedaByYear for neda-by-year.
const figure = ({id}) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const section = ({id, data, [lang]: text}) => `
<section id="${id}">
<h2 id="${id}-title">${text.title}</h2>
<p>${text.definition}</p>

\`\`\`js
${figure({id})}(await Promise.all([${files(data)}]), ${JSON.stringify(lang)})
\`\`\`

<details>
<summary>${say.how}<span class="hidden">${say.colon}${text.title}</span></summary>

${data.map(query).join("\n\n")}

</details>
</section>
`;

process.stdout.write(`---
title: ${JSON.stringify(`${page[lang].title} - ${say.name}`)}
---

\`\`\`js
import {${page.sections.map(figure).join(", ")}} from "../components/${id}.js";
\`\`\`

<div id="content" tabindex="-1">
<h1>${page[lang].title}</h1>
<p class="lead">${page[lang].lead}</p>
<p class="privacy">${page[lang].privacy ?? say.privacy}</p>
<noscript><p>${say.noscript}</p></noscript>
${page.sections.map(section).join("")}
</div>
`);
