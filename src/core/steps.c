/*
 * steps.c
 *		Says in words what a search does, and why.
 */
#include "steps.h"

#include <math.h>
#include <string.h>

#include "day.h"
#include "prose.h"
#include "text.h"

/*
 * For each kind of step, what it decides and why.  say_word() replaces the
 * words in braces.
 */
typedef struct sentences
{
	const char *decision;
	const char *english;
	const char *french;
} sentences;

static const sentences step_sentences[] = {
	[MS_STEP_NO_BASELINE] = {
		"end",
		"no remaining visit can be a baseline and has a later visit",
		"il ne reste aucune visite qui puisse servir de référence et être suivie d'une autre"
	},
	[MS_STEP_BASELINE_NEAR] = {
		"not a baseline",
		"visit of {visit} not used as baseline: {distance}",
		"visite du {visit} non retenue comme référence : {distance}"
	},
	[MS_STEP_BASELINE_EXTREMUM] = {
		"not a baseline",
		"visit of {visit} not used as baseline: both neighbouring visits differ from it in the same direction",
		"visite du {visit} non retenue comme référence : les deux visites voisines en diffèrent dans le même sens"
	},
	[MS_STEP_BASELINE] = {
		"baseline",
		"the baseline is {value}, at the visit of {visit}",
		"la référence est {value}, à la visite du {visit}"
	},
	[MS_STEP_RAISED] = {
		"baseline raised",
		"the baseline keeps its earlier value {number}, because it may not decrease",
		"la référence garde sa valeur antérieure {number}, car elle ne peut pas diminuer"
	},
	[MS_STEP_SKIPPED_NEAR] = {
		"passed over",
		"change at the visit of {visit} ignored: {distance}",
		"changement à la visite du {visit} non retenu : {distance}"
	},
	[MS_STEP_CHANGE] = {
		NULL,					/* "worsening" or "improvement": see ms_step_decision() */
		"{kind} from {baseline value} to {value} at the visit of {visit}; the threshold is {number}",
		"{kind} de {baseline value} à {value} à la visite du {visit} ; le seuil est de {number}"
	},
	[MS_STEP_UNUSED_NEAR] = {
		"not used to confirm",
		"visit of {other} not used to confirm: {distance}",
		"visite du {other} non retenue pour confirmer : {distance}"
	},
	[MS_STEP_UNUSED_FLAG] = {
		"not used to confirm",
		"visit of {other} not used to confirm: it is marked as unable to",
		"visite du {other} non retenue pour confirmer : elle est signalée comme ne pouvant pas confirmer"
	},
	[MS_STEP_NO_CONFIRMATION] = {
		"not confirmed",
		"no visit can confirm {the kind} of {visit}",
		"aucune visite ne peut confirmer {the kind} du {visit}"
	},
	[MS_STEP_NOT_HELD] = {
		"not confirmed",
		"no longer present at the visit of {other}: {other value}, from a baseline of {baseline value}",
		"disparue à la visite du {other} : {other value}, pour une référence de {baseline value}"
	},
	[MS_STEP_UNSOUGHT_CHANGE] = {
		"not confirmed",
		"improvements are not sought",
		"les améliorations ne sont pas recherchées"
	},
	[MS_STEP_CONFIRMED] = {
		"confirmed",
		"{kind} confirmed at the visit of {other}, {days} days later",
		"{kind} confirmée à la visite du {other}, {days} jours plus tard"
	},
	[MS_STEP_IMPUTED] = {
		"imputed",
		"{kind} at the last visit, accepted without confirmation",
		"{kind} à la dernière visite, acceptée sans confirmation"
	},
	[MS_STEP_NOT_SUSTAINED] = {
		"not sustained",
		"{kind} confirmed, but not sustained: {other value} at the visit of {other}",
		"{kind} confirmée, mais non maintenue : {other value} à la visite du {other}"
	},
	[MS_STEP_UNCONFIRMED] = {
		"unconfirmed",
		"{the kind} of {visit} is not an event",
		"{the kind} du {visit} n'est pas un événement"
	},
	[MS_STEP_SUB_THRESHOLD] = {
		"below threshold",
		"{kind} below the threshold, confirmed at the visit of {other}: the baseline moves",
		"{kind} inférieure au seuil, confirmée à la visite du {other} : la référence est déplacée"
	},
	[MS_STEP_RAW] = {
		"RAW",
		"relapse-associated: {distance}",
		"associée à une poussée : {distance}"
	},
	[MS_STEP_PIRA] = {
		"PIRA",
		"no relapse in the windows that must be free of relapses, with the confirmation of {other}",
		"aucune poussée dans les fenêtres qui doivent être exemptes de poussées, avec la confirmation du {other}"
	},
	[MS_STEP_UNDEFINED] = {
		"undefined",
		"neither RAW nor PIRA: the event is {distance}, in a window that must be free of relapses",
		"ni RAW ni PIRA : l'événement est {distance}, dans une fenêtre qui doit être exempte de poussées"
	},
	[MS_STEP_UNCLASSIFIED] = {
		"not classified",
		"the relapses are unknown",
		"les poussées ne sont pas connues"
	},
	[MS_STEP_UNSOUGHT] = {
		"not sought",
		"{the kind} of {visit} is not the kind of event sought",
		"{the kind} du {visit} n'est pas du type recherché"
	},
	[MS_STEP_EVENT] = {
		"event",
		"confirmed {kind} of {visit}, from {baseline value} on {baseline} to {value}",
		"{kind} confirmée du {visit}, de {baseline value} le {baseline} à {value}"
	},
	[MS_STEP_RELAPSE] = {
		"re-baseline",
		"the relapse of {relapse} is past: the baseline moves to the visit of {visit}",
		"la poussée du {relapse} est passée : la référence devient la visite du {visit}"
	},
	[MS_STEP_FOUND] = {
		"end",
		"the event sought is found",
		"l'événement recherché est trouvé"
	},
	[MS_STEP_END] = {
		"end",
		"no further change from the baseline",
		"aucun autre changement depuis la référence"
	},
};

_Static_assert(sizeof(step_sentences) / sizeof(step_sentences[0]) == MS_STEP_END + 1, "a step has no sentences");

/* For an MS_STEP_RELAPSE without a visit. */
static const sentences nothing_behind_relapse = {
	"re-baseline",
	"the relapse of {relapse} is past, and no visit follows it",
	"la poussée du {relapse} est passée, et aucune visite ne la suit"
};

/*
 * Words
 */

static void
say_number(ms_prose *w, double number)
{
	ms_say(w, "%g", "%g", number);
}

static void
say_day(ms_prose *w, int32_t day)
{
	char		text[MS_DAY_TEXT_MAX];

	ms_day_print(day, text);
	ms_say(w, "%s", "%s", text);
}

/* Does the visit lie in the relapse, by the relapse's known end? */
static bool
is_inside(const ms_step *step, const ms_course *course)
{
	return course->end != NULL && course->end[step->relapse] != MS_END_UNKNOWN && step->number > 0 &&
		course->onset[step->relapse] + step->number <= course->end[step->relapse];
}

/* "12 days after the relapse of 2019-02-20, which had not ended" */
static void
say_distance(ms_prose *w, const ms_step *step, const ms_course *course)
{
	double		days = fabs(step->number);

	if (step->number == 0)
		ms_say(w, "on the day of", "le jour de");
	else if (step->number > 0)
		ms_say(w, days == 1 ? "%g day after" : "%g days after", days == 1 ? "%g jour après" : "%g jours après", days);
	else
		ms_say(w, days == 1 ? "%g day before" : "%g days before", days == 1 ? "%g jour avant" : "%g jours avant", days);
	ms_say(w, " the relapse of ", " la poussée du ");
	say_day(w, course->onset[step->relapse]);
	if (is_inside(step, course))
		ms_say(w, ", which had not ended", ", qui n'était pas terminée");
}

/*
 * Writes what a word in braces stands for.  Each kind of step sets the fields
 * that its sentences use.
 */
static void
say_word(ms_prose *w, const ms_step *step, const ms_course *course, const char *word, size_t len)
{
	if (ms_is_word(word, len, "visit"))
		say_day(w, course->visit[step->visit].day);
	else if (ms_is_word(word, len, "value"))
		say_number(w, step->value);
	else if (ms_is_word(word, len, "baseline"))
		say_day(w, course->visit[step->baseline].day);
	else if (ms_is_word(word, len, "baseline value"))
		say_number(w, step->baseline_value);
	else if (ms_is_word(word, len, "other"))
		say_day(w, course->visit[step->other].day);
	else if (ms_is_word(word, len, "other value"))
		say_number(w, course->visit[step->other].value);
	else if (ms_is_word(word, len, "days")) /* from the visit to the other */
		say_number(w, (double) course->visit[step->other].day - course->visit[step->visit].day);
	else if (ms_is_word(word, len, "relapse"))
		say_day(w, course->onset[step->relapse]);
	else if (ms_is_word(word, len, "distance"))
		say_distance(w, step, course);
	else if (ms_is_word(word, len, "number"))
		say_number(w, step->number);
	else if (ms_is_word(word, len, "kind"))
		ms_say(w, step->worsening ? "worsening" : "improvement", step->worsening ? "aggravation" : "amélioration");
	else if (ms_is_word(word, len, "the kind"))
		ms_say(w, step->worsening ? "the worsening" : "the improvement",
			   step->worsening ? "l'aggravation" : "l'amélioration");
}

/*
 * Steps
 */

const char *
ms_step_decision(const ms_step *step)
{
	if (step->kind == MS_STEP_CHANGE)
		return step->worsening ? "worsening" : "improvement";
	return step_sentences[step->kind].decision;
}

void
ms_step_reason(const ms_step *step, const ms_course *course,
			   ms_lang lang, char text[MS_REASON_MAX])
{
	ms_prose	w = {lang, text, MS_REASON_MAX};
	const sentences *say = step->kind == MS_STEP_RELAPSE && step->visit < 0 ?
		&nothing_behind_relapse : &step_sentences[step->kind];
	const char *rest = ms_in_language(&w, say->english, say->french);

	text[0] = '\0';
	for (;;)
	{
		size_t		len = strcspn(rest, "{");

		ms_say(&w, "%.*s", "%.*s", (int) len, rest);
		rest += len;
		if (*rest == '\0')
			return;
		len = strcspn(++rest, "}");
		say_word(&w, step, course, rest, len);
		rest += len + 1;
	}
}
