// The words and numbers of the figures, in each language.

const words = {
	en: {
		line: {
			"first": "1st line", "first off-label": "1st line off-label", "second": "2nd line", "second off-label": "2nd line off-label",
			"third": "3rd line", "third off-label": "3rd line off-label", "null": "line not known"
		},
		component: {
			"relapse": "relapse", "progression": "confirmed EDSS worsening", "new T2": "new or enlarging T2",
			"Gd+": "gadolinium enhancement", "brain volume loss": "brain volume loss"
		},
		sex: {F: "women", M: "men", unknown: "sex not known"},
		endpoint: {relapse: "relapse", CDW: "CDW", PIRA: "PIRA"},
		cause: {1: "relapse first", 2: "end of the drug first"},
		drug: {several: "more than one", none: "no treatment"}, // others have their own names
		phenotype: {CIS: "CIS", RR: "relapsing-remitting", SP: "secondary progressive", PP: "primary progressive"},
		reason: {relapse: "relapse", progression: "EDSS", new_t2: "T2 lesions"},
		limits: "95 % limits", to: " to ", colon: ": ", and: " and ", hidden: "hidden: small count", hiddenInPlot: "* hidden", notKnown: "not known", point: ".", semicolon: "; ",
		lineHead: "Line", year: "year", years: "years", yearHead: "Year", patients: "Patients", evaluable: "Evaluable", rate: "NEDA-3", n: "n"
	},
	fr: {
		line: {
			"first": "1re ligne", "first off-label": "1re ligne hors AMM", "second": "2e ligne", "second off-label": "2e ligne hors AMM",
			"third": "3e ligne", "third off-label": "3e ligne hors AMM", "null": "ligne inconnue"
		},
		component: {
			"relapse": "poussée", "progression": "aggravation confirmée de l'EDSS", "new T2": "lésions T2 nouvelles ou élargies",
			"Gd+": "prise de gadolinium", "brain volume loss": "atrophie cérébrale"
		},
		sex: {F: "femmes", M: "hommes", unknown: "sexe inconnu"},
		endpoint: {relapse: "poussée", CDW: "CDW", PIRA: "PIRA"},
		cause: {1: "poussée en premier", 2: "arrêt du traitement en premier"},
		drug: {
			several: "plusieurs", none: "aucun traitement",
			"interferon beta-1b": "interféron bêta-1b", "interferon beta-1a IM": "interféron bêta-1a IM",
			"interferon beta-1a SC": "interféron bêta-1a SC", "interferon beta-1a": "interféron bêta-1a",
			"peginterferon beta-1a": "peginterféron bêta-1a", "glatiramer acetate": "acétate de glatiramère",
			"teriflunomide": "tériflunomide", "dimethyl fumarate": "fumarate de diméthyle",
			"diroximel fumarate": "fumarate de diroximel", "monomethyl fumarate": "fumarate de monométhyle",
			"tegomil fumarate": "fumarate de tégomil", "ponesimod": "ponésimod", "ocrelizumab": "ocrélizumab",
			"mycophenolate mofetil": "mycophénolate mofétil", "methotrexate": "méthotrexate",
			"AHSCT": "autogreffe de CSH", "evobrutinib": "évobrutinib",
			"tolebrutinib": "tolébrutinib", "fenebrutinib": "fénébrutinib", "remibrutinib": "rémibrutinib", "biotin": "biotine"
		},
		phenotype: {CIS: "SCI", RR: "récurrente-rémittente", SP: "secondairement progressive", PP: "primaire progressive"},
		reason: {relapse: "poussées", progression: "EDSS", new_t2: "lésions T2"},
		limits: "IC à 95\u00a0%", to: " à ", colon: "\u00a0: ", and: " et ", hidden: "masqué\u00a0: petit effectif", hiddenInPlot: "* masqué", notKnown: "inconnu", point: ",", semicolon: "\u00a0; ",
		lineHead: "Ligne", year: "année", years: "années", yearHead: "Année", patients: "Patients", evaluable: "Évaluables", rate: "NEDA-3", n: "n"
	}
};

const locales = {en: "en-GB", fr: "fr-FR"};

export const hiddenMark = "*";

// All words of figures in a language, and how numbers are written.
export function speak(lang) {
	const say = words[lang];
	const digits = (n) => new Intl.NumberFormat(locales[lang], {minimumFractionDigits: n, maximumFractionDigits: n});
	const plural = new Intl.PluralRules(locales[lang]);
	const written = (format) => (x) => x === null || x === undefined ? hiddenMark : format(x);
	// In French the first of a month is "1er janvier".
	const date = (options) => (text) => text === null ? "-" : new Intl.DateTimeFormat(locales[lang], {timeZone: "UTC", ...options})
		.format(new Date(text)).replace(lang === "fr" ? /^1(?= )/ : /^$/, "1er");
	const percent = written((x) => `${digits(1).format(100 * x)}\u00a0%`);
	return {
		...say,
		lang,
		lineName: (line) => say.line[line] ?? line,
		whole: written((x) => digits(0).format(x)),
		fixed: (n) => written((x) => digits(n).format(x)),
		percent,
		pValue: (p) => p === null ? "-" : p < 0.001 ? `< ${digits(3).format(0.001)}` : digits(3).format(p),
		yearCount: (n) => `${n} ${plural.select(n) === "one" ? say.year : say.years}`,
		day: date({dateStyle: "medium"}),
		month: date({year: "numeric", month: "long"}),
		drugName: (drug) => say.drug[drug] ?? drug,
		pick: (texts) => texts[lang]
	};
}
