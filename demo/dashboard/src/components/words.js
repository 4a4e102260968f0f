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
		check: {
			visit_without_edss: "visits without EDSS",
			scan_without_contrast: "scans without contrast",
			scan_without_comparison: "scans without comparison",
			visit_before_onset: "visits before the onset of MS",
			two_visits_a_day: "second visits on one day",
			relapse_before_onset: "relapses before the onset of MS",
			relapse_after_last_visit: "relapses after the last visit",
			relapse_too_close: "relapses within 30 days of another",
			treatment_overlap: "treatments that overlap an earlier one",
			treatment_ends_before_start: "treatments that end before they start"
		},
		reason: {relapse: "relapse", progression: "EDSS", new_t2: "T2 lesions"},
		limits: "95 % limits", to: " to ", colon: ": ", and: " and ", hidden: "hidden: small count", hiddenInPlot: "* hidden", notKnown: "not known",
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
		sex: {F: "femmes", M: "hommes", unknown: "sexe non connu"},
		endpoint: {relapse: "poussée", CDW: "CDW", PIRA: "PIRA"},
		cause: {1: "poussée d'abord", 2: "arrêt du traitement d'abord"},
		check: {
			visit_without_edss: "visites sans EDSS",
			scan_without_contrast: "IRM sans injection",
			scan_without_comparison: "IRM sans comparaison",
			visit_before_onset: "visites avant le début de la SEP",
			two_visits_a_day: "deuxièmes visites d'un même jour",
			relapse_before_onset: "poussées avant le début de la SEP",
			relapse_after_last_visit: "poussées après la dernière visite",
			relapse_too_close: "poussées à moins de 30 jours d'une autre",
			treatment_overlap: "traitements chevauchant un précédent",
			treatment_ends_before_start: "traitements finis avant leur début"
		},
		reason: {relapse: "poussées", progression: "EDSS", new_t2: "lésions T2"},
		limits: "IC à 95\u00a0%", to: " à ", colon: "\u00a0: ", and: " et ", hidden: "masqué\u00a0: petit effectif", hiddenInPlot: "* masqué", notKnown: "non connu",
		lineHead: "Ligne", year: "année", years: "années", yearHead: "Année", patients: "Patients", evaluable: "Évaluables", rate: "NEDA-3", n: "n"
	}
};

const locales = {en: "en-GB", fr: "fr-FR"};

export const hiddenMark = "*";

// Everything that a figure says in a language, and how it writes numbers.
export function speak(lang) {
	const say = words[lang];
	const digits = (n) => new Intl.NumberFormat(locales[lang], {minimumFractionDigits: n, maximumFractionDigits: n});
	const plural = new Intl.PluralRules(locales[lang]);
	const written = (format) => (x) => x === null || x === undefined ? hiddenMark : format(x);
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
		day: (text) => new Intl.DateTimeFormat(locales[lang], {timeZone: "UTC", dateStyle: "medium"}).format(new Date(text)),
		pick: (texts) => texts[lang]
	};
}
