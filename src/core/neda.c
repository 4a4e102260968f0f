/*
 * neda.c
 *		NEDA: a status and its text.  The tally is in neda_tally.c.
 */
#include "neda.h"

#include <string.h>

#include "label.h"
#include "mri.h"

static const sepms_label components[] = {
	{SEPMS_NEDA_RELAPSE + 1, "relapse", {"relapses"}},
	{SEPMS_NEDA_PROGRESSION + 1, "progression", {"EDSS progression"}},
	{SEPMS_NEDA_T2 + 1, "new T2", {"T2|new or enlarging T2"}},
	{SEPMS_NEDA_GD + 1, "Gd+", {"gadolinium|Gd"}},
	{SEPMS_NEDA_BRAIN_VOLUME + 1, "brain volume loss", {"brain volume"}},
};

static const sepms_label verdicts[] = {
	{SEPMS_NEDA_4, "NEDA-4", {NULL}},
	{SEPMS_NEDA_3, "NEDA-3", {NULL}},
	{SEPMS_NEDA_NOT_EVALUABLE, "not evaluable", {NULL}},
	{SEPMS_EDA, "EDA", {"EDA-3"}},
};

static const sepms_label sections[] = {
	{SEPMS_UNKNOWN + 1, "missing", {NULL}},
	{SEPMS_YES + 1, "active", {NULL}},
};

static const sepms_vocabulary component_names = SEPMS_VOCABULARY("component", components);
static const sepms_vocabulary verdict_names = SEPMS_VOCABULARY("verdict", verdicts);
static const sepms_vocabulary section_names = SEPMS_VOCABULARY("section", sections);

const char *
sepms_neda_component_name(sepms_neda_component c)
{
	return sepms_label_by_code(&component_names, c + 1)->name;
}

const char *
sepms_neda_verdict_name(sepms_verdict v)
{
	return sepms_label_by_code(&verdict_names, v)->name;
}

bool
sepms_neda_volume_active(double annual_pbvc)
{
	/*
	 * A loss of exactly 0.4 % is none.  The margin, far below what any scan
	 * can measure, keeps that true for a -0.4 that passed through a 4-byte
	 * float or a division.
	 */
	return annual_pbvc < -SEPMS_NEDA_VOLUME_LOSS - 1e-7;
}

static sepms_tri
active_at_level(const sepms_tri c[SEPMS_NEDA_COMPONENTS], int level, bool gd_required)
{
	sepms_tri	mri = sepms_mri_activity(c[SEPMS_NEDA_T2], c[SEPMS_NEDA_GD], gd_required);
	sepms_tri	active = sepms_or(sepms_or(c[SEPMS_NEDA_RELAPSE], c[SEPMS_NEDA_PROGRESSION]), mri);
	return level >= 4 ? sepms_or(active, c[SEPMS_NEDA_BRAIN_VOLUME]) : active;
}

static sepms_verdict
verdict_from(const sepms_tri c[SEPMS_NEDA_COMPONENTS])
{
	switch (active_at_level(c, 3, false))
	{
		case SEPMS_YES:
			return SEPMS_EDA;
		case SEPMS_UNKNOWN:
			return SEPMS_NEDA_NOT_EVALUABLE;
		default:
			return c[SEPMS_NEDA_BRAIN_VOLUME] == SEPMS_NO ? SEPMS_NEDA_4 : SEPMS_NEDA_3;
	}
}

static void
unpack(sepms_neda status, sepms_tri c[SEPMS_NEDA_COMPONENTS])
{
	for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
		c[i] = sepms_neda_get(status, (sepms_neda_component) i);
}

sepms_neda
sepms_neda_make(const sepms_tri component[SEPMS_NEDA_COMPONENTS])
{
	int32_t		bits = verdict_from(component) << 24;

	for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
		bits |= component[i] << (22 - 2 * i);
	return bits;
}

bool
sepms_neda_valid(int64_t bits)
{
	sepms_tri	c[SEPMS_NEDA_COMPONENTS];

	if (bits < 0 || bits > INT32_MAX)
		return false;
	unpack((sepms_neda) bits, c);
	for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
		if (c[i] > SEPMS_YES)
			return false;
	return sepms_neda_make(c) == bits;
}

sepms_tri
sepms_is_neda_at(sepms_neda status, int level, bool gd_required)
{
	sepms_tri	c[SEPMS_NEDA_COMPONENTS];

	unpack(status, c);
	return sepms_not(active_at_level(c, level, gd_required));
}

sepms_tri
sepms_is_nepad_with(sepms_tri neda, sepms_tri t25fw_worse, sepms_tri nhpt_worse)
{
	return sepms_and(neda, sepms_not(sepms_or(t25fw_worse, nhpt_worse)));
}

sepms_tri
sepms_is_meda_with(sepms_tri relapse, sepms_tri progression, int new_t2, sepms_tri gd, bool gd_required)
{
	sepms_tri	many = new_t2 < 0 ? SEPMS_UNKNOWN : new_t2 > SEPMS_MEDA_NEW_T2 ? SEPMS_YES : SEPMS_NO;
	sepms_tri	mri = sepms_mri_activity(many, gd, gd_required);

	return sepms_not(sepms_or(sepms_or(relapse, progression), mri));
}

sepms_tri
sepms_neda_outcome_by(sepms_neda_policy policy, sepms_tri neda, sepms_tri stopped, sepms_tri inefficacy)
{
	if (policy == SEPMS_POLICY_NRI)
		return neda == SEPMS_YES ? SEPMS_YES : SEPMS_NO;
	if (policy == SEPMS_POLICY_OBSERVED || neda == SEPMS_NO || stopped == SEPMS_NO)
		return neda;
	return stopped == SEPMS_YES && inefficacy == SEPMS_YES ? SEPMS_NO : SEPMS_UNKNOWN;
}

/* Append the names of the components in this state, after a heading. */
static char *
print_section(char *p, const char *before, const sepms_tri *c, sepms_tri state)
{
	for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
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
sepms_neda_print(sepms_neda status, char text[SEPMS_NEDA_TEXT_MAX])
{
	const char *verdict = sepms_neda_verdict_name(sepms_neda_verdict_of(status));
	char	   *start = strcpy(text, verdict) + strlen(verdict);
	char	   *p;
	sepms_tri	c[SEPMS_NEDA_COMPONENTS];

	unpack(status, c);
	p = print_section(start, " (active: ", c, SEPMS_YES);
	p = print_section(p, p == start ? " (missing: " : "; missing: ", c, SEPMS_UNKNOWN);
	if (p > start)
		*p++ = ')';
	*p = '\0';
}

/* The text up to one of the stops, or to the end; *p moves to the stop. */
static const sepms_label *
read_word(const sepms_vocabulary *v, const char **p, const char *end, const char *stops)
{
	const char *start = *p;

	while (*p < end && strchr(stops, **p) == NULL)
		(*p)++;
	return sepms_label_by_name(v, start, *p - start);
}

/* Read "active: a, b; missing: c)"; *p is behind the opening parenthesis. */
static bool
read_sections(const char **p, const char *end, sepms_tri c[SEPMS_NEDA_COMPONENTS])
{
	bool		seen[SEPMS_NEDA_COMPONENTS] = {false};

	do
	{
		const sepms_label *section = read_word(&section_names, p, end, ":");

		if (section == NULL || *p == end)
			return false;
		do
		{
			const sepms_label *component;
			int			i;

			(*p)++;				/* the colon or a comma */
			component = read_word(&component_names, p, end, ",;)");
			if (component == NULL || *p == end)
				return false;
			i = component->code - 1;
			if (seen[i])
				return false;
			seen[i] = true;
			c[i] = (sepms_tri) (section->code - 1);
		} while (**p == ',');
	} while (*(*p)++ == ';');

	for (; *p < end; (*p)++)
		if (strchr(" \t\r\n\v\f", **p) == NULL)
			return false;
	return true;
}

sepms_neda_result
sepms_neda_parse(const char *text, size_t len, sepms_neda *status)
{
	const char *p = text;
	const char *end = text + len;
	const sepms_label *verdict = read_word(&verdict_names, &p, end, "(");
	sepms_tri	c[SEPMS_NEDA_COMPONENTS];

	if (verdict == NULL)
		return SEPMS_NEDA_SYNTAX;
	for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
		c[i] = SEPMS_NO;
	if (p == end && verdict->code != SEPMS_NEDA_4)
	{
		*status = verdict->code << 24;
		return SEPMS_NEDA_VERDICT_ALONE;
	}
	if (p++ < end && !read_sections(&p, end, c))
		return SEPMS_NEDA_SYNTAX;
	*status = sepms_neda_make(c);
	return sepms_neda_verdict_of(*status) == (sepms_verdict) verdict->code ?
		SEPMS_NEDA_OK : SEPMS_NEDA_CONTRADICTION;
}
