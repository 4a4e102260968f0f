/*
 * describe.c
 *		Definitions and searches in words.
 */
#include "describe.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "day.h"

/*
 * A text in the making.
 */
typedef struct writer
{
	ms_lang lang;
	char	   *text;
	size_t		room;
} writer;

static const char *
in_language(const writer *w, const char *english, const char *french)
{
	return w->lang == MS_LANG_FR ? french : english;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The English or the French, which take the same arguments. */
static void __attribute__((format(printf, 2, 4), format(printf, 3, 4)))
say(writer *w, const char *english, const char *french, ...)
{
	char	   *from = w->text;
	va_list		args;
	int			len;

	va_start(args, french);
	len = vsnprintf(w->text, w->room, in_language(w, english, french), args);
	va_end(args);
	if (len > 0)
	{
		size_t		written = (size_t) len < w->room ? (size_t) len : w->room - 1;

		w->text += written;
		w->room -= written;
	}
	if (w->lang == MS_LANG_FR)		/* which writes 730,5 */
		for (char *p = from + 1; p + 1 < w->text; p++)
			if (*p == '.' && is_digit(p[-1]) && is_digit(p[1]))
				*p = ',';
}

/* A number of days, in weeks too where they are whole. */
static void
say_days(writer *w, double days)
{
	double		weeks = days / 7;

	if (days >= 14 && weeks == floor(weeks))
		say(w, "%g days (%g weeks)", "%g jours (%g semaines)", days, weeks);
	else
		say(w, "%g days", "%g jours", days);
}

static void
say_outcome(writer *w, const ms_criteria *c)
{
	switch ((ms_outcome) c->outcome)
	{
		case MS_OUTCOME_EDSS:
			say(w, "Disability was measured by the EDSS.", "Le handicap était mesuré par l'EDSS.");
			break;
		case MS_OUTCOME_T25FW:
			say(w, "Disability was measured by the timed 25-foot walk (T25FW).",
				"Le handicap était mesuré par la marche chronométrée de 25 pieds (T25FW).");
			break;
		case MS_OUTCOME_NHPT:
			say(w, "Disability was measured by the nine-hole peg test (9HPT).",
				"Le handicap était mesuré par le test des neuf trous (9HPT).");
			break;
		case MS_OUTCOME_SDMT:
			say(w, "Disability was measured by the Symbol Digit Modalities Test (SDMT), of which lower values are worse.",
				"Le handicap était mesuré par le Symbol Digit Modalities Test (SDMT), dont les valeurs basses sont les plus graves.");
			break;
		case MS_OUTCOME_CUSTOM:
			if (c->worsening)
				say(w, "Disability was measured by a score of which lower values are worse.",
					"Le handicap était mesuré par un score dont les valeurs basses sont les plus graves.");
			else
				say(w, "Disability was measured by a score of which higher values are worse.",
					"Le handicap était mesuré par un score dont les valeurs hautes sont les plus graves.");
	}
}

static void
say_change(writer *w, const ms_criteria *c)
{
	switch ((ms_change_rule) c->variant)
	{
		case MS_RULE_STD50:
			say(w, " A change counted from 1.5 points where the baseline was 0, 1 where it was 1.0 to 5.0, and 0.5 above (std50).",
				" Un changement comptait à partir de 1,5 point pour une valeur initiale de 0, de 1 point de 1,0 à 5,0 et de 0,5 point au-delà (std50).");
			break;
		case MS_RULE_STD55:
			say(w, " A change counted from 1.5 points where the baseline was 0, 1 where it was 1.0 to 5.5, and 0.5 above (std55).",
				" Un changement comptait à partir de 1,5 point pour une valeur initiale de 0, de 1 point de 1,0 à 5,5 et de 0,5 point au-delà (std55).");
			break;
		case MS_RULE_OPERA:
			say(w, " A change counted from 1 point where the baseline was 5.5 or less, and 0.5 above (as in OPERA).",
				" Un changement comptait à partir de 1 point pour une valeur initiale de 5,5 au plus et de 0,5 point au-delà (comme dans OPERA).");
			break;
		case MS_RULE_MSPROG:
			say(w, " A change counted from 4 points or 20 %% of the baseline, whichever was less.",
				" Un changement comptait à partir de 4 points ou de 20 %% de la valeur initiale, le plus petit des deux.");
			break;
		case MS_RULE_4PT:
		case MS_RULE_8PT:
			say(w, " A change counted from %d points.", " Un changement comptait à partir de %d points.",
				c->variant == MS_RULE_4PT ? 4 : 8);
			break;
		case MS_RULE_10PCT:
			say(w, " A change counted from 10 %% of the baseline.",
				" Un changement comptait à partir de 10 %% de la valeur initiale.");
			break;
		case MS_RULE_NONE:
			if (c->outcome != MS_OUTCOME_CUSTOM)
				say(w, " A change counted from 20 %% of the baseline.",
					" Un changement comptait à partir de 20 %% de la valeur initiale.");
			else if (isnan(c->min_change_rel))
				say(w, " A change counted from %g points.", " Un changement comptait à partir de %g points.",
					c->min_change);
			else if (isnan(c->min_change))
				say(w, " A change counted from %g %% of the baseline.",
					" Un changement comptait à partir de %g %% de la valeur initiale.", 100 * c->min_change_rel);
			else
				say(w, " A change counted from %g points or %g %% of the baseline, whichever was less.",
					" Un changement comptait à partir de %g points ou de %g %% de la valeur initiale, le plus petit des deux.",
					c->min_change, 100 * c->min_change_rel);
	}
}

static void
say_event(writer *w, const ms_criteria *c)
{
	switch ((ms_sought) c->event)
	{
		case MS_FIRST_CDW:
			say(w, " The event was the first confirmed disability worsening (CDW).",
				" L'événement était la première aggravation confirmée du handicap (CDW).");
			break;
		case MS_FIRST_CDI:
			say(w, " The event was the first confirmed disability improvement (CDI).",
				" L'événement était la première amélioration confirmée du handicap (CDI).");
			break;
		case MS_FIRST_PIRA:
			say(w, " The event was the first progression independent of relapse activity (PIRA).",
				" L'événement était la première progression indépendante des poussées (PIRA).");
			break;
		case MS_FIRST_RAW:
			say(w, " The event was the first relapse-associated worsening (RAW).",
				" L'événement était la première aggravation associée à une poussée (RAW).");
			break;
		case MS_FIRST:
			say(w, " The event was the first confirmed worsening (CDW) or improvement (CDI).",
				" L'événement était la première aggravation (CDW) ou amélioration (CDI) confirmée.");
			break;
		case MS_MULTIPLE:
			say(w, " All confirmed worsenings (CDW) and improvements (CDI) were counted.",
				" Toutes les aggravations (CDW) et améliorations (CDI) confirmées étaient comptées.");
	}
}

/* Limits around relapses: "not within 30 days after or 14 before one". */
static void
say_relapse_limits(writer *w, const double limits[2], const char *english, const char *french)
{
	if (limits[0] == 0 && limits[1] == 0)
		return;
	say(w, " %s", " %s", in_language(w, english, french));
	if (limits[0] > 0 && limits[1] > 0)
		say(w, " less than %g days after the onset of a relapse or %g days before one.",
			" moins de %g jours après le début d'une poussée ou %g jours avant.", limits[0], limits[1]);
	else if (limits[0] > 0)
		say(w, " less than %g days after the onset of a relapse.",
			" moins de %g jours après le début d'une poussée.", limits[0]);
	else
		say(w, " less than %g days before the onset of a relapse.",
			" moins de %g jours avant le début d'une poussée.", limits[1]);
}

static void
say_baseline(writer *w, const ms_criteria *c)
{
	const char *change = c->baseline == MS_BASELINE_ROVING_IMPR ?
		in_language(w, "improvement", "amélioration") :
		c->baseline == MS_BASELINE_ROVING_WORS ?
		in_language(w, "worsening", "aggravation") : in_language(w, "change", "changement");
	bool		below_improvement = ms_criteria_roves_below(c, false);
	bool		below_worsening = ms_criteria_roves_below(c, true);

	if (c->baseline == MS_BASELINE_FIXED)
		say(w, " The baseline was the first eligible visit.",
			" La valeur initiale était celle de la première visite éligible.");
	else if (c->proceed_from == MS_PROCEED_FIRSTCONF)
		say(w, " The baseline was the first eligible visit, then the visit that confirmed each %s.",
			" La valeur initiale était celle de la première visite éligible, puis de la visite confirmant chaque %s.",
			change);
	else
		say(w, " The baseline was the first eligible visit, then the first visit of each confirmed %s.",
			" La valeur initiale était celle de la première visite éligible, puis de la première visite de chaque %s avec confirmation.",
			change);
	if (below_improvement && below_worsening)
		say(w, " It followed confirmed changes below the threshold as well.",
			" Elle suivait aussi les changements confirmés inférieurs au seuil.");
	else if (below_improvement)
		say(w, " It followed confirmed improvements below the threshold as well.",
			" Elle suivait aussi les améliorations confirmées inférieures au seuil.");
	else if (below_worsening)
		say(w, " It followed confirmed worsenings below the threshold as well.",
			" Elle suivait aussi les aggravations confirmées inférieures au seuil.");
	if (c->relapse_rebl && c->bl_geq)
		say(w, " It was set anew after each relapse, never to a lower value.",
			" Elle était redéfinie après chaque poussée, jamais à une valeur plus basse.");
	else if (c->relapse_rebl)
		say(w, " It was set anew after each relapse.", " Elle était redéfinie après chaque poussée.");
	say_relapse_limits(w, c->relapse_to_bl, "No visit was a baseline",
					   "Aucune visite n'était prise pour valeur initiale");
	if (c->skip_local_extrema == MS_EXTREMA_STRICT)
		say(w, " A visit from which both neighbours differed by such a change in the same direction was no baseline.",
			" Une visite dont les deux voisines différaient d'un tel changement dans le même sens n'était pas prise pour valeur initiale.");
	else if (c->skip_local_extrema == MS_EXTREMA_ALL)
		say(w, " A visit from which both neighbours differed in the same direction was no baseline.",
			" Une visite dont les deux voisines différaient dans le même sens n'était pas prise pour valeur initiale.");
}

static void
say_confirmation(writer *w, const ms_criteria *c)
{
	if (c->check_intermediate)
		say(w, " A change was confirmed when it held at every visit up to the first eligible one",
			" Un changement était confirmé lorsqu'il persistait à toutes les visites jusqu'à la première éligible");
	else
		say(w, " A change was confirmed when it held at the first eligible visit",
			" Un changement était confirmé lorsqu'il persistait à la première visite éligible");
	if (isinf(c->conf_tol_days[1]))
		say(w, " at least", " au moins");
	for (int p = 0; p < c->periods; p++)
	{
		say(w, p == 0 ? " " : p < c->periods - 1 ? ", " : " or ",
			p == 0 ? " " : p < c->periods - 1 ? ", " : " ou ");
		say_days(w, c->conf_days[p]);
	}
	say(w, " later", " plus tard");
	if (!isinf(c->conf_tol_days[1]))
		say(w, " (up to %g days less or %g more)", " (à %g jours de moins ou %g de plus près)",
			c->conf_tol_days[0], c->conf_tol_days[1]);
	else if (c->conf_tol_days[0] > 0)
		say(w, " (up to %g days less)", " (à %g jours de moins près)", c->conf_tol_days[0]);
	say(w, ".", ".");
	say_relapse_limits(w, c->relapse_to_conf, "No visit confirmed a change", "Aucune visite ne confirmait un changement");
	say_relapse_limits(w, c->relapse_to_event, "No change began at a visit", "Aucun changement ne débutait à une visite");
	if (isinf(c->require_sust_days))
		say(w, " It had to last to the end of follow-up.", " Il devait durer jusqu'à la fin du suivi.");
	else if (c->require_sust_days > 0)
		say(w, " It had to last %g days, or to the end of follow-up.",
			" Il devait durer %g jours, ou jusqu'à la fin du suivi.", c->require_sust_days);
	if (c->impute_last_visit == 1 || isinf(c->impute_last_visit))
		say(w, " A worsening at the last visit counted without confirmation.",
			" Une aggravation à la dernière visite comptait sans confirmation.");
	else if (c->impute_last_visit > 0)
		say(w, " A worsening at the last visit counted without confirmation within %g days of the first.",
			" Une aggravation à la dernière visite comptait sans confirmation dans les %g jours suivant la première.",
			c->impute_last_visit);
}

/* So many days before or after an anchor. */
static void
say_point(writer *w, double days, bool after, const char *anchor)
{
	if (days == 0)
		say(w, " %s", " %s", anchor);
	else if (after)
		say(w, " %g days after %s", " %g jours après %s", days, anchor);
	else
		say(w, " %g days before %s", " %g jours avant %s", days, anchor);
}

/* The windows without a relapse, as disturbing_relapse() walks them. */
static void
say_windows(writer *w, const ms_windows *windows)
{
	const char *anchor[MS_ANCHORS] = {
		[MS_ANCHOR_PREC] = windows->prec_type == MS_PREC_BASELINE ?
		in_language(w, "the baseline", "la valeur initiale") :
		windows->prec_type == MS_PREC_LAST ?
		in_language(w, "the visit before the event", "la visite précédant l'événement") :
		in_language(w, "the last visit from which it was a change",
					"la dernière visite par rapport à laquelle c'était un changement"),
		[MS_ANCHOR_EVENT] = in_language(w, "the event", "l'événement"),
		[MS_ANCHOR_CONF] = in_language(w, "the confirmation", "la confirmation")
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
			say(w, " or", " ou");
		first = false;
		if (opened < 0)
			say(w, " at any time up to", " à un moment quelconque jusqu'à");
		else
		{
			say(w, " from", " de");
			say_point(w, before, false, anchor[opened]);
			say(w, " to", " jusqu'à");
		}
		say_point(w, after, true, anchor[i]);
	}
	if (first)
		say(w, " in any window (none is set)", " dans aucune fenêtre (aucune n'est fixée)");
}

static void
say_classes(writer *w, const ms_criteria *c)
{
	if (!c->raw_pira)
		return;
	say(w, " A worsening was relapse-associated (RAW) when it began within %g days after the onset of a relapse",
		" Une aggravation était associée à une poussée (RAW) lorsqu'elle débutait dans les %g jours suivant le début d'une poussée",
		c->relapse_assoc[0]);
	if (c->relapse_assoc[1] > 0)
		say(w, " or %g days before it", " ou %g jours avant", c->relapse_assoc[1]);
	say(w, ". Otherwise it was independent of relapse activity (PIRA) when, for at least one confirmation visit, no relapse began",
		". Sinon elle était indépendante des poussées (PIRA) lorsque, pour au moins une visite de confirmation, aucune poussée ne débutait");
	say_windows(w, &c->relapse_indep);
	say(w, "; the others were undefined.", " ; les autres étaient indéfinies.");
}

void
ms_describe_criteria(const ms_criteria *c, ms_lang lang,
					 char text[MS_DESCRIPTION_MAX])
{
	writer		w = {lang, text, MS_DESCRIPTION_MAX};

	text[0] = '\0';
	say_outcome(&w, c);
	say_change(&w, c);
	say_event(&w, c);
	say_baseline(&w, c);
	say_confirmation(&w, c);
	say_classes(&w, c);
}

/*
 * Steps
 */

const char *
ms_step_decision(const ms_step *step)
{
	switch (step->kind)
	{
		case MS_STEP_NO_BASELINE:
		case MS_STEP_FOUND:
		case MS_STEP_END:
			return "end";
		case MS_STEP_BASELINE_NEAR:
		case MS_STEP_BASELINE_EXTREMUM:
			return "not a baseline";
		case MS_STEP_BASELINE:
			return "baseline";
		case MS_STEP_RAISED:
			return "baseline raised";
		case MS_STEP_SKIPPED_NEAR:
			return "passed over";
		case MS_STEP_CHANGE:
			return step->worsening ? "worsening" : "improvement";
		case MS_STEP_UNUSED_NEAR:
		case MS_STEP_UNUSED_FLAG:
			return "not used to confirm";
		case MS_STEP_NO_CONFIRMATION:
		case MS_STEP_NOT_HELD:
		case MS_STEP_UNSOUGHT_CHANGE:
			return "not confirmed";
		case MS_STEP_CONFIRMED:
			return "confirmed";
		case MS_STEP_IMPUTED:
			return "imputed";
		case MS_STEP_NOT_SUSTAINED:
			return "not sustained";
		case MS_STEP_UNCONFIRMED:
			return "unconfirmed";
		case MS_STEP_SUB_THRESHOLD:
			return "below threshold";
		case MS_STEP_RAW:
			return "RAW";
		case MS_STEP_PIRA:
			return "PIRA";
		case MS_STEP_UNDEFINED:
			return "undefined";
		case MS_STEP_UNCLASSIFIED:
			return "not classified";
		case MS_STEP_UNSOUGHT:
			return "not sought";
		case MS_STEP_EVENT:
			return "event";
		case MS_STEP_RELAPSE:
			return "re-baseline";
	}
	return "";
}

/*
 * The words of a step: dates as text, empty where there is none.
 */
typedef struct step_words
{
	char		visit[MS_DAY_TEXT_MAX];
	char		other[MS_DAY_TEXT_MAX];
	char		baseline[MS_DAY_TEXT_MAX];
	char		onset[MS_DAY_TEXT_MAX];
	char		distance[128];	/* "12 days after the relapse of 2019-02-20, which is not over" */
	const char *kind;			/* "worsening" */
	const char *the_kind;		/* "l'aggravation" */
	double		other_value;
	double		to_other;		/* days */
} step_words;

/* Is the visit that the distance is of inside the relapse, by its end? */
static bool
is_inside(const ms_step *step, const ms_course *course)
{
	return course->end != NULL && course->end[step->relapse] != MS_END_UNKNOWN && step->number > 0 &&
		course->onset[step->relapse] + step->number <= course->end[step->relapse];
}

static void
word_distance(const ms_step *step, const ms_course *course, ms_lang lang, step_words *t)
{
	writer		w = {lang, t->distance, sizeof(t->distance)};
	double		days = fabs(step->number);

	if (step->number == 0)
		say(&w, "on the day of the relapse of %s", "le jour de la poussée du %s", t->onset);
	else if (step->number > 0)
		say(&w, days == 1 ? "%g day after the relapse of %s" : "%g days after the relapse of %s",
			days == 1 ? "%g jour après la poussée du %s" : "%g jours après la poussée du %s", days, t->onset);
	else
		say(&w, days == 1 ? "%g day before the relapse of %s" : "%g days before the relapse of %s",
			days == 1 ? "%g jour avant la poussée du %s" : "%g jours avant la poussée du %s", days, t->onset);
	if (is_inside(step, course))
		say(&w, ", which is not over", ", qui n'est pas terminée");
}

static step_words
words_of(const ms_step *step, const ms_course *course, const writer *w)
{
	step_words	t = {
		.kind = step->worsening ? in_language(w, "worsening", "aggravation") :
		in_language(w, "improvement", "amélioration"),
		.the_kind = step->worsening ? "l'aggravation" : "l'amélioration"
	};

	if (step->visit >= 0)
		ms_day_print(course->visit[step->visit].day, t.visit);
	if (step->baseline >= 0)
		ms_day_print(course->visit[step->baseline].day, t.baseline);
	if (step->other >= 0)
	{
		ms_day_print(course->visit[step->other].day, t.other);
		t.other_value = course->visit[step->other].value;
		t.to_other = (double) course->visit[step->other].day - course->visit[step->visit].day;
	}
	if (step->relapse >= 0)
	{
		ms_day_print(course->onset[step->relapse], t.onset);
		word_distance(step, course, w->lang, &t);
	}
	return t;
}

void
ms_step_reason(const ms_step *step, const ms_course *course,
			   ms_lang lang, char text[MS_REASON_MAX])
{
	writer		w = {lang, text, MS_REASON_MAX};
	step_words	t = words_of(step, course, &w);

	text[0] = '\0';
	switch (step->kind)
	{
		case MS_STEP_NO_BASELINE:
			say(&w, "no visit is left that can be a baseline and be followed by another",
				"il ne reste aucune visite qui puisse servir de référence et être suivie d'une autre");
			break;
		case MS_STEP_BASELINE_NEAR:
			say(&w, "visit of %s not used as baseline: %s",
				"visite du %s non retenue comme référence : %s", t.visit, t.distance);
			break;
		case MS_STEP_BASELINE_EXTREMUM:
			say(&w, "visit of %s not used as baseline: both neighbours differ from it in the same direction",
				"visite du %s non retenue comme référence : ses deux voisines en diffèrent dans le même sens", t.visit);
			break;
		case MS_STEP_BASELINE:
			say(&w, "changes are measured from %g, the visit of %s",
				"les changements se mesurent à partir de %g, la visite du %s", step->value, t.visit);
			break;
		case MS_STEP_RAISED:
			say(&w, "the baseline keeps its earlier value %g, since it must not fall",
				"la référence garde sa valeur antérieure %g, car elle ne doit pas baisser", step->number);
			break;
		case MS_STEP_SKIPPED_NEAR:
			say(&w, "change at the visit of %s passed over: %s",
				"changement à la visite du %s non retenu : %s", t.visit, t.distance);
			break;
		case MS_STEP_CHANGE:
			say(&w, "%s from %g to %g at the visit of %s; %g is meaningful",
				"%s de %g à %g à la visite du %s ; le seuil est de %g", t.kind,
				step->baseline_value, step->value, t.visit, step->number);
			break;
		case MS_STEP_UNUSED_NEAR:
			say(&w, "visit of %s not used to confirm: %s",
				"visite du %s non retenue pour confirmer : %s", t.other, t.distance);
			break;
		case MS_STEP_UNUSED_FLAG:
			say(&w, "visit of %s not used to confirm: it is marked so",
				"visite du %s non retenue pour confirmer : elle est marquée ainsi", t.other);
			break;
		case MS_STEP_NO_CONFIRMATION:
			say(&w, "no visit can confirm the %s of %s", "aucune visite ne peut confirmer %s du %s",
				in_language(&w, t.kind, t.the_kind), t.visit);
			break;
		case MS_STEP_NOT_HELD:
			say(&w, "gone at the visit of %s: %g, from a baseline of %g",
				"disparue à la visite du %s : %g, pour une référence de %g", t.other, t.other_value,
				step->baseline_value);
			break;
		case MS_STEP_UNSOUGHT_CHANGE:
			say(&w, "improvements are not looked for", "les améliorations ne sont pas recherchées");
			break;
		case MS_STEP_CONFIRMED:
			say(&w, "%s confirmed at the visit of %s, %g days later",
				"%s confirmée à la visite du %s, %g jours plus tard", t.kind, t.other, t.to_other);
			break;
		case MS_STEP_IMPUTED:
			say(&w, "%s at the last visit, taken for confirmed",
				"%s à la dernière visite, tenue pour confirmée", t.kind);
			break;
		case MS_STEP_NOT_SUSTAINED:
			say(&w, "%s confirmed, but it does not last long enough: %g at the visit of %s",
				"%s confirmée, mais elle ne dure pas assez : %g à la visite du %s", t.kind, t.other_value, t.other);
			break;
		case MS_STEP_UNCONFIRMED:
			say(&w, "the %s of %s is no event", "%s du %s n'est pas un événement",
				in_language(&w, t.kind, t.the_kind), t.visit);
			break;
		case MS_STEP_SUB_THRESHOLD:
			say(&w, "small %s confirmed at the visit of %s: the baseline follows",
				"petite %s confirmée à la visite du %s : la référence la suit", t.kind, t.other);
			break;
		case MS_STEP_RAW:
			say(&w, "relapse-associated: %s", "associée à une poussée : %s", t.distance);
			break;
		case MS_STEP_PIRA:
			say(&w, "no relapse in the windows that must be free of them, with the confirmation of %s",
				"aucune poussée dans les fenêtres qui doivent en être exemptes, avec la confirmation du %s", t.other);
			break;
		case MS_STEP_UNDEFINED:
			say(&w, "neither RAW nor PIRA: the event is %s, which lies in a window that must be free of them",
				"ni RAW ni PIRA : l'événement est %s, qui tombe dans une fenêtre qui doit en être exempte", t.distance);
			break;
		case MS_STEP_UNCLASSIFIED:
			say(&w, "the relapses are not known", "les poussées ne sont pas connues");
			break;
		case MS_STEP_UNSOUGHT:
			say(&w, "the %s of %s is not of the kind that is looked for",
				"%s du %s n'est pas du type recherché", in_language(&w, t.kind, t.the_kind), t.visit);
			break;
		case MS_STEP_EVENT:
			say(&w, "confirmed %s of %s, from %g on %s to %g",
				"%s confirmée du %s, de %g le %s à %g", t.kind, t.visit, step->baseline_value,
				t.baseline, step->value);
			break;
		case MS_STEP_RELAPSE:
			if (step->visit >= 0)
				say(&w, "the relapse of %s lies behind: the baseline moves to the visit of %s",
					"la poussée du %s est passée : la référence devient la visite du %s", t.onset, t.visit);
			else
				say(&w, "the relapse of %s lies behind, and no visit after it",
					"la poussée du %s est passée, sans visite après elle", t.onset);
			break;
		case MS_STEP_FOUND:
			say(&w, "found what was looked for", "l'événement recherché est trouvé");
			break;
		case MS_STEP_END:
			say(&w, "no further change from the baseline", "aucun autre changement depuis la référence");
			break;
	}
}
