/*
 * criteria.c
 *		The parameters of a definition: names, defaults, checks and text; and
 *		the published definitions.
 */
#include "criteria.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "text.h"

#define countof(array) ((int) (sizeof(array) / sizeof((array)[0])))

/*
 * The words of each choice, in the order of its enum.
 */
static const char *const outcome_words[] = {"edss", "t25fw", "nhpt", "sdmt", "lcla", "custom", NULL};
static const char *const variant_words[] = {"none", "std50", "std55", "opera", "msprog",
	"4pt", "8pt", "10pct", NULL};
static const char *const worsening_words[] = {"increase", "decrease", NULL};
static const char *const event_words[] = {"firstCDW", "firstCDI", "firstPIRA", "firstRAW",
	"first", "multiple", NULL};
static const char *const baseline_words[] = {"fixed", "roving", "roving_impr", "roving_wors", NULL};
static const char *const proceed_words[] = {"firstconf", "event", NULL};
static const char *const sub_threshold_words[] = {"none", "change", "improvement", "worsening", NULL};
static const char *const extrema_words[] = {"none", "strict", "all", NULL};

const char *const ms_anchor_names[] = {"prec", "event", "conf", NULL};
const char *const ms_prec_type_words[] = {"baseline", "last", "last_delta", NULL};

#define PARAMETER(name, kind, words) {#name, kind, offsetof(ms_criteria, name), words}

const ms_parameter ms_parameters[] = {
	PARAMETER(outcome, MS_WORD, outcome_words),
	PARAMETER(event, MS_WORD, event_words),
	PARAMETER(raw_pira, MS_FLAG, NULL),
	PARAMETER(baseline, MS_WORD, baseline_words),
	PARAMETER(proceed_from, MS_WORD, proceed_words),
	PARAMETER(sub_threshold_rebl, MS_WORD, sub_threshold_words),
	PARAMETER(relapse_rebl, MS_FLAG, NULL),
	PARAMETER(bl_geq, MS_FLAG, NULL),
	PARAMETER(skip_local_extrema, MS_WORD, extrema_words),
	PARAMETER(conf_days, MS_LIST, NULL),
	PARAMETER(conf_tol_days, MS_PAIR, NULL),
	PARAMETER(require_sust_days, MS_NUMBER, NULL),
	PARAMETER(check_intermediate, MS_FLAG, NULL),
	PARAMETER(relapse_to_bl, MS_PAIR, NULL),
	PARAMETER(relapse_to_event, MS_PAIR, NULL),
	PARAMETER(relapse_to_conf, MS_PAIR, NULL),
	PARAMETER(relapse_assoc, MS_PAIR, NULL),
	PARAMETER(relapse_indep, MS_WINDOWS, NULL),
	PARAMETER(impute_last_visit, MS_NUMBER, NULL),
	PARAMETER(variant, MS_WORD, variant_words),
	PARAMETER(worsening, MS_WORD, worsening_words),
	PARAMETER(min_change, MS_NUMBER, NULL),
	PARAMETER(min_change_rel, MS_NUMBER, NULL),
};

const int	ms_parameter_count = countof(ms_parameters);

const ms_parameter *
ms_parameter_named(const char *name, size_t len)
{
	for (int i = 0; i < ms_parameter_count; i++)
		if (strlen(ms_parameters[i].name) == len &&
			memcmp(ms_parameters[i].name, name, len) == 0)
			return &ms_parameters[i];
	return NULL;
}

static bool
is_parameter(const ms_parameter *p, size_t offset)
{
	return p->offset == offset;
}

#define IS(p, name) is_parameter(p, offsetof(ms_criteria, name))

/*
 * Checks
 */

const char *
ms_criteria_set_numbers(ms_criteria *c, const ms_parameter *p,
						const double *numbers, int n)
{
	double	   *to = (double *) ((char *) c + p->offset);

	switch (p->kind)
	{
		case MS_NUMBER:
			if (IS(p, impute_last_visit) && numbers[0] > 0 && numbers[0] < 1)
				return "Use 0 (never), 1 (always), or the number of days after the first visit within which a worsening at the last visit counts. Random imputation is not supported.";
			if (IS(p, min_change) || IS(p, min_change_rel))
			{
				if (!(numbers[0] > 0 && isfinite(numbers[0])))
					return "It must be a finite number above 0.";
			}
			else if (!(numbers[0] >= 0))
				return "It must be a number of days, 0 or more.";
			break;
		case MS_PAIR:
			if (n != 2 || !(numbers[0] >= 0 && numbers[1] >= 0) || isinf(numbers[0]) ||
				(isinf(numbers[1]) && !IS(p, conf_tol_days)))
				return IS(p, conf_tol_days) ?
					"It must be two numbers of days, 0 or more: how much earlier and how much later a confirmation visit may be. The second may be infinite." :
					"It must be two finite numbers of days, 0 or more: after a relapse and before the next.";
			break;
		default:
			if (n < 1 || n > MS_PERIODS_MAX)
				return "Give 1 to 8 confirmation periods, in days.";
			for (int i = 0; i < n; i++)
				if (!(numbers[i] > 0 && isfinite(numbers[i])) || (i > 0 && numbers[i] <= numbers[i - 1]))
					return "Confirmation periods must be finite numbers of days above 0, in ascending order.";
			c->periods = n;
	}
	for (int i = 0; i < n; i++)
		to[i] = numbers[i] + 0.0;	/* turns -0 into 0 */
	return NULL;
}

const char *
ms_windows_set(ms_windows *w, int anchor, const double *days, int n)
{
	if (n != 2 || days[0] < 0 || days[1] < 0 || isinf(days[0]) || isinf(days[1]))
		return "It must be two finite numbers of days, 0 or more, before and after; null extends the window to the next anchor.";
	for (int i = 0; i < 2; i++)
		w->days[anchor][i] = isnan(days[i]) ? NAN : days[i] + 0.0;
	return NULL;
}

const char *
ms_outcome_variants(int outcome)
{
	if (outcome == MS_OUTCOME_EDSS)
		return "For outcome edss, use \"std50\", \"std55\" or \"opera\".";
	if (outcome == MS_OUTCOME_SDMT)
		return "For outcome sdmt, use \"msprog\", \"4pt\", \"8pt\" or \"10pct\".";
	return "Only the outcomes edss and sdmt have variants.";
}

const char *
ms_criteria_settle(ms_criteria *c, const char **which)
{
	bool		given = !isnan(c->min_change) || !isnan(c->min_change_rel);

	*which = "variant";
	if (c->outcome == MS_OUTCOME_EDSS)
	{
		if (c->variant == MS_RULE_NONE)
			c->variant = MS_RULE_STD50;
		if (c->variant > MS_RULE_OPERA)
			return ms_outcome_variants(c->outcome);
	}
	else if (c->outcome == MS_OUTCOME_SDMT)
	{
		if (c->variant == MS_RULE_NONE)
			c->variant = MS_RULE_MSPROG;
		if (c->variant < MS_RULE_MSPROG)
			return ms_outcome_variants(c->outcome);
	}
	else if (c->variant != MS_RULE_NONE)
		return ms_outcome_variants(c->outcome);

	*which = "min_change";
	if (c->outcome == MS_OUTCOME_CUSTOM && !given)
		return "Outcome custom needs min_change, in points of the score, or min_change_rel, a fraction of the baseline. If both are given, reaching either is enough.";
	if (c->outcome != MS_OUTCOME_CUSTOM)
	{
		if (given)
			return "Thresholds can be given for outcome custom only; the other outcomes have their own.";
		*which = "worsening";
		if (c->worsening != ms_lower_is_worse(c->outcome))
			return "A direction can be given for outcome custom only; sdmt and lcla worsen as they decrease, the other outcomes as they increase.";
	}

	*which = "bl_geq";
	if (c->bl_geq && !c->relapse_rebl)
		return "It can be used only with relapse_rebl, which sets a new baseline after a relapse.";

	if (c->event == MS_FIRST_PIRA || c->event == MS_FIRST_RAW)
		c->raw_pira = true;
	if (c->event == MS_FIRST_CDI)
		c->raw_pira = false;
	return NULL;
}

bool
ms_criteria_roves(const ms_criteria *c, bool worsening)
{
	return c->baseline == MS_BASELINE_ROVING ||
		c->baseline == (worsening ? MS_BASELINE_ROVING_WORS : MS_BASELINE_ROVING_IMPR);
}

bool
ms_criteria_roves_below(const ms_criteria *c, bool worsening)
{
	return ms_criteria_roves(c, worsening) &&
		(c->sub_threshold_rebl == MS_SUB_CHANGE ||
		 c->sub_threshold_rebl == (worsening ? MS_SUB_WORSENING : MS_SUB_IMPROVEMENT));
}

/*
 * Definitions by name
 */

static const ms_criteria defaults = {
	.variant = MS_RULE_NONE,
	.min_change = NAN,
	.min_change_rel = NAN,
	.periods = 1,
	.conf_days = {84},
	.conf_tol_days = {7, 730.5},
	.check_intermediate = true,
	.relapse_to_bl = {30, 0},
	.relapse_to_conf = {30, 0},
	.relapse_assoc = {90, 0},
	.relapse_indep = {{{0, 0}, {90, 30}, {90, 30}}, MS_PREC_BASELINE},
};

/*
 * All confirmed events, classified as RAW or PIRA, with this baseline and
 * these windows.
 */
static void
pira(ms_criteria *c, ms_baseline baseline, ms_windows windows)
{
	c->event = MS_MULTIPLE;
	c->raw_pira = true;
	c->baseline = baseline;
	c->relapse_indep = windows;
}

static void
confirmed_at(ms_criteria *c, int periods, double first, double second)
{
	c->periods = periods;
	c->conf_days[0] = first;
	c->conf_days[1] = second;
}

static void
confirmed_since(ms_criteria *c, double days)
{
	confirmed_at(c, 1, days, 0);
	c->conf_tol_days[0] = 0;
	c->conf_tol_days[1] = INFINITY;
}

/*
 * Disability progression as in trials: from a fixed baseline, confirmed after
 * 12 (cdp12), 24 (cdp24) or 48 weeks (cdp48), or later.
 */
static void
cdp12(ms_criteria *c)
{
	confirmed_since(c, 84);
}

static void
cdp24(ms_criteria *c)
{
	confirmed_since(c, 168);
}

static void
cdp48(ms_criteria *c)
{
	confirmed_since(c, 336);
}

/* Mueller 2023, JAMA Neurol 80:1232, doi:10.1001/jamaneurol.2023.3331 */
static void
muller2023(ms_criteria *c)
{
	pira(c, MS_BASELINE_ROVING, defaults.relapse_indep);
	confirmed_at(c, 2, 84, 168);
}

/* The same with the most specific window: no relapse from baseline to confirmation. */
static void
muller2023_strict(ms_criteria *c)
{
	muller2023(c);
	c->relapse_indep = (ms_windows) {{{0, NAN}, {NAN, NAN}, {NAN, 0}}, MS_PREC_BASELINE};
}

/* Kappos 2020, JAMA Neurol 77:1132, doi:10.1001/jamaneurol.2020.1568 */
static void
kappos2020(ms_criteria *c)
{
	pira(c, MS_BASELINE_FIXED,
		 (ms_windows) {{{0, NAN}, {NAN, 30}, {30, 30}}, MS_PREC_BASELINE});
	confirmed_at(c, 2, 84, 168);
	c->relapse_rebl = true;
	c->bl_geq = true;
}

/* Cagol 2022, JAMA Neurol 79:682, doi:10.1001/jamaneurol.2022.1025 */
static void
cagol2022(ms_criteria *c)
{
	pira(c, MS_BASELINE_FIXED,
		 (ms_windows) {{{0, 0}, {90, NAN}, {NAN, 0}}, MS_PREC_BASELINE});
}

/*
 * Mueller 2025, JAMA Neurol 82:614, doi:10.1001/jamaneurol.2025.0495: no
 * relapse since the visit before the event; sustained for a year.
 */
static void
muller2025(ms_criteria *c)
{
	pira(c, MS_BASELINE_ROVING,
		 (ms_windows) {{{0, NAN}, {NAN, 0}, {NAN, NAN}}, MS_PREC_LAST});
	c->relapse_rebl = true;
	c->require_sust_days = 365;
}

/* Portaccio 2025: 30,203 patients of the Italian register. */
static void
portaccio2025(ms_criteria *c)
{
	pira(c, MS_BASELINE_ROVING,
		 (ms_windows) {{{0, 0}, {90, 30}, {NAN, NAN}}, MS_PREC_BASELINE});
	confirmed_at(c, 1, 168, 0);
}

static const struct
{
	const char *name;
	void		(*define) (ms_criteria *c);
}			definitions[] = {
	{"cdp12", cdp12},
	{"cdp24", cdp24},
	{"cdp48", cdp48},
	{"muller2023", muller2023},
	{"muller2023_strict", muller2023_strict},
	{"kappos2020", kappos2020},
	{"cagol2022", cagol2022},
	{"muller2025", muller2025},
	{"portaccio2025", portaccio2025},
};

const char *
ms_criteria_name(int i)
{
	int			outcomes = countof(outcome_words) - 1;

	if (i < outcomes)
		return outcome_words[i];
	return i < outcomes + countof(definitions) ? definitions[i - outcomes].name : NULL;
}

bool
ms_criteria_named(const char *name, ms_criteria *c)
{
	int			outcome = ms_word_place(name, strlen(name), outcome_words);

	*c = defaults;
	if (outcome >= 0)
	{
		c->outcome = outcome;
		c->worsening = ms_lower_is_worse(outcome);
		return true;
	}
	for (int i = 0; i < countof(definitions); i++)
		if (ms_is_word(name, strlen(name), definitions[i].name))
		{
			definitions[i].define(c);
			return true;
		}
	return false;
}

/*
 * Text
 */

/* JSON has no infinity. */
static int
print_number(char *text, double number)
{
	if (isnan(number))
		return sprintf(text, "null");
	if (isinf(number))
		return sprintf(text, "\"Infinity\"");
	return ms_number_print(number, text);
}

static int
print_list(char *text, const double *numbers, int n)
{
	char	   *p = text;

	*p++ = '[';
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p += print_number(p, numbers[i]);
	}
	*p++ = ']';
	return (int) (p - text);
}

static int
print_windows(char *text, const ms_windows *w)
{
	char	   *p = text;

	*p++ = '{';
	for (int i = 0; i < MS_ANCHORS; i++)
	{
		p += sprintf(p, "\"%s\": ", ms_anchor_names[i]);
		p += print_list(p, w->days[i], 2);
		p += sprintf(p, ", ");
	}
	p += sprintf(p, "\"prec_type\": \"%s\"}", ms_prec_type_words[w->prec_type]);
	return (int) (p - text);
}

static int
print_parameter(char *text, const ms_parameter *p, const ms_criteria *c)
{
	const void *value = (const char *) c + p->offset;

	switch (p->kind)
	{
		case MS_WORD:
			return sprintf(text, "\"%s\"", p->words[*(const int *) value]);
		case MS_FLAG:
			return sprintf(text, *(const bool *) value ? "true" : "false");
		case MS_NUMBER:
			return print_number(text, *(const double *) value);
		case MS_PAIR:
			return print_list(text, value, 2);
		case MS_LIST:
			return print_list(text, value, c->periods);
		default:
			return print_windows(text, value);
	}
}

/* Parameters that the outcome does not have are not printed. */
static bool
applies(const ms_parameter *p, const ms_criteria *c)
{
	if (IS(p, variant))
		return c->variant != MS_RULE_NONE;
	if (IS(p, worsening))
		return c->outcome == MS_OUTCOME_CUSTOM;
	if (IS(p, min_change))
		return !isnan(c->min_change);
	if (IS(p, min_change_rel))
		return !isnan(c->min_change_rel);
	return true;
}

size_t
ms_criteria_print(const ms_criteria *c, char *text)
{
	char	   *p = text;

	*p++ = '{';
	for (int i = 0; i < ms_parameter_count; i++)
	{
		const ms_parameter *parameter = &ms_parameters[i];

		if (!applies(parameter, c))
			continue;
		if (i > 0)
			p += sprintf(p, ", ");
		p += sprintf(p, "\"%s\": ", parameter->name);
		p += print_parameter(p, parameter, c);
	}
	*p++ = '}';
	*p = '\0';
	return (size_t) (p - text);
}
