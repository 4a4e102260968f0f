// The content of each page in each language: titles, definitions with their
// sources, and the queries behind a figure (src/data).  The figure of a section is
// the function of that name in src/components/PAGE.js, which with
// src/components/words.js has the words inside figures.

export const languages = ["en", "fr"];

// Who the site is for: everybody, or (DASHBOARD_FOR=team) the team that treats
// the patients.  Each is a site of its own, in a folder of its own, and the
// public one has no page and no file of the other.
const forTeam = process.env.DASHBOARD_FOR === "team";
export const output = forTeam ? "dist-team" : "dist";

const doi = (id, text) => `<a href="https://doi.org/${id}">${text}</a>`;

// French puts a no-break space before these characters.
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
		noscript: "The drawings of this page need JavaScript, which is off; the tables have the same numbers.",
		nobody: "No patients",
		differ: {
			lines: "Patients on different lines differ in more than the treatment: this does not compare drugs.",
			centres: "Centres differ in their patients: this is no ranking."
		},
		banner: "For the treating team only: this page names patients. Do not publish it, send it or copy it.",
		privacy: "Counts of 1 to 10 patients are hidden, with all that would give them away: <b>*</b>. "
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
		noscript: french("Les figures de cette page ont besoin de JavaScript, qui est désactivé ; les tableaux donnent les mêmes chiffres."),
		nobody: "Aucun patient",
		differ: {
			lines: french("D'une ligne à l'autre, les patients diffèrent par bien plus que leur traitement : cette figure ne compare pas les "
				+ "médicaments."),
			centres: french("D'un centre à l'autre, les patients diffèrent : ce n'est pas un classement.")
		},
		banner: french("Réservé à l'équipe soignante : cette page désigne des patients. Ne pas la publier, l'envoyer ni la copier."),
		privacy: french("Les effectifs de 1 à 10 patients sont masqués, ainsi que tout ce qui permettrait de les retrouver : <b>*</b>. "
			+ "Ce qui se calcule à partir d'eux l'est aussi. Un effectif masqué n'est pas nul : un 0 est affiché."),
		footer: french("Cette page applique des définitions publiées et ne donne pas d'avis médical. Tous les patients sont fictifs. "
			+ "Les chiffres sont calculés dans PostgreSQL par l'extension sepms, à partir de comptes agrégés.")
	}
};

const curves = {
	en: `Kaplan-Meier curves with 95 % log-log limits (${sources.kaplanMeier}). Points are at the ends of quarters of a year, and only `
		+ "where nobody or at least 11 patients had the event since the last point, nobody or at least 11 left without it, and the same "
		+ "holds for all the time that follows; straight lines join points that are at most a year apart. A line without such a point is not drawn. The lines that are "
		+ `drawn are compared by the log-rank test (${sources.logrank}).`,
	fr: `Courbes de Kaplan-Meier avec intervalle de confiance à 95 % (log-log, ${sources.kaplanMeier}). Les points sont placés en fin de `
		+ "trimestre, et seulement là où, depuis le point précédent, 0 ou au moins 11 patients ont eu l'événement et 0 ou au moins 11 sont "
		+ "sortis du suivi sans l'avoir eu, et où il en va de même pour toute la suite ; des droites relient ceux qu'un an au plus sépare. Une ligne sans aucun point "
		+ `n'est pas tracée. Le test du log-rank (${sources.logrank}) compare les lignes tracées.`
};

// Which treatment a line of treatment is that of.
const lineOf = {
	year: {
		en: "Here a line is that of the treatment at the start of each year: who switches is counted in another line from the next year. "
			+ "(On the page on relapses and disability it is that of the first treatment.)",
		fr: "Ici, la ligne est celle du traitement pris au début de chaque année : un patient qui change de traitement compte dans une autre "
			+ "ligne dès l'année suivante. (Sur la page des poussées et du handicap, c'est celle du premier traitement.)"
	},
	first: {
		en: "Here a line is that of the first treatment, whatever follows. (On the page on NEDA it is that of the treatment at the start of "
			+ "each year.)",
		fr: "Ici, la ligne est celle du premier traitement, quelle que soit la suite. (Sur la page NEDA, c'est celle du traitement pris au "
			+ "début de chaque année.)"
	},
	firstYear: {
		en: "Here a line is that of the treatment at the start of the first year.",
		fr: "Ici, la ligne est celle du traitement pris au début de la première année."
	}
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
			lead: "Qui est suivi, depuis combien de temps et avec quels traitements."
		},
		sections: [
			{
				id: "key-numbers",
				data: ["cohort", "follow_up", "source"],
				en: {
					title: "Patients and person-years",
					definition: "Follow-up is from the first visit to the last; a year has 365.25 days."
				},
				fr: {
					title: "Patients et personnes-années",
					definition: "Le suivi va de la première à la dernière visite ; une année compte 365,25 jours."
				}
			},
			{
				id: "last-known",
				data: ["last_known"],
				en: {
					title: "Disability, phenotype and last visit",
					definition: "The last EDSS of each patient, the phenotype in the registry, and how long before the end of the data the patient was seen "
						+ "last. Patients not seen for long may be lost to follow-up, or their follow-up may be over: the made-up patients are followed "
						+ "for five years of treatment at most."
				},
				fr: {
					title: "Handicap, phénotype et dernière visite",
					definition: "Le dernier EDSS de chaque patient, le phénotype inscrit au registre, et le temps écoulé entre sa dernière visite et la fin "
						+ "des données. Un patient qui n'a pas été vu depuis longtemps peut être perdu de vue, ou son suivi être terminé : les patients "
						+ "fictifs sont suivis cinq ans de traitement au plus."
				}
			},
			{
				id: "drugs",
				data: ["drugs"],
				en: {
					title: "Treatments of the patients seen in the last year",
					definition: "Each patient who was seen in the last year before the end of the data, by what was taken at the last visit."
				},
				fr: {
					title: "Traitements des patients vus dans la dernière année",
					definition: "Patients vus au cours de l'année qui précède la fin des données, selon le traitement en cours à leur dernière visite."
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
						+ "Aux deux extrémités, les classes de moins de 11 patients sont regroupées avec leur voisine."
				}
			},
			{
				id: "on-treatment",
				data: ["on_treatment"],
				en: {
					title: "Patients on each line of treatment over time",
					definition: "Patients under treatment on the first day of each quarter, from their first visit to their last: the curves rise as patients "
						+ "come in, and fall as their follow-up ends. Lines are those of a French MS network's slides of 2020. Where a count is hidden, "
						+ "at the ends too, the curve stops and there is a * below."
				},
				fr: {
					title: "Patients par ligne de traitement au cours du temps",
					definition: "Patients sous traitement au premier jour de chaque trimestre, de leur première à leur dernière visite : les courbes montent à "
						+ "mesure que des patients entrent, et descendent à mesure que leur suivi s'achève. Les lignes sont celles du diaporama 2020 d'un "
						+ "réseau SEP français. Là où un effectif est masqué, y compris aux extrémités, la courbe s'interrompt et un * figure au-dessous."
				}
			},
			{
				id: "switches",
				data: ["switches"],
				en: {
					title: "Switches of treatment by line",
					definition: "Each change from one treatment to another: from which line to which."
				},
				fr: {
					title: "Changements de traitement selon la ligne",
					definition: "Passages d'un traitement à un autre, selon la ligne quittée et la ligne prise."
				}
			}
		]
	},
	{
		id: "neda",
		en: {
			short: "NEDA",
			title: "No evidence of disease activity (NEDA-3)",
			lead: "Which patients had no relapse, no confirmed disability worsening and no new lesion, and what could not be judged.",
			lineOf: lineOf.year.en
		},
		fr: {
			short: "NEDA",
			title: "Absence de signe d'activité de la maladie (NEDA-3)",
			lead: "Combien de patients n'ont eu ni poussée, ni aggravation confirmée du handicap, ni nouvelle lésion, et ce qu'on ne peut pas savoir.",
			lineOf: lineOf.year.fr
		},
		sections: [
			{
				id: "neda-by-year",
				compares: "lines",
				data: ["neda_by_year"],
				en: {
					title: "NEDA-3 by line and year of treatment",
					definition: "NEDA-3 is a year without relapse, confirmed EDSS worsening, new or enlarging T2 lesion or gadolinium-enhancing "
						+ `lesion (${sources.neda}). Patients are evaluable if they had activity, or all that is needed to exclude it; the rate is among `
						+ `them, with 95 % Wilson limits (${sources.wilson}). Years of a line whose number of patients is hidden are left out of every `
						+ "figure on NEDA and of the scores."
				},
				fr: {
					title: "NEDA-3 par ligne et année de traitement",
					definition: "NEDA-3 : une année sans poussée, sans aggravation confirmée de l'EDSS, sans lésion T2 nouvelle ou élargie ni prise de "
						+ `gadolinium (${sources.neda}). Un patient est évaluable s'il a eu une activité, ou s'il a tout ce qu'il faut pour l'exclure ; `
						+ `le taux porte sur les patients évaluables, avec l'intervalle de confiance à 95 % de Wilson (${sources.wilson}). Les années d'une ligne dont le `
						+ "nombre de patients est masqué n'entrent dans aucune figure sur le NEDA ni dans les scores."
				}
			},
			{
				id: "neda-bounds",
				compares: "lines",
				data: ["neda_bounds"],
				en: {
					title: "NEDA-3 in the first year, and what the unknown could change",
					definition: "The point is the rate among evaluable patients with its 95 % limits. The bar is the rate among all patients: from the one if "
						+ "all who are not evaluable had activity to the one if none of them had."
				},
				fr: {
					title: "NEDA-3 la première année, et ce que les données manquantes pourraient changer",
					definition: "Le point donne le taux parmi les patients évaluables, avec son intervalle de confiance à 95 %. La barre donne le taux parmi "
						+ "tous les patients : à gauche si tous les non évaluables avaient eu une activité, à droite si aucun n'en avait eu."
				}
			},
			{
				id: "neda-components",
				compares: "lines",
				data: ["neda_components"],
				en: {
					title: "What was active, and what was not assessed",
					definition: "Years of patients in which each component was active, inactive or not assessed, by line. Brain volume loss "
						+ "counts for NEDA-4 only. A component that was not assessed never counts as inactive."
				},
				fr: {
					title: "Ce qui était actif, et ce qui n'a pas été évalué",
					definition: "Nombre d'années-patients où chaque composante était active, inactive ou non évaluée, par ligne. L'atrophie cérébrale ne "
						+ "compte que pour le NEDA-4. Une composante non évaluée ne compte jamais comme inactive."
				}
			},
			{
				id: "neda-by-centre",
				compares: "centres",
				data: ["neda_by_centre"],
				en: {
					title: "NEDA-3 by centre",
					definition: `Rate among evaluable years of treatment of all lines with 95 % Wilson limits (${sources.wilson}), which are too narrow `
						+ "where years of the same patient resemble each other. Centres send tallies, not patients."
				},
				fr: {
					title: "NEDA-3 par centre",
					definition: `Taux parmi les années de traitement évaluables, toutes lignes, avec l'intervalle de confiance à 95 % de Wilson `
						+ `(${sources.wilson}), trop étroit quand les années d'un même patient se ressemblent. Les centres `
						+ "envoient des comptes agrégés, et aucune donnée de patient."
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
				+ "(CDW) and of progression independent of relapse activity (PIRA).",
			lineOf: lineOf.first.en
		},
		fr: {
			short: "Poussées et handicap",
			title: "Poussées et handicap au cours du temps",
			lead: "La fréquence des poussées sous le premier traitement, et le temps passé sans poussée, sans aggravation confirmée du handicap "
				+ "(CDW) et sans progression indépendante des poussées (PIRA).",
			lineOf: lineOf.first.fr
		},
		sections: [
			{
				id: "relapse-rate",
				compares: "lines",
				data: ["relapse_rate"],
				en: {
					title: "Annualised relapse rate on the first treatment",
					definition: `Relapses of all patients over the person-years of all, with 95 % exact Poisson limits (${sources.garwood}). They assume the same `
						+ "rate in every patient; where rates differ they are too narrow."
				},
				fr: {
					title: "Taux annualisé de poussées sous le premier traitement",
					definition: "Nombre total de poussées, rapporté au total des personnes-années, avec l'intervalle de confiance à 95 % exact de Poisson "
						+ `(${sources.garwood}). Il suppose que tous les patients ont le même taux ; sinon, il est trop étroit.`
				}
			},
			{
				id: "first-relapse",
				compares: "lines",
				data: ["survival_summary", "survival", "at_risk"],
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
				compares: "lines",
				data: ["survival_summary", "survival", "at_risk"],
				en: {
					title: "Free of confirmed disability worsening (CDW)",
					definition: "From the first EDSS to the last, by the line of the first treatment, even if it was changed. "
						+ `The definition (${sources.muller}) is written out below. ${curves.en}`
				},
				fr: {
					title: "Sans aggravation confirmée du handicap (CDW)",
					definition: "Du premier au dernier EDSS, selon la ligne du premier traitement, même s'il a changé ensuite. "
						+ `La définition (${sources.muller}) est détaillée plus bas. ${curves.fr}`
				}
			},
			{
				id: "first-pira",
				compares: "lines",
				data: ["survival_summary", "survival", "at_risk"],
				en: {
					title: "Free of progression independent of relapse activity (PIRA)",
					definition: "From the first EDSS to the last, by the line of the first treatment, even if it was changed. "
						+ `The definition (${sources.muller}) is written out below. ${curves.en}`
				},
				fr: {
					title: "Sans progression indépendante des poussées (PIRA)",
					definition: "Du premier au dernier EDSS, selon la ligne du premier traitement, même s'il a changé ensuite. "
						+ `La définition (${sources.muller}) est détaillée plus bas. ${curves.fr}`
				}
			},
			{
				id: "what-came-first",
				compares: "lines",
				data: ["what_came_first"],
				en: {
					title: "What came first: a relapse, or the end of the drug",
					definition: "Cumulative incidence with the other event competing (Aalen, Johansen 1978), 95 % log-log limits, at the end of each year that "
						+ "may be shown by the same rule as the curves; straight lines join consecutive years."
				},
				fr: {
					title: "Premier événement : poussée ou arrêt du traitement",
					definition: "Incidence cumulée en présence de l'autre événement comme risque concurrent (Aalen, Johansen 1978), avec l'intervalle de confiance "
						+ "à 95 % (log-log), à la fin de chaque année que la règle des courbes permet de montrer ; des droites relient les années consécutives."
				}
			},
			{
				id: "methods",
				data: ["methods"],
				en: {
					title: "How disability events are defined",
					definition: "These paragraphs are generated from the same settings as those with which the events were found."
				},
				fr: {
					title: "Définition des événements de handicap",
					definition: "Ces paragraphes sont générés à partir des réglages mêmes qui ont servi à détecter les événements."
				}
			}
		]
	},
	{
		id: "response",
		en: {
			short: "Response",
			title: "Response at one year (MAGNIMS score)",
			lead: "The score of the first year of treatment, and what it says of the next three years.",
			lineOf: lineOf.firstYear.en
		},
		fr: {
			short: "Réponse",
			title: "Réponse à un an (score MAGNIMS)",
			lead: "Le score de la première année de traitement, et ce qu'il annonce pour les trois années suivantes.",
			lineOf: lineOf.firstYear.fr
		},
		sections: [
			{
				id: "scores",
				compares: "lines",
				data: ["scores", "score_meaning", "scores_by_line"],
				en: {
					title: "Patients by MAGNIMS (Sormani) score after the first year",
					definition: `A score of 0 to 2 from the relapses and the new or enlarging T2 lesions of the first year (${sources.sormani}). It was derived on `
						+ "interferon beta; on other drugs it is an extrapolation. Risks over three years and actions are those of the slides of a French MS "
						+ "network (2020), which call the risk one of progression: its 15 % is the paper's EDSS worsening, its 48 % the paper's treatment "
						+ "failure, and its 25 % is not in the paper. A score is not settled where a missing count could change it."
				},
				fr: {
					title: "Patients selon le score MAGNIMS (Sormani) après la première année",
					definition: "Score de 0 à 2 à partir des poussées et des lésions T2 nouvelles ou élargies de la première année "
						+ `(${sources.sormani}). Il a été établi sous interféron bêta ; avec les autres traitements, c'est une extrapolation. `
						+ "Les risques à trois ans et les conduites viennent du diaporama d'un réseau SEP français (2020), qui parle de risque de progression : "
						+ "15 % est l'aggravation de l'EDSS de l'article, 48 % son échec thérapeutique, et 25 % n'y figure pas. "
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
			lead: "What was not recorded, what that costs, and which rows look odd."
		},
		fr: {
			short: "Qualité des données",
			title: "Qualité des données",
			lead: "Ce qui n'a pas été saisi, ce que cela empêche de savoir, et ce qui paraît anormal."
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
					title: "Pourquoi certaines années ne sont pas évaluables pour le NEDA-3",
					definition: "Années-patients sans activité connue mais où il manquait un élément, selon ce qui manquait ; toutes lignes et années confondues."
				}
			},
			{
				id: "checks",
				data: ["checks"],
				en: {
					title: "Rows that are incomplete or odd",
					definition: "Counts of rows, not of patients; they are hidden too where the rows are those of 1 to 10 patients. A share is of all rows of the same "
						+ "kind; ≥ means that some of them lack what the check needs, so that the true share may be higher. Scans without comparison are counted "
						+ "among later scans: the first scan of a patient has none to be compared with."
				},
				fr: {
					title: "Enregistrements incomplets ou anormaux",
					definition: "Nombre d'enregistrements, et non de patients ; il est masqué aussi quand ces enregistrements sont ceux de 1 à 10 patients. La part se "
						+ "rapporte à tous les enregistrements de même nature ; le signe ≥ indique que certains n'ont pas pu être contrôlés, faute de données : "
						+ "la part réelle peut être plus élevée. Les IRM sans comparaison sont comptées parmi les IRM de suivi : la première n'a pas de référence."
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
			lead: "Patients dont le score MAGNIMS de la première année est de 2, et qui ne sont pas passés à une ligne supérieure.",
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
					definition: "Patients qui avaient un score de 2 la première année et pouvaient passer à une ligne supérieure, mais suivaient à la dernière "
						+ "visite un traitement de même ligne ou d'une ligne inférieure. Le registre ne dit pas pourquoi."
				}
			},
			{
				id: "problems",
				data: ["audit_problems"],
				en: {
					title: "Rows to check",
					definition: "Rows that cannot be true or are often a mistake; not those that are only incomplete, and at most 100 of each kind. The view "
						+ "<code>data_check.registry_problem</code> has all of them, with the values of each."
				},
				fr: {
					title: "Enregistrements à vérifier",
					definition: "Enregistrements impossibles, ou qui sont souvent une erreur ; sans ceux qui sont seulement incomplets, et 100 au plus de chaque sorte. La vue "
						+ "<code>data_check.registry_problem</code> les contient tous, avec leurs valeurs."
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
