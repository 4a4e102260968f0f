/*
 * describe.c
 *		Writes the methods paragraph of a definition.
 */
#include "describe.h"

#include <math.h>

#include "prose.h"

static void
say_days(ms_prose *w, double days)
{
	ms_say(w, days == 1 ? "%g day" : "%g days", days < 2 ? "%g jour" : "%g jours", days);
}

/* The days within which something is: "30 days", "les 30 jours". */
static void
say_span(ms_prose *w, double days)
{
	if (days == 1)
		ms_say(w, "1 day", "le jour");
	else
	{
		ms_say(w, "%s", "%s", ms_in_language(w, "", "les "));
		say_days(w, days);
	}
}

/* A number of days, in weeks too if they are whole. */
static void
say_weeks(ms_prose *w, double days)
{
	double		weeks = days / 7;

	if (days >= 14 && weeks == floor(weeks))
		ms_say(w, "%g days (%g weeks)", "%g jours (%g semaines)", days, weeks);
	else
		say_days(w, days);
}

static void
say_points(ms_prose *w, double points)
{
	ms_say(w, points == 1 ? "%g point" : "%g points", points < 2 ? "%g point" : "%g points", points);
}

static void
say_outcome(ms_prose *w, const ms_criteria *c)
{
	switch ((ms_outcome) c->outcome)
	{
		case MS_OUTCOME_EDSS:
			ms_say(w, "Disability was measured with the Expanded Disability Status Scale (EDSS).",
				   "Le handicap était mesuré par l'échelle EDSS (Expanded Disability Status Scale).");
			break;
		case MS_OUTCOME_T25FW:
			ms_say(w, "Disability was measured with the timed 25-foot walk (T25FW).",
				   "Le handicap était mesuré par le test de marche chronométré de 25 pieds (T25FW).");
			break;
		case MS_OUTCOME_NHPT:
			ms_say(w, "Disability was measured with the nine-hole peg test (9HPT).",
				   "Le handicap était mesuré par le test des neuf trous (9HPT).");
			break;
		case MS_OUTCOME_SDMT:
			ms_say(w, "Disability was measured with the Symbol Digit Modalities Test (SDMT); lower values are worse.",
				   "Le handicap était mesuré par le Symbol Digit Modalities Test (SDMT), dont les valeurs basses traduisent un handicap plus sévère.");
			break;
		case MS_OUTCOME_LCLA:
			ms_say(w, "Disability was measured with low-contrast letter acuity (LCLA, 2.5 %% contrast); lower values are worse.",
				   "Le handicap était mesuré par l'acuité visuelle à faible contraste (LCLA, contraste de 2,5 %%), dont les valeurs basses traduisent un handicap plus sévère.");
			break;
		case MS_OUTCOME_CUSTOM:
			if (c->worsening)
				ms_say(w, "Disability was measured with a score on which lower values are worse.",
					   "Le handicap était mesuré par un score dont les valeurs basses traduisent un handicap plus sévère.");
			else
				ms_say(w, "Disability was measured with a score on which higher values are worse.",
					   "Le handicap était mesuré par un score dont les valeurs élevées traduisent un handicap plus sévère.");
	}
}

/*
 * "an increase" or "a decrease" if the search has one direction only: for a
 * first worsening or improvement, from a baseline that no other change moves.
 * Otherwise "an increase or decrease".
 */
static const char *
change_sought(const ms_prose *w, const ms_criteria *c)
{
	if (c->event == MS_FIRST || c->event == MS_MULTIPLE || c->baseline != MS_BASELINE_FIXED)
		return ms_in_language(w, "an increase or decrease", "une augmentation ou une diminution");
	return (c->event == MS_FIRST_CDI) != c->worsening ? ms_in_language(w, "a decrease", "une diminution") :
		ms_in_language(w, "an increase", "une augmentation");
}

static void
say_change(ms_prose *w, const ms_criteria *c)
{
	ms_say(w, " Clinically meaningful change was defined as %s of at least ",
		   " Un changement cliniquement significatif était défini comme %s d'au moins ", change_sought(w, c));
	switch ((ms_change_rule) c->variant)
	{
		case MS_RULE_STD50:
			ms_say(w, "1.5 points from a baseline of 0, at least 1.0 from 1.0 to 5.0, and at least 0.5 above 5.0.",
				   "1,5 point à partir d'une valeur de référence de 0, d'au moins 1,0 de 1,0 à 5,0 et d'au moins 0,5 au-delà de 5,0.");
			break;
		case MS_RULE_STD55:
			ms_say(w, "1.5 points from a baseline of 0, at least 1.0 from 1.0 to 5.5, and at least 0.5 above 5.5.",
				   "1,5 point à partir d'une valeur de référence de 0, d'au moins 1,0 de 1,0 à 5,5 et d'au moins 0,5 au-delà de 5,5.");
			break;
		case MS_RULE_OPERA:
			ms_say(w, "1.0 point from a baseline of 5.5 or less, and at least 0.5 above 5.5, as in the OPERA trials.",
				   "1,0 point à partir d'une valeur de référence de 5,5 ou moins et d'au moins 0,5 au-delà de 5,5, comme dans les essais OPERA.");
			break;
		case MS_RULE_MSPROG:
			ms_say(w, "4 points or 20 %% of the baseline, whichever was less.",
				   "4 points ou 20 %% de la valeur de référence, selon la plus petite de ces deux valeurs.");
			break;
		case MS_RULE_4PT:
		case MS_RULE_8PT:
			ms_say(w, "%d points.", "%d points.", c->variant == MS_RULE_4PT ? 4 : 8);
			break;
		case MS_RULE_10PCT:
			ms_say(w, "10 %% of the baseline.", "10 %% de la valeur de référence.");
			break;
		case MS_RULE_NONE:
			if (c->outcome == MS_OUTCOME_LCLA)
				ms_say(w, "7 letters.", "7 lettres.");
			else if (c->outcome != MS_OUTCOME_CUSTOM)
				ms_say(w, "20 %% of the baseline.", "20 %% de la valeur de référence.");
			else if (isnan(c->min_change))
				ms_say(w, "%g %% of the baseline.", "%g %% de la valeur de référence.", 100 * c->min_change_rel);
			else
			{
				say_points(w, c->min_change);
				if (isnan(c->min_change_rel))
					ms_say(w, ".", ".");
				else
					ms_say(w, " or %g %% of the baseline, whichever was less.",
						   " ou %g %% de la valeur de référence, selon la plus petite de ces deux valeurs.",
						   100 * c->min_change_rel);
			}
	}
}

static void
say_event(ms_prose *w, const ms_criteria *c)
{
	switch ((ms_sought) c->event)
	{
		case MS_FIRST_CDW:
			ms_say(w, " The event was the first confirmed disability worsening (CDW).",
				   " L'événement était la première aggravation confirmée du handicap (CDW).");
			break;
		case MS_FIRST_CDI:
			ms_say(w, " The event was the first confirmed disability improvement (CDI).",
				   " L'événement était la première amélioration confirmée du handicap (CDI).");
			break;
		case MS_FIRST_PIRA:
			ms_say(w, " The event was the first progression independent of relapse activity (PIRA).",
				   " L'événement était la première progression indépendante des poussées (PIRA).");
			break;
		case MS_FIRST_RAW:
			ms_say(w, " The event was the first relapse-associated worsening (RAW).",
				   " L'événement était la première aggravation associée à une poussée (RAW).");
			break;
		case MS_FIRST:
			ms_say(w, " The event was the first confirmed worsening (CDW) or improvement (CDI).",
				   " L'événement était la première aggravation (CDW) ou amélioration (CDI) confirmée.");
			break;
		case MS_MULTIPLE:
			ms_say(w, " All confirmed worsenings (CDW) and improvements (CDI) were counted.",
				   " Toutes les aggravations (CDW) et améliorations (CDI) confirmées étaient comptées.");
	}
}

/*
 * Says what visits near a relapse were not used for: "Visits within 30 days of
 * the onset of a relapse ...".
 */
static void
say_relapse_limits(ms_prose *w, const double limits[2], const char *english, const char *french)
{
	if (limits[0] == 0 && limits[1] == 0)
		return;
	ms_say(w, " Visits within ", " Les visites survenant dans ");
	say_span(w, limits[0] > 0 ? limits[0] : limits[1]);
	if (limits[0] > 0 && limits[1] > 0)
	{
		ms_say(w, " after or ", " après ou ");
		say_span(w, limits[1]);
		ms_say(w, " before", " avant");
	}
	else if (limits[0] > 0)
		ms_say(w, " of", " suivant");
	else
		ms_say(w, " before", " précédant");
	ms_say(w, " the onset of a relapse", " le début d'une poussée");
	ms_say(w, " were not used %s.", " n'étaient pas retenues %s.", ms_in_language(w, english, french));
}

static void
say_moves(ms_prose *w, const ms_criteria *c)
{
	const char *change = c->baseline == MS_BASELINE_ROVING_IMPR ?
		ms_in_language(w, "improvement", "amélioration") :
		c->baseline == MS_BASELINE_ROVING_WORS ?
		ms_in_language(w, "worsening", "aggravation") : ms_in_language(w, "change", "changement");
	bool		below_improvement = ms_criteria_roves_below(c, false);
	bool		below_worsening = ms_criteria_roves_below(c, true);

	if (c->baseline != MS_BASELINE_FIXED && c->proceed_from == MS_PROCEED_FIRSTCONF)
		ms_say(w, " After each confirmed %s, the visit that confirmed it became the new baseline.",
			   " Après chaque %s avec confirmation, la visite de confirmation devenait la nouvelle référence.", change);
	else if (c->baseline != MS_BASELINE_FIXED)
		ms_say(w, " After each confirmed %s, the first visit that showed it became the new baseline.",
			   " Après chaque %s avec confirmation, la première visite concernée devenait la nouvelle référence.", change);
	if (below_improvement && below_worsening)
		ms_say(w, " Confirmed changes below the threshold also moved the baseline.",
			   " Les changements confirmés inférieurs au seuil déplaçaient aussi la référence.");
	else if (below_improvement)
		ms_say(w, " Confirmed improvements below the threshold also moved the baseline.",
			   " Les améliorations confirmées inférieures au seuil déplaçaient aussi la référence.");
	else if (below_worsening)
		ms_say(w, " Confirmed worsening below the threshold also moved the baseline.",
			   " Les aggravations confirmées inférieures au seuil déplaçaient aussi la référence.");
	if (c->relapse_rebl && c->bl_geq)
		ms_say(w, " A new baseline was set after each relapse, but never at a lower value.",
			   " Une nouvelle référence était fixée après chaque poussée, mais jamais à une valeur plus basse.");
	else if (c->relapse_rebl)
		ms_say(w, " A new baseline was set after each relapse.",
			   " Une nouvelle référence était fixée après chaque poussée.");
}

static void
say_baseline(ms_prose *w, const ms_criteria *c)
{
	ms_say(w, " The baseline was the first eligible visit.", " La référence était la première visite éligible.");
	say_moves(w, c);
	say_relapse_limits(w, c->relapse_to_bl, "as baseline", "comme référence");
	if (c->skip_local_extrema == MS_EXTREMA_STRICT)
		ms_say(w, " A visit was not used as baseline if both neighbouring visits differed from it in the same direction by a clinically meaningful change.",
			   " Une visite n'était pas retenue comme référence si les deux visites voisines en différaient dans le même sens par un changement cliniquement significatif.");
	else if (c->skip_local_extrema == MS_EXTREMA_ALL)
		ms_say(w, " A visit was not used as baseline if both neighbouring visits differed from it in the same direction.",
			   " Une visite n'était pas retenue comme référence si les deux visites voisines en différaient dans le même sens.");
}

/* Says which days are accepted; any later day if the tolerance is infinite. */
static void
say_tolerance(ms_prose *w, const double tolerance[2])
{
	bool		later = tolerance[1] > 0 && !isinf(tolerance[1]);

	if (tolerance[0] == 0 && tolerance[1] == 0)
		ms_say(w, " (accepted: only that day)", " (acceptée : ce jour seulement)");
	if (tolerance[0] == 0 && !later)
		return;
	ms_say(w, " (accepted: up to ", " (acceptée : jusqu'à ");
	if (tolerance[0] > 0)
	{
		say_days(w, tolerance[0]);
		ms_say(w, " earlier", " plus tôt");
	}
	if (tolerance[0] > 0 && later)
		ms_say(w, " or ", " ou ");
	if (later)
	{
		say_days(w, tolerance[1]);
		ms_say(w, " later", " plus tard");
	}
	ms_say(w, ")", ")");
}

static void
say_confirmation(ms_prose *w, const ms_criteria *c)
{
	if (c->check_intermediate)
		ms_say(w, " A change was confirmed if it persisted at every visit up to the first eligible visit",
			   " Un changement était confirmé s'il persistait à toutes les visites jusqu'à la première visite éligible");
	else
		ms_say(w, " A change was confirmed if it persisted at the first eligible visit",
			   " Un changement était confirmé s'il persistait à la première visite éligible");
	if (isinf(c->conf_tol_days[1]))
		ms_say(w, " at least", " au moins");
	for (int p = 0; p < c->periods; p++)
	{
		ms_say(w, p == 0 ? " " : p < c->periods - 1 ? ", " : " or ",
			   p == 0 ? " " : p < c->periods - 1 ? ", " : " ou ");
		say_weeks(w, c->conf_days[p]);
	}
	ms_say(w, " later", " plus tard");
	say_tolerance(w, c->conf_tol_days);
	ms_say(w, ".", ".");
	say_relapse_limits(w, c->relapse_to_conf, "for confirmation", "pour la confirmation");
	say_relapse_limits(w, c->relapse_to_event, "as the first visit of a change",
					   "comme première visite d'un changement");
}

/* Says how long a change had to last, and what counted at the last visit. */
static void
say_duration(ms_prose *w, const ms_criteria *c)
{
	if (isinf(c->require_sust_days))
		ms_say(w, " The change had to persist to the end of follow-up.",
			   " Le changement devait persister jusqu'à la fin du suivi.");
	else if (c->require_sust_days > 0)
	{
		ms_say(w, " The change had to persist for ", " Le changement devait persister pendant ");
		say_days(w, c->require_sust_days);
		ms_say(w, " or to the end of follow-up.", " ou jusqu'à la fin du suivi.");
	}
	if (c->impute_last_visit == 1 || isinf(c->impute_last_visit))
		ms_say(w, " Worsening at the last visit counted without confirmation.",
			   " Une aggravation à la dernière visite comptait sans confirmation.");
	else if (c->impute_last_visit > 0)
		ms_say(w, " Worsening at the last visit counted without confirmation if that visit was within %g days of the first.",
			   " Une aggravation à la dernière visite comptait sans confirmation si cette visite avait lieu dans les %g jours suivant la première.",
			   c->impute_last_visit);
}

/* A number of days before or after an anchor. */
static void
say_point(ms_prose *w, double days, bool after, const char *anchor)
{
	ms_say(w, " ", " ");
	if (days > 0)
	{
		say_days(w, days);
		ms_say(w, after ? " after " : " before ", after ? " après " : " avant ");
	}
	ms_say(w, "%s", "%s", anchor);
}

/*
 * The windows without a relapse, as disturbing_relapse() in raw_pira.c opens
 * and closes them.
 */
static void
say_windows(ms_prose *w, const ms_windows *windows)
{
	const char *anchor[MS_ANCHORS] = {
		[MS_ANCHOR_PREC] = windows->prec_type == MS_PREC_BASELINE ?
		ms_in_language(w, "the baseline", "la référence") :
		windows->prec_type == MS_PREC_LAST ?
		ms_in_language(w, "the visit before the event", "la visite précédant l'événement") :
		ms_in_language(w, "the last visit from which the event was a meaningful change",
					"la dernière visite par rapport à laquelle l'événement était un changement significatif"),
		[MS_ANCHOR_EVENT] = ms_in_language(w, "the event", "l'événement"),
		[MS_ANCHOR_CONF] = ms_in_language(w, "the confirmation", "la confirmation")
	};
	int			opened = -1;
	double		before = 0;
	bool		first = true;

	for (int i = 0; i < MS_ANCHORS; i++)
	{
		double		after = windows->days[i][1];

		if (!isnan(windows->days[i][0]))
		{
			opened = i;
			before = windows->days[i][0];
		}
		if (isnan(after) || (opened == i && before + after <= 0))
			continue;
		if (!first)
			ms_say(w, ", or", ", ou");
		first = false;
		if (opened < 0)
			ms_say(w, " at any time up to", " à un moment quelconque jusqu'à");
		else
		{
			ms_say(w, " from", " de");
			say_point(w, before, false, anchor[opened]);
			ms_say(w, " to", " jusqu'à");
		}
		say_point(w, after, true, anchor[i]);
	}
	if (first)
		ms_say(w, " in any of the relapse-free windows (none was set)", " dans l'une des fenêtres sans poussée (aucune n'était fixée)");
}

static void
say_classes(ms_prose *w, const ms_criteria *c)
{
	if (!c->raw_pira)
		return;
	ms_say(w, " Worsening was classified as relapse-associated (RAW) if it began",
		   " Une aggravation était classée comme associée à une poussée (RAW) si elle débutait");
	if (c->relapse_assoc[0] == 0)
		ms_say(w, " on the day of the onset of a relapse", " le jour du début d'une poussée");
	else
	{
		ms_say(w, " within ", " dans ");
		say_span(w, c->relapse_assoc[0]);
		ms_say(w, " after the onset of a relapse", " suivant le début d'une poussée");
	}
	if (c->relapse_assoc[1] > 0)
	{
		ms_say(w, " or within ", " ou dans ");
		say_span(w, c->relapse_assoc[1]);
		ms_say(w, " before it", c->relapse_assoc[1] == 1 ? " précédent" : " précédents");
	}
	ms_say(w, ". Otherwise it was classified as progression independent of relapse activity (PIRA) if, for at least one confirmation visit, no relapse began",
		   ". Sinon elle était classée comme progression indépendante des poussées (PIRA) si, pour au moins une visite de confirmation, aucune poussée ne débutait");
	say_windows(w, &c->relapse_indep);
	ms_say(w, ". All other worsening was left undefined.", ". Toute autre aggravation restait indéfinie.");
}

void
ms_describe_criteria(const ms_criteria *c, ms_lang lang,
					 char text[MS_DESCRIPTION_MAX])
{
	ms_prose	w = {lang, text, MS_DESCRIPTION_MAX};

	text[0] = '\0';
	say_outcome(&w, c);
	say_change(&w, c);
	say_event(&w, c);
	say_baseline(&w, c);
	say_confirmation(&w, c);
	say_duration(&w, c);
	say_classes(&w, c);
}
