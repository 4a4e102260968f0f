/*
 * describe.c
 *		Say a definition in words.
 */
#include "describe.h"

#include <math.h>

#include "prose.h"

/* A number of days, in weeks too where they are whole. */
static void
say_days(ms_prose *w, double days)
{
	double		weeks = days / 7;

	if (days >= 14 && weeks == floor(weeks))
		ms_say(w, "%g days (%g weeks)", "%g jours (%g semaines)", days, weeks);
	else
		ms_say(w, "%g days", "%g jours", days);
}

static void
say_outcome(ms_prose *w, const ms_criteria *c)
{
	switch ((ms_outcome) c->outcome)
	{
		case MS_OUTCOME_EDSS:
			ms_say(w, "Disability was measured by the EDSS.", "Le handicap était mesuré par l'EDSS.");
			break;
		case MS_OUTCOME_T25FW:
			ms_say(w, "Disability was measured by the timed 25-foot walk (T25FW).",
				   "Le handicap était mesuré par la marche chronométrée de 25 pieds (T25FW).");
			break;
		case MS_OUTCOME_NHPT:
			ms_say(w, "Disability was measured by the nine-hole peg test (9HPT).",
				   "Le handicap était mesuré par le test des neuf trous (9HPT).");
			break;
		case MS_OUTCOME_SDMT:
			ms_say(w, "Disability was measured by the Symbol Digit Modalities Test (SDMT), of which lower values are worse.",
				   "Le handicap était mesuré par le Symbol Digit Modalities Test (SDMT), dont les valeurs basses sont les plus graves.");
			break;
		case MS_OUTCOME_CUSTOM:
			if (c->worsening)
				ms_say(w, "Disability was measured by a score of which lower values are worse.",
					   "Le handicap était mesuré par un score dont les valeurs basses sont les plus graves.");
			else
				ms_say(w, "Disability was measured by a score of which higher values are worse.",
					   "Le handicap était mesuré par un score dont les valeurs hautes sont les plus graves.");
	}
}

static void
say_change(ms_prose *w, const ms_criteria *c)
{
	switch ((ms_change_rule) c->variant)
	{
		case MS_RULE_STD50:
			ms_say(w, " A change counted from 1.5 points where the baseline was 0, 1 where it was 1.0 to 5.0, and 0.5 above (std50).",
				   " Un changement comptait à partir de 1,5 point pour une valeur initiale de 0, de 1 point de 1,0 à 5,0 et de 0,5 point au-delà (std50).");
			break;
		case MS_RULE_STD55:
			ms_say(w, " A change counted from 1.5 points where the baseline was 0, 1 where it was 1.0 to 5.5, and 0.5 above (std55).",
				   " Un changement comptait à partir de 1,5 point pour une valeur initiale de 0, de 1 point de 1,0 à 5,5 et de 0,5 point au-delà (std55).");
			break;
		case MS_RULE_OPERA:
			ms_say(w, " A change counted from 1 point where the baseline was 5.5 or less, and 0.5 above (as in OPERA).",
				   " Un changement comptait à partir de 1 point pour une valeur initiale de 5,5 au plus et de 0,5 point au-delà (comme dans OPERA).");
			break;
		case MS_RULE_MSPROG:
			ms_say(w, " A change counted from 4 points or 20 %% of the baseline, whichever was less.",
				   " Un changement comptait à partir de 4 points ou de 20 %% de la valeur initiale, le plus petit des deux.");
			break;
		case MS_RULE_4PT:
		case MS_RULE_8PT:
			ms_say(w, " A change counted from %d points.", " Un changement comptait à partir de %d points.",
				   c->variant == MS_RULE_4PT ? 4 : 8);
			break;
		case MS_RULE_10PCT:
			ms_say(w, " A change counted from 10 %% of the baseline.",
				   " Un changement comptait à partir de 10 %% de la valeur initiale.");
			break;
		case MS_RULE_NONE:
			if (c->outcome != MS_OUTCOME_CUSTOM)
				ms_say(w, " A change counted from 20 %% of the baseline.",
					   " Un changement comptait à partir de 20 %% de la valeur initiale.");
			else if (isnan(c->min_change_rel))
				ms_say(w, " A change counted from %g points.", " Un changement comptait à partir de %g points.",
					   c->min_change);
			else if (isnan(c->min_change))
				ms_say(w, " A change counted from %g %% of the baseline.",
					   " Un changement comptait à partir de %g %% de la valeur initiale.", 100 * c->min_change_rel);
			else
				ms_say(w, " A change counted from %g points or %g %% of the baseline, whichever was less.",
					   " Un changement comptait à partir de %g points ou de %g %% de la valeur initiale, le plus petit des deux.",
					   c->min_change, 100 * c->min_change_rel);
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

/* Limits around relapses: "not within 30 days after or 14 before one". */
static void
say_relapse_limits(ms_prose *w, const double limits[2], const char *english, const char *french)
{
	if (limits[0] == 0 && limits[1] == 0)
		return;
	ms_say(w, " %s", " %s", ms_in_language(w, english, french));
	if (limits[0] > 0 && limits[1] > 0)
		ms_say(w, " less than %g days after the onset of a relapse or %g days before one.",
			   " moins de %g jours après le début d'une poussée ou %g jours avant.", limits[0], limits[1]);
	else if (limits[0] > 0)
		ms_say(w, " less than %g days after the onset of a relapse.",
			   " moins de %g jours après le début d'une poussée.", limits[0]);
	else
		ms_say(w, " less than %g days before the onset of a relapse.",
			   " moins de %g jours avant le début d'une poussée.", limits[1]);
}

static void
say_baseline(ms_prose *w, const ms_criteria *c)
{
	const char *change = c->baseline == MS_BASELINE_ROVING_IMPR ?
		ms_in_language(w, "improvement", "amélioration") :
		c->baseline == MS_BASELINE_ROVING_WORS ?
		ms_in_language(w, "worsening", "aggravation") : ms_in_language(w, "change", "changement");
	bool		below_improvement = ms_criteria_roves_below(c, false);
	bool		below_worsening = ms_criteria_roves_below(c, true);

	if (c->baseline == MS_BASELINE_FIXED)
		ms_say(w, " The baseline was the first eligible visit.",
			   " La valeur initiale était celle de la première visite éligible.");
	else if (c->proceed_from == MS_PROCEED_FIRSTCONF)
		ms_say(w, " The baseline was the first eligible visit, then the visit that confirmed each %s.",
			   " La valeur initiale était celle de la première visite éligible, puis de la visite confirmant chaque %s.",
			   change);
	else
		ms_say(w, " The baseline was the first eligible visit, then the first visit of each confirmed %s.",
			   " La valeur initiale était celle de la première visite éligible, puis de la première visite de chaque %s avec confirmation.",
			   change);
	if (below_improvement && below_worsening)
		ms_say(w, " It followed confirmed changes below the threshold as well.",
			   " Elle suivait aussi les changements confirmés inférieurs au seuil.");
	else if (below_improvement)
		ms_say(w, " It followed confirmed improvements below the threshold as well.",
			   " Elle suivait aussi les améliorations confirmées inférieures au seuil.");
	else if (below_worsening)
		ms_say(w, " It followed confirmed worsenings below the threshold as well.",
			   " Elle suivait aussi les aggravations confirmées inférieures au seuil.");
	if (c->relapse_rebl && c->bl_geq)
		ms_say(w, " It was set anew after each relapse, never to a lower value.",
			   " Elle était redéfinie après chaque poussée, jamais à une valeur plus basse.");
	else if (c->relapse_rebl)
		ms_say(w, " It was set anew after each relapse.", " Elle était redéfinie après chaque poussée.");
	say_relapse_limits(w, c->relapse_to_bl, "No visit was a baseline",
					   "Aucune visite n'était prise pour valeur initiale");
	if (c->skip_local_extrema == MS_EXTREMA_STRICT)
		ms_say(w, " A visit from which both neighbours differed by such a change in the same direction was no baseline.",
			   " Une visite dont les deux voisines différaient d'un tel changement dans le même sens n'était pas prise pour valeur initiale.");
	else if (c->skip_local_extrema == MS_EXTREMA_ALL)
		ms_say(w, " A visit from which both neighbours differed in the same direction was no baseline.",
			   " Une visite dont les deux voisines différaient dans le même sens n'était pas prise pour valeur initiale.");
}

static void
say_confirmation(ms_prose *w, const ms_criteria *c)
{
	if (c->check_intermediate)
		ms_say(w, " A change was confirmed when it held at every visit up to the first eligible one",
			   " Un changement était confirmé lorsqu'il persistait à toutes les visites jusqu'à la première éligible");
	else
		ms_say(w, " A change was confirmed when it held at the first eligible visit",
			   " Un changement était confirmé lorsqu'il persistait à la première visite éligible");
	if (isinf(c->conf_tol_days[1]))
		ms_say(w, " at least", " au moins");
	for (int p = 0; p < c->periods; p++)
	{
		ms_say(w, p == 0 ? " " : p < c->periods - 1 ? ", " : " or ",
			   p == 0 ? " " : p < c->periods - 1 ? ", " : " ou ");
		say_days(w, c->conf_days[p]);
	}
	ms_say(w, " later", " plus tard");
	if (!isinf(c->conf_tol_days[1]))
		ms_say(w, " (up to %g days less or %g more)", " (à %g jours de moins ou %g de plus près)",
			   c->conf_tol_days[0], c->conf_tol_days[1]);
	else if (c->conf_tol_days[0] > 0)
		ms_say(w, " (up to %g days less)", " (à %g jours de moins près)", c->conf_tol_days[0]);
	ms_say(w, ".", ".");
	say_relapse_limits(w, c->relapse_to_conf, "No visit confirmed a change", "Aucune visite ne confirmait un changement");
	say_relapse_limits(w, c->relapse_to_event, "No change began at a visit", "Aucun changement ne débutait à une visite");
	if (isinf(c->require_sust_days))
		ms_say(w, " It had to last to the end of follow-up.", " Il devait durer jusqu'à la fin du suivi.");
	else if (c->require_sust_days > 0)
		ms_say(w, " It had to last %g days, or to the end of follow-up.",
			   " Il devait durer %g jours, ou jusqu'à la fin du suivi.", c->require_sust_days);
	if (c->impute_last_visit == 1 || isinf(c->impute_last_visit))
		ms_say(w, " A worsening at the last visit counted without confirmation.",
			   " Une aggravation à la dernière visite comptait sans confirmation.");
	else if (c->impute_last_visit > 0)
		ms_say(w, " A worsening at the last visit counted without confirmation within %g days of the first.",
			   " Une aggravation à la dernière visite comptait sans confirmation dans les %g jours suivant la première.",
			   c->impute_last_visit);
}

/* So many days before or after an anchor. */
static void
say_point(ms_prose *w, double days, bool after, const char *anchor)
{
	if (days == 0)
		ms_say(w, " %s", " %s", anchor);
	else if (after)
		ms_say(w, " %g days after %s", " %g jours après %s", days, anchor);
	else
		ms_say(w, " %g days before %s", " %g jours avant %s", days, anchor);
}

/* The windows without a relapse, as raw_pira.c walks them. */
static void
say_windows(ms_prose *w, const ms_windows *windows)
{
	const char *anchor[MS_ANCHORS] = {
		[MS_ANCHOR_PREC] = windows->prec_type == MS_PREC_BASELINE ?
		ms_in_language(w, "the baseline", "la valeur initiale") :
		windows->prec_type == MS_PREC_LAST ?
		ms_in_language(w, "the visit before the event", "la visite précédant l'événement") :
		ms_in_language(w, "the last visit from which it was a change",
					"la dernière visite par rapport à laquelle c'était un changement"),
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
			ms_say(w, " or", " ou");
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
		ms_say(w, " in any window (none is set)", " dans aucune fenêtre (aucune n'est fixée)");
}

static void
say_classes(ms_prose *w, const ms_criteria *c)
{
	if (!c->raw_pira)
		return;
	ms_say(w, " A worsening was relapse-associated (RAW) when it began within %g days after the onset of a relapse",
		   " Une aggravation était associée à une poussée (RAW) lorsqu'elle débutait dans les %g jours suivant le début d'une poussée",
		   c->relapse_assoc[0]);
	if (c->relapse_assoc[1] > 0)
		ms_say(w, " or %g days before it", " ou %g jours avant", c->relapse_assoc[1]);
	ms_say(w, ". Otherwise it was independent of relapse activity (PIRA) when, for at least one confirmation visit, no relapse began",
		   ". Sinon elle était indépendante des poussées (PIRA) lorsque, pour au moins une visite de confirmation, aucune poussée ne débutait");
	say_windows(w, &c->relapse_indep);
	ms_say(w, "; the others were undefined.", " ; les autres étaient indéfinies.");
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
	say_classes(&w, c);
}
