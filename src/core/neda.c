/*
 * neda.c
 *		The NEDA status: components, verdict and text.
 */
#include "neda.h"

#include <string.h>

#include "label.h"

static const ms_label components[] = {
	{MS_NEDA_RELAPSE + 1, "relapse", {"relapses"}},
	{MS_NEDA_PROGRESSION + 1, "progression", {"EDSS progression"}},
	{MS_NEDA_T2 + 1, "new T2", {"T2|new or enlarging T2"}},
	{MS_NEDA_GD + 1, "Gd+", {"gadolinium|Gd"}},
	{MS_NEDA_BRAIN_VOLUME + 1, "brain volume loss", {"brain volume"}},
};

static const ms_label verdicts[] = {
	{MS_NEDA_4, "NEDA-4", {NULL}},
	{MS_NEDA_3, "NEDA-3", {NULL}},
	{MS_NEDA_NOT_EVALUABLE, "not evaluable", {NULL}},
	{MS_EDA, "EDA", {"EDA-3"}},
};

static const ms_label sections[] = {
	{MS_UNKNOWN + 1, "missing", {NULL}},
	{MS_YES + 1, "active", {NULL}},
};

static const ms_vocabulary component_names = MS_VOCABULARY("component", components);
static const ms_vocabulary verdict_names = MS_VOCABULARY("verdict", verdicts);
static const ms_vocabulary section_names = MS_VOCABULARY("section", sections);

const char *
ms_neda_component_name(ms_neda_component c)
{
	return ms_label_by_code(&component_names, c + 1)->name;
}

const char *
ms_neda_verdict_name(ms_verdict v)
{
	return ms_label_by_code(&verdict_names, v)->name;
}

bool
ms_neda_volume_active(double annual_pbvc)
{
	/*
	 * A loss of exactly 0.4 % is not activity.  The margin is far below what
	 * any scan can measure; it keeps this true for a -0.4 that passed through
	 * a 4-byte float or a division.
	 */
	return annual_pbvc < -MS_NEDA_VOLUME_LOSS - 1e-7;
}

static ms_tri
active_at_level(const ms_tri c[MS_NEDA_COMPONENTS], int level, bool gd_required)
{
	ms_tri		mri = ms_mri_activity(c[MS_NEDA_T2], c[MS_NEDA_GD], gd_required);
	ms_tri		active = ms_or(ms_or(c[MS_NEDA_RELAPSE], c[MS_NEDA_PROGRESSION]), mri);
	return level >= 4 ? ms_or(active, c[MS_NEDA_BRAIN_VOLUME]) : active;
}

static ms_verdict
verdict_from(const ms_tri c[MS_NEDA_COMPONENTS])
{
	switch (active_at_level(c, 3, false))
	{
		case MS_YES:
			return MS_EDA;
		case MS_UNKNOWN:
			return MS_NEDA_NOT_EVALUABLE;
		default:
			return c[MS_NEDA_BRAIN_VOLUME] == MS_NO ? MS_NEDA_4 : MS_NEDA_3;
	}
}

static void
unpack(ms_neda status, ms_tri c[MS_NEDA_COMPONENTS])
{
	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
		c[i] = ms_neda_get(status, (ms_neda_component) i);
}

ms_neda
ms_neda_make(const ms_tri component[MS_NEDA_COMPONENTS])
{
	int32_t		bits = verdict_from(component) << 24;

	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
		bits |= component[i] << (22 - 2 * i);
	return bits;
}

bool
ms_neda_valid(int64_t bits)
{
	ms_tri		c[MS_NEDA_COMPONENTS];

	if (bits < 0 || bits > INT32_MAX)
		return false;
	unpack((ms_neda) bits, c);
	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
		if (c[i] > MS_YES)
			return false;
	return ms_neda_make(c) == bits;
}

ms_tri
ms_is_neda(ms_neda status, int level, bool gd_required)
{
	ms_tri		c[MS_NEDA_COMPONENTS];

	unpack(status, c);
	return ms_not(active_at_level(c, level, gd_required));
}

ms_tri
ms_is_nepad(ms_tri neda, ms_tri t25fw_worse, ms_tri nhpt_worse)
{
	return ms_and(neda, ms_not(ms_or(t25fw_worse, nhpt_worse)));
}

ms_tri
ms_is_meda(ms_tri relapse, ms_tri progression, int new_t2, ms_tri gd, bool gd_required)
{
	ms_tri		many = new_t2 < 0 ? MS_UNKNOWN : new_t2 > MS_MEDA_NEW_T2 ? MS_YES : MS_NO;
	ms_tri		mri = ms_mri_activity(many, gd, gd_required);

	return ms_not(ms_or(ms_or(relapse, progression), mri));
}

ms_tri
ms_neda_outcome(ms_neda_policy policy, ms_tri neda, ms_tri stopped, ms_tri inefficacy)
{
	if (policy == MS_POLICY_NRI)
		return neda == MS_YES ? MS_YES : MS_NO;
	if (policy == MS_POLICY_OBSERVED || neda == MS_NO || stopped == MS_NO)
		return neda;
	return stopped == MS_YES && inefficacy == MS_YES ? MS_NO : MS_UNKNOWN;
}

/* Appends the names of the components in this state, after a heading. */
static char *
print_section(char *p, const char *before, const ms_tri *c, ms_tri state)
{
	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
	{
		const char *name = components[i].name;

		if (c[i] != state)
			continue;
		p = strcpy(p, before) + strlen(before);
		p = strcpy(p, name) + strlen(name);
		before = ", ";
	}
	return p;
}

void
ms_neda_print(ms_neda status, char text[MS_NEDA_TEXT_MAX])
{
	const char *verdict = ms_neda_verdict_name(ms_neda_verdict(status));
	char	   *start = strcpy(text, verdict) + strlen(verdict);
	char	   *p;
	ms_tri		c[MS_NEDA_COMPONENTS];

	unpack(status, c);
	p = print_section(start, " (active: ", c, MS_YES);
	p = print_section(p, p == start ? " (missing: " : "; missing: ", c, MS_UNKNOWN);
	if (p > start)
		*p++ = ')';
	*p = '\0';
}

/* The label for the text up to one of the stops, or to the end; moves *p there. */
static const ms_label *
read_word(const ms_vocabulary *v, const char **p, const char *end, const char *stops)
{
	const char *start = *p;

	while (*p < end && strchr(stops, **p) == NULL)
		(*p)++;
	return ms_label_by_name(v, start, *p - start);
}

/* Reads "active: a, b; missing: c)"; *p is after the opening parenthesis. */
static bool
read_sections(const char **p, const char *end, ms_tri c[MS_NEDA_COMPONENTS])
{
	bool		seen[MS_NEDA_COMPONENTS] = {false};

	do
	{
		const ms_label *section = read_word(&section_names, p, end, ":");

		if (section == NULL || *p == end)
			return false;
		do
		{
			const ms_label *component;
			int			i;

			(*p)++;				/* the colon or a comma */
			component = read_word(&component_names, p, end, ",;)");
			if (component == NULL || *p == end)
				return false;
			i = component->code - 1;
			if (seen[i])
				return false;
			seen[i] = true;
			c[i] = (ms_tri) (section->code - 1);
		} while (**p == ',');
	} while (*(*p)++ == ';');

	for (; *p < end; (*p)++)
		if (strchr(" \t\r\n\v\f", **p) == NULL)
			return false;
	return true;
}

ms_neda_result
ms_neda_parse(const char *text, size_t len, ms_neda *status)
{
	const char *p = text;
	const char *end = text + len;
	const ms_label *verdict = read_word(&verdict_names, &p, end, "(");
	ms_tri		c[MS_NEDA_COMPONENTS];

	if (verdict == NULL)
		return MS_NEDA_SYNTAX;
	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
		c[i] = MS_NO;
	if (p == end && verdict->code != MS_NEDA_4)
	{
		*status = verdict->code << 24;
		return MS_NEDA_VERDICT_ALONE;
	}
	if (p++ < end && !read_sections(&p, end, c))
		return MS_NEDA_SYNTAX;
	*status = ms_neda_make(c);
	return ms_neda_verdict(*status) == (ms_verdict) verdict->code ?
		MS_NEDA_OK : MS_NEDA_CONTRADICTION;
}
