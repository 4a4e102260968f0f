// The site: its pages, what surrounds each page, and what runs the queries.
// Neither the build nor the browser fetches anything from elsewhere.
import {banner, languages, output, pages, site} from "./pages.js";

// A path is /LANGUAGE/PAGE, or /index.
const parts = (path) => path.split("/").slice(1);

const warning = (lang) => `<p class="banner" lang="${lang}">${site[lang].banner}</p>`;

function header({path}) {
	const [lang, here] = parts(path);
	if (!languages.includes(lang)) return banner ? languages.map(warning).join("") : "";
	const {skip, navigation, name} = site[lang];
	const links = pages.map(({id, [lang]: {short}}) =>
		`<li><a href="/${lang}/${id}"${id === here ? ' aria-current="page"' : ""}>${short}</a></li>`);
	const others = languages.filter((other) => other !== lang).map((other) =>
		`<a class="language" href="/${other}/${here}" lang="${other}" hreflang="${other}">${site[other].language}</a>`);
	return `<a class="skip" href="#content">${skip}</a>
${banner ? warning(lang) : ""}<p class="site">${name}</p>
<nav aria-label="${navigation}"><ul>${links.join("")}</ul></nav>
${others.join("")}`;
}

function footer({path}) {
	const [lang] = parts(path);
	return (languages.includes(lang) ? [lang] : languages).map((l) => `<p lang="${l}">${site[l].footer}</p>`).join("");
}

export default {
	root: "src",
	output,
	interpreters: {".sql": ["sh", "query"]},
	dynamicPaths: ["/index"].concat(languages.flatMap((lang) => pages.map(({id}) => `/${lang}/${id}`))),
	style: "style.css",
	globalStylesheets: [],
	sidebar: false,
	toc: false,
	pager: false,
	search: false,
	typographer: false,
	preserveExtension: true,
	head: `<link rel="icon" href="data:,">`,
	header,
	footer
};
