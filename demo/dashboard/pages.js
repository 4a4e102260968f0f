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
	logrank: doi("10.1093/biomet/69.3.553", "Harrington, Fleming 1982"),
	strobe: doi("10.1016/S0140-6736(07)61602-X", "STROBE 2007"),
	balance: doi("10.1002/sim.3697", "Austin 2009"),
	propensity: doi("10.1093/biomet/70.1.41", "Rosenbaum, Rubin 1983"),
	matching: doi("10.1002/pst.433", "Austin 2011"),
	weightedCurves: doi("10.1016/j.cmpb.2003.10.004", "Cole, Hernán 2004"),
	cox: doi("10.1111/j.2517-6161.1972.tb00899.x", "Cox 1972"),
	kalincik: doi("10.1016/S1474-4422(17)30007-8", "Kalincik 2017"),
	kappos: doi("10.1001/jamaneurol.2020.1568", "Kappos 2020"),
	cagol: doi("10.1001/jamaneurol.2022.1025", "Cagol 2022")
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
			centres: "Centres differ in their patients: this is no ranking.",
			adjusted: "Patients on different lines differ. Age, disease duration, relapses in the year before and EDSS at the start are allowed for, "
				+ "and nothing else: differences that were not measured remain."
		},
		banner: "For the treating team only: this page names patients. Do not publish it, send it or copy it.",
		privacy: "Counts of 1 to 10 patients are hidden (<b>*</b>), and so is all that is computed from them or would give them away. "
			+ "A * does not mean 0.",
		footer: "This page computes published definitions and gives no medical advice. All patients are made up. "
			+ "The extension sepms computes its numbers in PostgreSQL, from tallies."
	},
	fr: {
		language: "Français",
		name: "Centre SEP, registre fictif",
		skip: "Aller au contenu",
		navigation: "Pages",
		how: "Mode de calcul",
		colon: "\u00a0: ",
		noscript: french("Les figures de cette page nécessitent JavaScript, qui est désactivé ; les tableaux donnent les mêmes chiffres."),
		nobody: "Aucun patient",
		differ: {
			lines: french("D'une ligne à l'autre, les patients ne diffèrent pas que par le traitement : cette figure ne permet pas de comparer "
				+ "les médicaments."),
			centres: french("Les patients diffèrent d'un centre à l'autre : ce n'est pas un classement."),
			adjusted: french("Les patients diffèrent d'une ligne à l'autre. L'âge, la durée de la maladie, les poussées de l'année précédente et l'EDSS au "
				+ "début sont pris en compte, et rien d'autre : les différences qui n'ont pas été mesurées demeurent.")
		},
		banner: french("Réservé à l'équipe soignante : cette page permet d'identifier des patients. Ne pas la publier, l'envoyer ni la copier."),
		privacy: french("Les effectifs de 1 à 10 patients sont masqués (<b>*</b>), de même que tout ce qui en découle ou permettrait de les "
			+ "déduire. Un * ne veut pas dire 0."),
		footer: french("Cette page applique des définitions publiées et ne donne pas d'avis médical. Tous les patients sont fictifs. "
			+ "Les chiffres sont calculés dans PostgreSQL par l'extension sepms, à partir d'effectifs agrégés.")
	}
};

const curves = {
	en: `Kaplan-Meier curves with 95 % log-log limits (${sources.kaplanMeier}). Points are at the ends of quarters of a year. A point is `
		+ "shown only if, since the point before, nobody or at least 11 patients had the event, nobody or at least 11 left follow-up without "
		+ "it, and the same holds for all the time that follows. Straight lines join points at most a year apart. A line of treatment "
		+ `without a point is not drawn; the log-rank test (${sources.logrank}) compares those that are drawn.`,
	fr: `Courbes de Kaplan-Meier avec intervalle de confiance à 95 % (log-log, ${sources.kaplanMeier}). Les points sont placés en fin de `
		+ "trimestre. Un point n'est affiché que si, depuis le précédent, aucun patient ou au moins 11 ont eu l'événement, qu'aucun ou au moins "
		+ "11 sont sortis du suivi sans l'avoir eu, et qu'il en est de même pour toute la période qui suit. Un segment relie deux points "
		+ "séparés d'un an au plus. Une ligne de traitement sans aucun point n'est pas tracée ; le test du log-rank "
		+ `(${sources.logrank}) compare celles qui le sont.`
};

// Which treatment a line of treatment is that of.
const lineOf = {
	year: {
		en: "On this page, a patient's line is that of the treatment at the start of each year: a patient who switches to another line counts "
			+ "there from the next year. (On the page on relapses and disability, it is that of the first treatment.)",
		fr: "Sur cette page, la ligne est celle du traitement en cours au début de chaque année : un patient qui change de ligne est compté dans "
			+ "la nouvelle à partir de l'année suivante. (Sur la page « Poussées et handicap », c'est celle du premier traitement.)"
	},
	first: {
		en: "On this page, a patient's line is that of the first treatment, whatever follows. (On the page on NEDA, it is that of the treatment "
			+ "at the start of each year.)",
		fr: "Sur cette page, la ligne est celle du premier traitement, quels que soient les suivants. (Sur la page « NEDA », c'est celle du "
			+ "traitement en cours au début de chaque année.)"
	},
	firstYear: {
		en: "On this page, a patient's line is that of the treatment at the start of the first year.",
		fr: "Sur cette page, la ligne est celle du traitement en cours au début de la première année."
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
					definition: "The last EDSS of each patient, the phenotype in the registry, and how long before the end of the data the patient was last "
						+ "seen. Patients who have not been seen for a long time may be lost to follow-up, or their follow-up may be over: that of the "
						+ "made-up patients ends after five years of treatment."
				},
				fr: {
					title: "Handicap, phénotype et dernière visite",
					definition: "Le dernier EDSS de chaque patient, son phénotype selon le registre, et le temps écoulé entre sa dernière visite et la fin "
						+ "des données. Un patient qui n'a pas été vu depuis longtemps est peut-être perdu de vue ; son suivi peut aussi être terminé : "
						+ "celui des patients fictifs s'arrête après cinq ans de traitement."
				}
			},
			{
				id: "drugs",
				data: ["drugs"],
				en: {
					title: "Treatments of the patients seen in the last year",
					definition: "Patients seen in the year before the end of the data, by the treatment they were on at their last visit."
				},
				fr: {
					title: "Traitements des patients vus au cours de la dernière année",
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
						+ "Aux extrémités, les classes de moins de 11 patients sont regroupées avec la classe voisine."
				}
			},
			{
				id: "on-treatment",
				data: ["on_treatment"],
				en: {
					title: "Patients on each line of treatment over time",
					definition: "Patients on treatment on the first day of each quarter, from their first visit to their last: the curves rise as patients "
						+ "enter the registry, and fall as their follow-up ends. Lines of treatment are those of a French MS network's slides of 2020. "
						+ "Where a count is hidden, the curve breaks off, and a * below marks the day."
				},
				fr: {
					title: "Patients par ligne de traitement au cours du temps",
					definition: "Patients sous traitement au premier jour de chaque trimestre, de leur première à leur dernière visite : les courbes montent à "
						+ "mesure que des patients entrent dans le registre, et descendent à mesure que leur suivi s'achève. Les lignes de traitement sont "
						+ "celles du diaporama 2020 d'un réseau SEP français. Là où un effectif est masqué, la courbe s'interrompt, et un * au-dessous "
						+ "marque la date."
				}
			},
			{
				id: "switches",
				data: ["switches"],
				en: {
					title: "Switches of treatment by line",
					definition: "Changes from one treatment to the next, at once or after a time without treatment, by the line before and the line after."
				},
				fr: {
					title: "Changements de traitement selon la ligne",
					definition: "Nombre de passages d'un traitement au suivant, immédiats ou après une période sans traitement, selon la ligne de départ et la ligne d'arrivée."
				}
			}
		]
	},
	{
		id: "neda",
		en: {
			short: "NEDA",
			title: "No evidence of disease activity (NEDA-3)",
			lead: "How many patients had no relapse, no confirmed disability worsening and no new lesion, and what could not be assessed.",
			lineOf: lineOf.year.en
		},
		fr: {
			short: "NEDA",
			title: "Absence de signe d'activité de la maladie (NEDA-3)",
			lead: "Combien de patients n'ont eu ni poussée, ni aggravation confirmée du handicap, ni nouvelle lésion, et ce qui n'a pas pu être évalué.",
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
						+ `lesion (${sources.neda}). Patients are evaluable if they had activity, or if all that is needed to exclude it was assessed. The `
						+ `rate is that among evaluable patients, with 95 % Wilson limits (${sources.wilson}). Years in which the number of patients on a `
						+ "line is hidden are left out of every figure on NEDA and of the scores."
				},
				fr: {
					title: "NEDA-3 par ligne et année de traitement",
					definition: "NEDA-3 : une année sans poussée, ni aggravation confirmée de l'EDSS, ni lésion T2 nouvelle ou élargie, ni prise de "
						+ `gadolinium (${sources.neda}). Un patient est évaluable s'il a eu une activité, ou si tout ce qu'il faut pour l'exclure a été `
						+ "évalué. Le taux est calculé parmi les patients évaluables, avec l'intervalle de confiance à 95 % de Wilson "
						+ `(${sources.wilson}). Les années où l'effectif d'une ligne est masqué sont exclues de toutes les figures sur le NEDA et `
						+ "des scores."
				}
			},
			{
				id: "neda-bounds",
				compares: "lines",
				data: ["neda_bounds"],
				en: {
					title: "NEDA-3 in the first year, and what missing data could change",
					definition: "The point is the rate among evaluable patients, with its 95 % limits. The bar is the rate among all patients: its left end if "
						+ "all those who are not evaluable had activity, its right end if none of them had."
				},
				fr: {
					title: "NEDA-3 la première année, et ce que les données manquantes pourraient y changer",
					definition: "Le point est le taux parmi les patients évaluables, avec son intervalle de confiance à 95 %. La barre est le taux parmi tous "
						+ "les patients : son extrémité gauche, si tous les patients non évaluables avaient eu une activité ; la droite, si aucun n'en "
						+ "avait eu."
				}
			},
			{
				id: "neda-components",
				compares: "lines",
				data: ["neda_components"],
				en: {
					title: "What was active, and what was not assessed",
					definition: "Patient-years in which each component was active, inactive or not assessed, by line. Brain volume loss "
						+ "counts for NEDA-4 only. A component that was not assessed never counts as inactive."
				},
				fr: {
					title: "Composantes actives, et composantes non évaluées",
					definition: "Nombre d'années-patients où chaque composante était active, inactive ou non évaluée, par ligne. L'atrophie cérébrale ne "
						+ "compte que pour le NEDA-4. Une composante non évaluée n'est jamais considérée comme inactive."
				}
			},
			{
				id: "neda-by-centre",
				compares: "centres",
				data: ["neda_by_centre"],
				en: {
					title: "NEDA-3 by centre",
					definition: "Rate among evaluable patient-years, all lines and years of treatment together, with 95 % Wilson limits "
						+ `(${sources.wilson}), which are too narrow if the years of a patient resemble each other. Centres send tallies, not data of `
						+ "patients."
				},
				fr: {
					title: "NEDA-3 par centre",
					definition: "Taux parmi les années-patients évaluables, toutes lignes et années de traitement confondues, avec l'intervalle de confiance "
						+ `à 95 % de Wilson (${sources.wilson}), trop étroit si les années d'un même patient se ressemblent. Les centres ne transmettent `
						+ "que des effectifs agrégés, aucune donnée individuelle."
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
			lead: "La fréquence des poussées sous le premier traitement, et le délai sans poussée, sans aggravation confirmée du handicap (CDW) et "
				+ "sans progression indépendante des poussées (PIRA).",
			lineOf: lineOf.first.fr
		},
		sections: [
			{
				id: "relapse-rate",
				compares: "lines",
				data: ["relapse_rate"],
				en: {
					title: "Annualised relapse rate on the first treatment",
					definition: `All relapses divided by all person-years, with exact 95 % Poisson limits (${sources.garwood}). The limits assume the same `
						+ "rate in every patient; if rates differ, they are too narrow."
				},
				fr: {
					title: "Taux annualisé de poussées sous le premier traitement",
					definition: "Nombre total de poussées rapporté au nombre total de personnes-années, avec l'intervalle de confiance exact à 95 % de Poisson "
						+ `(${sources.garwood}). Cet intervalle suppose un même taux chez tous les patients ; sinon, il est trop étroit.`
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
					definition: "Cumulative incidence with the other event as a competing risk (Aalen, Johansen 1978), with 95 % log-log limits, by the "
						+ "rule of the curves above. Only ends of years are shown, joined by straight lines and not by steps: steps would give away small "
						+ "counts."
				},
				fr: {
					title: "Premier événement : poussée ou arrêt du traitement",
					definition: "Incidence cumulée, l'autre événement étant un risque concurrent (Aalen, Johansen 1978), avec l'intervalle de confiance à 95 % "
						+ "(log-log), selon la règle des courbes ci-dessus. Seules les fins d'année sont affichées, reliées par des segments et non par des "
						+ "marches : celles-ci révéleraient de petits effectifs."
				}
			},
			{
				id: "methods",
				data: ["methods"],
				en: {
					title: "How disability events are defined",
					definition: "These paragraphs are written from the very settings with which the events were found."
				},
				fr: {
					title: "Définition des événements de handicap",
					definition: "Ces paragraphes sont rédigés automatiquement, à partir des critères mêmes qui ont servi à détecter les événements."
				}
			}
		]
	},
	{
		id: "comparison",
		en: {
			short: "Comparison",
			title: "Comparison of the first and the second line",
			lead: "Do patients whose first treatment is on the second line relapse less than those who start on the first, if what was known at the "
				+ "start is allowed for? A study, from the choice of the patients to the methods section.",
			lineOf: lineOf.first.en
		},
		fr: {
			short: "Comparaison",
			title: "Comparaison de la première et de la deuxième ligne",
			lead: "Les patients qui débutent par un traitement de deuxième ligne ont-ils moins de poussées que ceux qui débutent par la première, "
				+ "compte tenu de ce qui était connu au début du traitement ? Une étude, de la sélection des patients à la rédaction des méthodes.",
			lineOf: lineOf.first.fr
		},
		sections: [
			{
				id: "attrition",
				data: ["comparison_attrition"],
				en: {
					title: "Who is in the study",
					definition: "The patients left after each condition, in this order; the last row is the study. All conditions are known on the first day of the "
						+ "first treatment but one: the patient must have been seen again. A number is shown only if 0 or at least 11 patients of each line were "
						+ `left out since the one before (${sources.strobe} asks for these numbers).`
				},
				fr: {
					title: "Qui est inclus dans l'étude",
					definition: "Nombre de patients restants après chaque condition, dans cet ordre ; la dernière ligne du tableau est l'effectif de l'étude. Toutes "
						+ "les conditions sont connues le premier jour du premier traitement, sauf une : le patient doit avoir été revu ensuite. Un effectif n'est "
						+ "affiché que si, depuis le précédent, aucun patient ou au moins 11 ont été exclus dans chaque ligne "
						+ `(effectifs demandés par ${sources.strobe}).`
				}
			},
			{
				id: "balance",
				data: ["comparison_balance"],
				en: {
					title: "Are the lines comparable?",
					definition: "Means of what was known at the start, as standardised differences: 0 is the same in both lines, and beyond the dashed lines at 0.1 a "
						+ `difference is usually called relevant (${sources.balance}). All are divided by the standard deviation before weighting or matching. `
						+ "<em>Before</em>: the patients as they are. <em>Weighted</em>: by the inverse of the probability of the line that a patient had, given what "
						+ `was known at the start (the propensity score, ${sources.propensity}). <em>Matched</em>: patients on the 2nd line, each with one on the 1st of `
						+ `about the same score (${sources.matching}). Patients without such a match are left out.`
				},
				fr: {
					title: "Les deux lignes sont-elles comparables ?",
					definition: "Moyennes de ce qui était connu au début, en différences standardisées : 0 signifie l'égalité des deux lignes, et une différence est "
						+ `habituellement jugée notable au-delà des tirets, à 0,1 (${sources.balance}). Toutes sont divisées par l'écart-type avant pondération ou `
						+ "appariement. <em>Avant</em> : les patients tels qu'ils sont. <em>Pondéré</em> : par l'inverse de la probabilité de la ligne reçue, compte tenu "
						+ `de ce qui était connu au début (score de propension, ${sources.propensity}). <em>Apparié</em> : patients de 2e ligne, chacun avec un patient `
						+ `de 1re ligne de score voisin (${sources.matching}). Les patients sans équivalent sont exclus.`
				}
			},
			{
				id: "weighted-curves",
				compares: "adjusted",
				data: ["comparison_at_risk", "comparison_curve"],
				en: {
					title: "Free of relapse on the first treatment, weighted",
					definition: `Kaplan-Meier curves of the weighted patients (${sources.weightedCurves}) from the start of the first treatment to its end or the last `
						+ "visit, with 95 % log-log limits that take the weights as known: what would be seen if all patients had started on that line, and if those "
						+ "who stop the drug would have relapsed like those who go on. The patients at risk are counted, not weighted. Points are shown by the rule "
						+ "of the page on relapses; a number at risk only if 0 or at least 11 of those who are not in the study have gone since the one before."
				},
				fr: {
					title: "Sans poussée sous le premier traitement, courbes pondérées",
					definition: `Courbes de Kaplan-Meier des patients pondérés (${sources.weightedCurves}), du début du premier traitement à sa fin ou à la dernière `
						+ "visite, avec l'intervalle de confiance à 95 % (log-log), où les poids sont supposés connus : ce que l'on observerait si tous les "
						+ "patients avaient débuté par cette ligne, et si ceux qui arrêtent le médicament avaient ensuite le même risque de poussée que ceux qui le "
						+ "poursuivent. Les patients à risque sont dénombrés sans pondération. Les points sont affichés selon la règle de la page « Poussées et "
						+ "handicap » ; un nombre à risque ne l'est que si, depuis le précédent, le suivi s'est terminé pour 0 ou au moins 11 des patients qui ne sont "
						+ "pas inclus dans l'étude."
				}
			},
			{
				id: "relapse-ratios",
				compares: "adjusted",
				data: ["comparison_relapses"],
				en: {
					title: "Relapses: hazard ratio and ratio of rates",
					definition: `The hazard ratio of the first relapse (${sources.cox}) and the ratio of relapse rates (negative binomial regression), 2nd line to 1st, with `
						+ "95 % limits; 1 is no difference. <em>Crude</em>: not adjusted. <em>Adjusted</em>: with what was known at the start in the "
						+ "model. <em>Weighted</em> and <em>matched</em>: as above, with limits from robust variances. <em>Pairwise censored</em>: both patients of a "
						+ `pair are followed as long as the one who is followed less (${sources.kalincik}). Follow-up ends with the drug, but with <em>intention `
						+ "to treat</em> it goes on to the last visit. An estimate is hidden if 1 to 10 patients of a line had the event, or 1 to 10 had not. The "
						+ "patients of this made-up registry were given a true ratio of 0.55."
				},
				fr: {
					title: "Poussées : hazard ratio et rapport des taux",
					definition: `Hazard ratio (rapport des risques instantanés) de la première poussée (${sources.cox}) et rapport des taux de poussées (régression binomiale `
						+ "négative), 2e ligne par rapport à la 1re, avec l'intervalle de confiance à 95 % ; 1 signifie l'absence de différence. "
						+ "<em>Brute</em> : sans ajustement. <em>Ajustée</em> : avec, dans le modèle, ce qui était connu au début. <em>Pondérée</em> et "
						+ "<em>appariée</em> : comme ci-dessus, avec des variances robustes. <em>Censure par paire</em> : les deux patients d'une paire sont suivis "
						+ `aussi longtemps que celui qui l'est le moins (${sources.kalincik}). Le suivi se termine à l'arrêt du médicament ; en <em>intention de `
						+ "traiter</em>, il se poursuit jusqu'à la dernière visite. Une estimation est masquée si, dans une ligne, de 1 à 10 patients ont eu "
						+ "l'événement, ou de 1 à 10 ne l'ont pas eu. Dans ce registre fictif, le vrai rapport est connu : 0,55."
				}
			},
			{
				id: "disability-ratios",
				compares: "adjusted",
				data: ["comparison_disability"],
				en: {
					title: "Disability: every definition, both rules of follow-up",
					definition: "Does the result depend on the definition? Weighted hazard ratios of the first disability worsening confirmed after 12 or 24 weeks (CDW12, "
						+ `CDW24) and of progression independent of relapse activity (PIRA) by the rules of ${sources.muller}, also with their stricter rule, of `
						+ `${sources.kappos} and of ${sources.cagol}; written out below. Patients who relapse less have more worsening that is far from a relapse, so more of `
						+ "it is called PIRA: a ratio of PIRA alone does not compare treatments that differ in relapses. Twelve ratios are not twelve findings. The "
						+ "lines do not change the disability of the made-up patients: the true ratio of CDW is 1."
				},
				fr: {
					title: "Handicap : toutes les définitions, les deux règles de suivi",
					definition: "Le résultat dépend-il de la définition ? Hazard ratios pondérés de la première aggravation du handicap confirmée à 12 ou 24 semaines (CDW12, "
						+ `CDW24) et de la progression indépendante des poussées (PIRA) selon les règles de ${sources.muller}, y compris leur règle stricte, de `
						+ `${sources.kappos} et de ${sources.cagol} ; elles sont détaillées plus bas. Les patients qui ont moins de poussées ont davantage d'aggravations `
						+ "à distance d'une poussée, donc davantage de PIRA : un rapport de PIRA seul ne permet pas de comparer des traitements qui n'ont pas le même effet "
						+ "sur les poussées. Douze rapports ne sont pas douze résultats. La ligne ne change pas le handicap des patients fictifs : le vrai rapport "
						+ "pour la CDW est 1."
				}
			},
			{
				id: "comparison-methods",
				data: ["comparison_methods"],
				en: {
					title: "Methods of the comparison",
					definition: "All but the paragraph on weights and pairs is written from the models and definitions themselves, for the methods section of a paper."
				},
				fr: {
					title: "Méthodes de la comparaison",
					definition: "Hormis le paragraphe sur les poids et les paires, ces textes sont rédigés automatiquement, à partir des modèles et des définitions mêmes, pour la "
						+ "section des méthodes d'un article."
				}
			}
		]
	},
	{
		id: "response",
		en: {
			short: "Response",
			title: "Response at one year (MAGNIMS score)",
			lead: "The score of the first year of treatment, and what it predicts for the next three years.",
			lineOf: lineOf.firstYear.en
		},
		fr: {
			short: "Réponse",
			title: "Réponse à un an (score MAGNIMS)",
			lead: "Le score de la première année de traitement, et ce qu'il prédit pour les trois années suivantes.",
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
						+ "interferon beta; on other drugs it is an extrapolation. Risks over three years and proposed actions are those of the slides of a "
						+ "French MS network (2020). They speak of a risk of progression; in the paper, 15 % is the risk of EDSS worsening, 48 % that of "
						+ "treatment failure, and 25 % does not appear. A score is not settled if missing data could change it."
				},
				fr: {
					title: "Patients selon le score MAGNIMS (Sormani) après la première année",
					definition: "Score de 0 à 2 à partir des poussées et des lésions T2 nouvelles ou élargies de la première année "
						+ `(${sources.sormani}). Il a été établi chez des patients sous interféron bêta ; pour les autres traitements, c'est une extrapolation. `
						+ "Les risques à trois ans et les conduites proposées sont ceux du diaporama d'un réseau SEP français (2020), qui parle de risque de "
						+ "progression ; dans l'article, 15 % est le risque d'aggravation de l'EDSS, 48 % celui d'échec thérapeutique, et 25 % n'y figure pas. "
						+ "Le score est indéterminé si des données manquantes pourraient le changer."
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
			lead: "Ce qui n'a pas été saisi, ce que cela empêche d'évaluer, et ce qui paraît anormal."
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
					definition: "Part des patients chez qui la composante du NEDA n'a pas été évaluée cette année-là, faute de visite en fin d'année, d'EDSS de "
						+ "référence, d'IRM proche de la fin de l'année, de comparaison avec une IRM antérieure, d'injection ou de mesure du volume cérébral."
				}
			},
			{
				id: "not-evaluable",
				data: ["not_evaluable"],
				en: {
					title: "Why years could not be evaluated for NEDA-3",
					definition: "Patient-years with no known activity in which something needed was missing, by what was missing; all lines and years."
				},
				fr: {
					title: "Pourquoi certaines années ne sont pas évaluables pour le NEDA-3",
					definition: "Années-patients sans activité connue, mais où il manquait au moins un élément, selon l'élément manquant ; toutes lignes et "
						+ "années confondues."
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
			lead: "Patients who scored 2 in the first year of treatment (MAGNIMS score), and have not moved to a higher line since.",
			privacy: "Nothing is hidden here: patients are named by their number."
		},
		fr: {
			short: "Audit",
			title: "Patients à discuter",
			lead: "Patients dont le score MAGNIMS était de 2 la première année, et qui ne sont pas passés à une ligne supérieure depuis.",
			privacy: "Rien n'est masqué ici : les patients sont désignés par leur numéro."
		},
		sections: [
			{
				id: "audit",
				data: ["audit"],
				en: {
					title: "Audit: score 2, and on no higher line at the last visit",
					definition: "Patients who scored 2 in the first year, could have moved to a higher line, and were on the same or a lower line at the last visit. "
						+ "Why a treatment was kept is not in the registry."
				},
				fr: {
					title: "Audit : score 2, sans ligne supérieure à la dernière visite",
					definition: "Patients qui avaient un score de 2 la première année et pouvaient passer à une ligne supérieure, mais dont le traitement, à la "
						+ "dernière visite, était de la même ligne ou d'une ligne inférieure. Le registre ne dit pas pourquoi."
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
