// The page that leads to the languages.
import {languages, pages, site} from "../pages.js";

const [first, ...others] = languages;
const link = (lang) => `<a href="/${lang}/${pages[0].id}"${lang === first ? "" : ` hreflang="${lang}"`}>${site[lang].language}</a>`;

process.stdout.write(`---
title: ${site[first].name}
---

<div id="content">
<h1>${site[first].name}</h1>
<p>${link(first)}</p>
${others.map((lang) => `<p lang="${lang}">${link(lang)}</p>`).join("\n")}
</div>
`);
