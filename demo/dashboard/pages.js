// What is on each page, in each language: titles, definitions with their
// sources, and the queries behind a figure (src/data).  The figure of a section
// is the function of its name in src/components/PAGE.js; the words inside figures
// are there and in src/components/words.js.

export const languages = ["en", "fr"];

// Who the site is for: everybody, or (DASHBOARD_FOR=team) the team that treats
// the patients.  Each is a site of its own, in a folder of its own, and the
// public one has no page and no file of the other.
const forTeam = process.env.DASHBOARD_FOR === "team";
export const output = forTeam ? "dist-team" : "dist";

const doi = (id, text) => `<a href="https://doi.org/${id}">${text}</a>`;

// French puts a space that does not break before these signs.
const french = (text) => text.replace(/ (?=[:;?!%»])/g, "\u00a0").replace(/« /g, "«\u00a0");

const sources = {
	neda: doi("10.1001/jamaneurol.2014.3537", "Rotstein 2015"),
	wilson: doi("10.1080/01621459.1927.10502953", "Wilson 1927"),
	garwood: doi("10.1093/biomet/28.3-4.437", "Garwood 1936"),
	kaplanMeier: doi("10.1080/01621459.1958.10501452", "Kaplan, Meier 1958"),
	sormani: doi("10.1212/WNL.0000000000002830", "Sormani 2016"),
	muller: doi("10.1001/jamaneurol.2023.3331", "Müller 2023"),
	logrank: doi("10.1093/biomet/69.3.553", "Harrington, Fleming 1982")
};

export const site = {
	en: {
		language: "English",
		name: "MS centre, made-up registry",
		skip: "Skip to the content",
		navigation: "Pages",
		how: "How this is computed",
		colon: ": ",
		noscript: "The figures and tables of this page are drawn by JavaScript, which is off.",
		banner: "For the treating team only: this page names patients. Do not publish it, send it or copy it.",
		privacy: "Counts of 1 to 10 patients in a group are hidden, with whatever would give them away in any figure: <b>*</b>. "
			+ "What is computed from a hidden count is hidden too. A hidden count is not 0; a 0 is shown.",
		footer: "This page computes published definitions and gives no medical advice. All patients are made up. "
			+ "Its numbers come from tallies in PostgreSQL by the extension sepms."
	},
	fr: {
		language: "Français",
		name: "Centre SEP, registre fictif",
		skip: "Aller au contenu",
		navigation: "Pages",
		how: "Mode de calcul",
		colon: "\u00a0: ",
		noscript: french("Les figures et tableaux de cette page sont dessinés par JavaScript, qui est désactivé."),
		banner: french("Réservé à l'équipe soignante : cette page désigne des patients. Ne pas la publier, l'envoyer ni la copier."),
		privacy: french("Les effectifs de 1 à 10 patients d'un groupe sont masqués, avec ceux qui permettraient de les retrouver dans "
			+ "l'une des figures : <b>*</b>. Ce qui se calcule à partir d'un effectif masqué l'est aussi. Un effectif masqué n'est pas "
			+ "nul ; un 0 est affiché."),
		footer: french("Cette page calcule des définitions publiées et ne donne pas d'avis médical. Tous les patients sont fictifs. "
			+ "Ses chiffres viennent de comptes agrégés dans PostgreSQL, par l'extension sepms.")
	}
};

const curves = {
	en: `Kaplan-Meier curves with 95 % log-log limits (${sources.kaplanMeier}), at the ends of quarters of a year `
		+ "between which, and after which, nobody or at least 11 patients had the event, and nobody or at least 11 left without it, while at "
		+ "least 11 are at risk; straight lines join the points. The lines that are drawn are compared by the log-rank test "
		+ `(${sources.logrank}), as they are: their patients differ in more than the treatment.`,
	fr: `Courbes de Kaplan-Meier avec intervalle de confiance à 95 % (log-log, ${sources.kaplanMeier}), aux fins de `
		+ "trimestre entre lesquelles, et après lesquelles, aucun patient ou au moins 11 ont eu l'événement, et aucun ou au moins 11 sont "
		+ "sortis sans l'avoir eu, tant qu'au moins 11 sont à risque ; des droites relient ces points. Les lignes tracées sont comparées "
		+ `par le test du log-rank (${sources.logrank}), telles quelles : leurs patients ne diffèrent pas que par le traitement.`
};

const publicPages = [
	{
		id: "cohort",
		en: {
			short: "Cohort",
			title: "The cohort",
			lead: "Who is followed, for how long, and on which treatments."
		},
		fr: {
			short: "Cohorte",
			title: "La cohorte",
			lead: "Qui est suivi, depuis combien de temps, et sous quels traitements."
		},
		sections: [
			{
				id: "key-numbers",
				data: ["cohort"],
				en: {
					title: "Patients and person-years",
					definition: "Follow-up is from the first visit to the last; a year has 365.25 days. Age at onset is the median with its quartiles."
				},
				fr: {
					title: "Patients et personnes-années",
					definition: "Le suivi va de la première à la dernière visite ; une année compte 365,25 jours. L'âge au début est la médiane avec ses quartiles."
				}
			},
			{
				id: "age-at-onset",
				data: ["age_at_onset"],
				en: {
					title: "Patients by age at onset and sex",
					definition: "Age at the first symptom, in full years, by groups of five. "
						+ "At either end, groups of fewer than 11 patients are joined with the next."
				},
				fr: {
					title: "Patients selon l'âge au début et le sexe",
					definition: "Âge aux premiers symptômes, en années révolues, par classes de cinq ans. "
						+ "Aux deux extrémités, les classes de moins de 11 patients sont réunies à la suivante."
				}
			},
			{
				id: "on-treatment",
				data: ["on_treatment"],
				en: {
					title: "Patients on each line of treatment over time",
					definition: "Patients under treatment on the first day of each quarter, from their first visit to their last. "
						+ "Lines are those of a French MS network's slides of 2020. Where a count is hidden the curve has a gap, and there is a * below."
				},
				fr: {
					title: "Patients par ligne de traitement au cours du temps",
					definition: "Patients sous traitement au premier jour de chaque trimestre, de leur première à leur dernière visite. "
						+ "Les lignes sont celles du diaporama 2020 d'un réseau SEP français. Un effectif masqué interrompt la courbe, et est marqué * au-dessous."
				}
			},
			{
				id: "switches",
				data: ["switches"],
				en: {
					title: "Switches of treatment by line",
					definition: "Each time that a treatment was followed by another one: from which line to which."
				},
				fr: {
					title: "Changements de traitement selon la ligne",
					definition: "Chaque fois qu'un traitement a été suivi d'un autre : de quelle ligne à quelle ligne."
				}
			}
		]
	},
	{
		id: "neda",
		en: {
			short: "NEDA",
			title: "No evidence of disease activity (NEDA-3)",
			lead: "Which patients had neither relapse nor confirmed disability worsening nor new lesions, and what could not be judged."
		},
		fr: {
			short: "NEDA",
			title: "Absence de signe d'activité de la maladie (NEDA-3)",
			lead: "Quels patients n'ont eu ni poussée, ni aggravation confirmée du handicap, ni nouvelle lésion, et ce qui n'a pu être jugé."
		},
		sections: [
			{
				id: "neda-by-year",
				data: ["neda_by_year"],
				en: {
					title: "NEDA-3 by line and year of treatment",
					definition: "NEDA-3 is a year without relapse, confirmed EDSS worsening, new or enlarging T2 lesion or gadolinium-enhancing "
						+ `lesion (${sources.neda}). Evaluable is who had activity, or all that is needed to exclude it; the rate is among them, `
						+ `with 95 % Wilson limits (${sources.wilson}). Years of a line whose number of patients is hidden are left out of every `
						+ "figure on NEDA and of the scores."
				},
				fr: {
					title: "NEDA-3 par ligne et année de traitement",
					definition: "NEDA-3 : une année sans poussée, sans aggravation confirmée de l'EDSS, sans lésion T2 nouvelle ou élargie ni prise de "
						+ `gadolinium (${sources.neda}). Est évaluable qui a eu une activité, ou tout ce qu'il faut pour l'exclure ; le taux est `
						+ `calculé parmi eux, avec l'intervalle de confiance à 95 % de Wilson (${sources.wilson}). Les années d'une ligne dont le `
						+ "nombre de patients est masqué n'entrent dans aucune figure sur le NEDA ni dans les scores."
				}
			},
			{
				id: "neda-bounds",
				data: ["neda_bounds"],
				en: {
					title: "NEDA-3 in the first year, and what the unknown could change",
					definition: "The point is the rate among evaluable patients with its 95 % limits. The bar goes from the rate among all patients if "
						+ "everyone not evaluable had activity, to the rate if nobody of them had."
				},
				fr: {
					title: "NEDA-3 la première année, et ce que l'inconnu pourrait changer",
					definition: "Le point est le taux parmi les patients évaluables avec son intervalle de confiance à 95 %. La barre va du taux parmi tous "
						+ "les patients si tous les non évaluables avaient une activité, au taux si aucun n'en avait."
				}
			},
			{
				id: "neda-components",
				data: ["neda_components"],
				en: {
					title: "What made patients lose NEDA, and what was not assessed",
					definition: "Years of patients in which each component was active, inactive or not assessed, by line. Brain volume loss "
						+ "counts at level 4 only. A component that was not assessed never counts as inactive."
				},
				fr: {
					title: "Ce qui a fait perdre le NEDA, et ce qui n'a pas été évalué",
					definition: "Années de patients où chaque composante était active, inactive ou non évaluée, par ligne. L'atrophie cérébrale ne "
						+ "compte qu'au niveau 4. Une composante non évaluée ne compte jamais comme inactive."
				}
			},
			{
				id: "neda-by-centre",
				data: ["neda_by_centre"],
				en: {
					title: "NEDA-3 by centre",
					definition: `Rate among evaluable years of treatment of all lines with 95 % Wilson limits (${sources.wilson}), which are too narrow `
						+ "where years of the same patient resemble each other. Centres send tallies, not patients. "
						+ "They differ in their patients; this is no ranking."
				},
				fr: {
					title: "NEDA-3 par centre",
					definition: `Taux parmi les années de traitement évaluables, toutes lignes, avec l'intervalle de confiance à 95 % de Wilson `
						+ `(${sources.wilson}), trop étroit quand les années d'un même patient se ressemblent. Les centres `
						+ "envoient des comptes agrégés, non des patients. Leurs patients diffèrent ; ce n'est pas un classement."
				}
			}
		]
	},
	{
		id: "time",
		en: {
			short: "Relapses and disability",
			title: "Relapses and disability over time",
			lead: "How often patients relapse on their first treatment, and how long they are free of a relapse, of confirmed disability worsening "
				+ "(CDW) and of progression independent of relapse activity (PIRA)."
		},
		fr: {
			short: "Poussées et handicap",
			title: "Poussées et handicap au cours du temps",
			lead: "La fréquence des poussées sous le premier traitement, et le temps sans poussée, sans aggravation confirmée du handicap (CDW) "
				+ "et sans progression indépendante des poussées (PIRA)."
		},
		sections: [
			{
				id: "relapse-rate",
				data: ["relapse_rate"],
				en: {
					title: "Annualised relapse rate on the first treatment",
					definition: `Relapses of all patients over the person-years of all, with 95 % exact Poisson limits (${sources.garwood}). They assume the same `
						+ "rate in every patient; where patients differ they are too narrow."
				},
				fr: {
					title: "Taux annualisé de poussées sous le premier traitement",
					definition: "Poussées de tous les patients rapportées aux personnes-années de tous, avec l'intervalle de confiance à 95 % exact de Poisson "
						+ `(${sources.garwood}). Il suppose le même taux chez tous ; quand les patients diffèrent, il est trop étroit.`
				}
			},
			{
				id: "first-relapse",
				data: ["survival", "at_risk", "survival_summary"],
				en: {
					title: "Free of relapse on the first treatment",
					definition: `From the start of the first treatment to its end or the last visit. ${curves.en}`
				},
				fr: {
					title: "Sans poussée sous le premier traitement",
					definition: `Du début du premier traitement à sa fin ou à la dernière visite. ${curves.fr}`
				}
			},
			{
				id: "first-cdw",
				data: ["survival", "at_risk", "survival_summary"],
				en: {
					title: "Free of confirmed disability worsening (CDW)",
					definition: "From the first EDSS to the last, by the line of the first treatment, whatever it became. "
						+ `The definition (${sources.muller}) is written out below. ${curves.en}`
				},
				fr: {
					title: "Sans aggravation confirmée du handicap (CDW)",
					definition: "Du premier au dernier EDSS, selon la ligne du premier traitement, quelle qu'en soit la suite. "
						+ `La définition (${sources.muller}) est détaillée plus bas. ${curves.fr}`
				}
			},
			{
				id: "first-pira",
				data: ["survival", "at_risk", "survival_summary"],
				en: {
					title: "Free of progression independent of relapse activity (PIRA)",
					definition: "From the first EDSS to the last, by the line of the first treatment, whatever it became. "
						+ `The definition (${sources.muller}) is written out below. ${curves.en}`
				},
				fr: {
					title: "Sans progression indépendante des poussées (PIRA)",
					definition: "Du premier au dernier EDSS, selon la ligne du premier traitement, quelle qu'en soit la suite. "
						+ `La définition (${sources.muller}) est détaillée plus bas. ${curves.fr}`
				}
			},
			{
				id: "what-came-first",
				data: ["what_came_first"],
				en: {
					title: "What came first: a relapse, or the end of the drug",
					definition: "Cumulative incidence with the other event competing (Aalen, Johansen 1978), 95 % log-log limits, in the years that may "
						+ "be shown by the same rule as the curves."
				},
				fr: {
					title: "Ce qui est venu d'abord : une poussée, ou l'arrêt du traitement",
					definition: "Incidence cumulée, l'autre événement étant concurrent (Aalen, Johansen 1978), intervalle de confiance à 95 % log-log, aux "
						+ "années que la règle des courbes permet de montrer."
				}
			},
			{
				id: "methods",
				data: ["methods"],
				en: {
					title: "How disability events are defined",
					definition: "The paragraphs are written by the definitions themselves, the values with which the events were found."
				},
				fr: {
					title: "Définition des événements de handicap",
					definition: "Ces paragraphes sont écrits par les définitions elles-mêmes, les valeurs avec lesquelles les événements ont été trouvés."
				}
			}
		]
	},
	{
		id: "response",
		en: {
			short: "Response",
			title: "Response at one year (MAGNIMS score)",
			lead: "The score of the first year of treatment, and what it says of the next three years."
		},
		fr: {
			short: "Réponse",
			title: "Réponse à un an (score MAGNIMS)",
			lead: "Le score de la première année de traitement, et ce qu'il dit des trois années suivantes."
		},
		sections: [
			{
				id: "scores",
				data: ["scores", "score_meaning", "scores_by_line"],
				en: {
					title: "Patients by MAGNIMS (Sormani) score after the first year",
					definition: `A score of 0 to 2 from the relapses and the new or enlarging T2 lesions of the first year (${sources.sormani}). It was derived on `
						+ "interferon beta; on other drugs it is an extrapolation. The risk of 25 % at score 1 is that of a slide, not of the paper. "
						+ "A score is not settled where a missing count could change it."
				},
				fr: {
					title: "Patients selon le score MAGNIMS (Sormani) après la première année",
					definition: "Score de 0 à 2 à partir des poussées et des lésions T2 nouvelles ou élargies de la première année "
						+ `(${sources.sormani}). Il a été établi sous interféron bêta ; avec les autres traitements, c'est une extrapolation. `
						+ "Le risque de 25 % du score 1 est celui d'un diaporama, non de l'article. "
						+ "Un score est indéterminé quand une donnée manquante pourrait le changer."
				}
			}
		]
	},
	{
		id: "quality",
		en: {
			short: "Data quality",
			title: "Data quality",
			lead: "What was not recorded, what it costs, and what looks odd in the rows."
		},
		fr: {
			short: "Qualité des données",
			title: "Qualité des données",
			lead: "Ce qui n'a pas été saisi, ce que cela coûte, et ce qui paraît anormal."
		},
		sections: [
			{
				id: "missing",
				data: ["missing"],
				en: {
					title: "Components not assessed, by year of treatment",
					definition: "Share of patients in whom the component of NEDA was not assessed in that year: no visit at its end, no EDSS to compare, "
						+ "no scan near its end, no comparison with an earlier scan, no contrast, no brain volume."
				},
				fr: {
					title: "Composantes non évaluées, par année de traitement",
					definition: "Part des patients chez qui la composante du NEDA n'a pas été évaluée cette année-là : pas de visite en fin d'année, pas "
						+ "d'EDSS à comparer, pas d'IRM proche de la fin, pas de comparaison à une IRM antérieure, pas d'injection, pas de mesure du volume cérébral."
				}
			},
			{
				id: "not-evaluable",
				data: ["not_evaluable"],
				en: {
					title: "Why years could not be evaluated for NEDA-3",
					definition: "Years of patients with no known activity in which something needed was missing, by what was missing; all lines and years."
				},
				fr: {
					title: "Pourquoi des années n'ont pu être évaluées pour NEDA-3",
					definition: "Années de patients sans activité connue où manquait un élément nécessaire, selon ce qui manquait ; toutes lignes et années."
				}
			},
			{
				id: "checks",
				data: ["checks"],
				en: {
					title: "Rows that are incomplete or odd",
					definition: "Counts of rows of the registry, not of patients. Two onsets of relapse less than 30 days apart count as one relapse recorded twice."
				},
				fr: {
					title: "Enregistrements incomplets ou anormaux",
					definition: "Nombres d'enregistrements du registre, non de patients. Deux débuts de poussée à moins de 30 jours comptent comme une poussée saisie deux fois."
				}
			}
		]
	}
];

// For the team: a list of patients.
const teamPages = [
	{
		id: "audit",
		en: {
			short: "Audit",
			title: "Patients to discuss",
			lead: "Who scored 2 in the first year of treatment (MAGNIMS score), and has no higher line since.",
			privacy: "Nothing is hidden here: patients are named by their number."
		},
		fr: {
			short: "Audit",
			title: "Patients à discuter",
			lead: "Qui a eu un score de 2 la première année de traitement (score MAGNIMS), sans ligne supérieure depuis.",
			privacy: "Rien n'est masqué ici : les patients sont désignés par leur numéro."
		},
		sections: [
			{
				id: "audit",
				data: ["audit"],
				en: {
					title: "Audit: score 2, and on no higher line at the last visit",
					definition: "Listed is who scored 2 in the first year, has a line above, and was on the same or a lower line at the last visit. "
						+ "Why a treatment was kept is not in the registry."
				},
				fr: {
					title: "Audit : score 2, sans ligne supérieure à la dernière visite",
					definition: "Y figure qui a eu un score de 2 la première année, a une ligne au-dessus, et était sous la même ligne ou une ligne inférieure "
						+ "à la dernière visite. La raison d'un maintien n'est pas dans le registre."
				}
			}
		]
	}
];

export const pages = forTeam ? teamPages : publicPages;
export const banner = forTeam;

for (const {fr, sections} of pages) {
	for (const text of [fr, ...sections.map((section) => section.fr)]) {
		for (const key of Object.keys(text)) text[key] = french(text[key]);
	}
}
