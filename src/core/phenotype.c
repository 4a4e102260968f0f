/*
 * phenotype.c
 *		Phenotypes of 2013: codes, names and spellings, and the rule for activity.
 */
#include "phenotype.h"

#include <stdio.h>
#include <string.h>

#include "day.h"
#include "response.h"

#define RELAPSING(phenotype, name) \
	{phenotype * 100 + 10, name "-active", {NULL}}, \
	{phenotype * 100 + 20, name "-not_active", {NULL}}, \
	{phenotype * 100 + 90, name "-indeterminate", {NULL}}

#define PROGRESSION(code, name) \
	{code + 1, name "-with_progression", {NULL}}, \
	{code + 2, name "-without_progression", {NULL}}, \
	{code + 9, name "-progression_indeterminate", {NULL}}

#define PROGRESSIVE(phenotype, name) \
	PROGRESSION(phenotype * 100 + 10, name "-active"), \
	PROGRESSION(phenotype * 100 + 20, name "-not_active"), \
	PROGRESSION(phenotype * 100 + 90, name "-indeterminate")

static const ms_label phenotypes[] = {
	RELAPSING(MS_CIS, "CIS"),
	RELAPSING(MS_RR, "RR"),
	PROGRESSIVE(MS_PP, "PP"),
	PROGRESSIVE(MS_SP, "SP"),
};

const ms_vocabulary ms_ms_phenotype = MS_VOCABULARY("ms_phenotype", phenotypes);

/* The digit for a fact, and the fact for a digit. */
static int
digit_of(ms_tri fact)
{
	return fact == MS_YES ? 1 : fact == MS_NO ? 2 : 9;
}

static ms_tri
fact_of(int digit)
{
	return digit == 1 ? MS_YES : digit == 2 ? MS_NO : MS_UNKNOWN;
}

int16_t
ms_phenotype_make(ms_phenotype_kind phenotype, ms_tri active, ms_tri progressing)
{
	return (int16_t) (phenotype * 100 + digit_of(active) * 10 +
					  (ms_phenotype_progressive(phenotype) ? digit_of(progressing) : 0));
}

ms_phenotype_kind
ms_phenotype_of_code(int16_t code)
{
	return (ms_phenotype_kind) (code / 100);
}

ms_tri
ms_phenotype_active(int16_t code)
{
	return fact_of(code / 10 % 10);
}

ms_tri
ms_phenotype_progressing(int16_t code)
{
	return fact_of(code % 10);
}

bool
ms_phenotype_progressive(ms_phenotype_kind phenotype)
{
	return phenotype == MS_PP || phenotype == MS_SP;
}

/* Indexed by a tenth of the phenotype's number. */
static const struct
{
	const char *name;
	const char *in_words[2];	/* by language */
}			names[] = {
	[MS_CIS / 10] = {"CIS", {"clinically isolated syndrome", "syndrome clinique isolé"}},
	[MS_RR / 10] = {"RR", {"relapsing-remitting", "récurrente-rémittente"}},
	[MS_PP / 10] = {"PP", {"primary progressive", "primaire progressive"}},
	[MS_SP / 10] = {"SP", {"secondary progressive", "secondairement progressive"}},
};

const char *
ms_phenotype_name(ms_phenotype_kind phenotype)
{
	return names[phenotype / 10].name;
}

/* The spellings of a phenotype, and what they mean. */
typedef struct course_words
{
	ms_phenotype_kind phenotype;
	ms_tri		active;			/* if no word of activity follows */
	const char *spellings;
} course_words;

static const course_words courses[] = {
	{MS_CIS, MS_UNKNOWN, "CIS|clinically isolated syndrome"
	"|SCI|syndrome clinique isolé|syndrome cliniquement isolé"},
	{MS_RR, MS_UNKNOWN, "RR|RRMS|relapsing-remitting|relapsing-remitting MS|relapsing-remitting multiple sclerosis"
		"|relapsing with sequelae|SEP-RR|rémittente|récurrente-rémittente|SEP rémittente|SEP récurrente-rémittente"
	"|sclérose en plaques récurrente-rémittente"},
	{MS_PP, MS_UNKNOWN, "PP|PPMS|primary progressive|primary progressive MS|primary progressive multiple sclerosis"
		"|PP with relapses|SEP-PP|primaire progressive|primairement progressive|progressive d'emblée"
		"|SEP primaire progressive|SEP primairement progressive|SEP progressive d'emblée"
	"|sclérose en plaques primaire progressive|sclérose en plaques primairement progressive"},
	{MS_SP, MS_UNKNOWN, "SP|SPMS|secondary progressive|secondary progressive MS|secondary progressive multiple sclerosis"
		"|SP with relapses|SEP-SP|secondaire progressive|secondairement progressive"
		"|SEP secondaire progressive|SEP secondairement progressive"
	"|sclérose en plaques secondaire progressive|sclérose en plaques secondairement progressive"},
	{MS_PP, MS_YES, "PR|PRMS|progressive-relapsing|progressive-relapsing MS|progressive-relapsing multiple sclerosis"
	"|SEP-PR|progressive à poussées|SEP progressive à poussées"},
};

static const char *const activity_words[] = {
	[MS_UNKNOWN] = "indeterminate|activity indeterminate|indéterminé|indéterminée|activité indéterminée",
	[MS_NO] = "not active|non-active|inactive|non actif|inactif",
	[MS_YES] = "active|actif",
};

/* The figure of 2013 puts 'and' or 'but' before these. */
static const char *const progression_words[] = {
	[MS_UNKNOWN] = "progression indeterminate|indeterminate|progression indéterminée",
	[MS_NO] = "without progression|and without progression|but without progression"
	"|sans progression|et sans progression|mais sans progression",
	[MS_YES] = "with progression|and with progression|but with progression"
	"|avec progression|et avec progression|mais avec progression",
};

/*
 * The rest of a folded text after the longest of these spellings with which it
 * begins; the whole text if it begins with none.
 */
static const char *
after_longest(const char *folded, const char *spellings)
{
	const char *rest = folded;
	const char *item;
	size_t		len;

	while ((spellings = ms_next_spelling(spellings, &item, &len)) != NULL)
	{
		const char *after = ms_after_spelling(folded, item, len);

		if (after != NULL && after > rest)
			rest = after;
	}
	return rest;
}

/* The phenotype with which a folded text begins, or NULL; sets *rest to what follows. */
static const course_words *
find_course(const char *folded, const char **rest)
{
	const course_words *found = NULL;

	*rest = folded;
	for (size_t i = 0; i < sizeof(courses) / sizeof(courses[0]); i++)
	{
		const char *after = after_longest(folded, courses[i].spellings);

		if (after > *rest)
		{
			found = &courses[i];
			*rest = after;
		}
	}
	return found;
}

/* Sets the fact with which a folded text begins, if any; returns the rest. */
static const char *
take_fact(const char *folded, const char *const words[], ms_tri *fact)
{
	for (int i = MS_UNKNOWN; i <= MS_YES; i++)
	{
		const char *rest = after_longest(folded, words[i]);

		if (rest > folded)
		{
			*fact = (ms_tri) i;
			return rest;
		}
	}
	return folded;
}

int16_t
ms_phenotype_read(const char *text, size_t len, bool *all_said)
{
	char		folded[MS_FOLDED_MAX + 1];
	ms_tri		active = MS_UNKNOWN;
	ms_tri		progressing = MS_UNKNOWN;
	const char *begin;			/* where the phenotype begins, as in 'active SPMS' */
	const char *rest;
	const char *after;
	const course_words *course;

	*all_said = false;
	if (ms_fold(text, len, folded) <= 0)
		return 0;
	begin = take_fact(folded, activity_words, &active);
	course = find_course(begin, &rest);
	if (course == NULL)
		return 0;
	*all_said = begin > folded || course->active != MS_UNKNOWN;
	if (begin == folded)
	{
		active = course->active;
		after = take_fact(rest, activity_words, &active);
		*all_said |= after > rest;
		rest = after;
	}
	if (ms_phenotype_progressive(course->phenotype))
	{
		after = take_fact(rest, progression_words, &progressing);
		*all_said &= after > rest;
		rest = after;
	}
	return *rest == '\0' ? ms_phenotype_make(course->phenotype, active, progressing) : 0;
}

ms_phenotype_kind
ms_phenotype_word(const char *text, size_t len)
{
	char		folded[MS_FOLDED_MAX + 1];
	const char *rest;
	const course_words *course;

	if (ms_fold(text, len, folded) <= 0)
		return MS_NO_PHENOTYPE;
	course = find_course(folded, &rest);
	return course != NULL && *rest == '\0' ? course->phenotype : MS_NO_PHENOTYPE;
}

bool
ms_is_ris(const char *text, size_t len)
{
	char		folded[MS_FOLDED_MAX + 1];

	if (ms_fold(text, len, folded) <= 0)
		return false;
	return *after_longest(folded, "RIS|radiologically isolated syndrome"
						  "|SRI|syndrome radiologique isolé|syndrome radiologiquement isolé") == '\0';
}

ms_tri
ms_lublin_activity(int relapses, int gd, int new_t2, ms_tri mri_done)
{
	if (relapses > 0 || gd > 0 || new_t2 > 0)
		return MS_YES;
	if (relapses == MS_NOT_COUNTED || mri_done != MS_YES || new_t2 == MS_NOT_COUNTED)
		return MS_UNKNOWN;
	return MS_NO;
}

void
ms_phenotype_describe(int16_t code, ms_lang lang, char text[MS_PHENOTYPE_TEXT_MAX])
{
	static const char *const activity[][2] = {
		[MS_UNKNOWN] = {"activity indeterminate", "activité indéterminée"},
		[MS_NO] = {"not active", "non active"},
		[MS_YES] = {"active", "active"},
	};
	static const char *const progression[][2] = {
		[MS_UNKNOWN] = {", progression indeterminate", ", progression indéterminée"},
		[MS_NO] = {", without progression", ", sans progression"},
		[MS_YES] = {", with progression", ", avec progression"},
	};
	ms_phenotype_kind phenotype = ms_phenotype_of_code(code);
	ms_tri		active = ms_phenotype_active(code);
	const char *how = activity[active][lang];

	if (lang == MS_LANG_FR && phenotype == MS_CIS && active != MS_UNKNOWN)
		how = active == MS_YES ? "actif" : "non actif";		/* CIS is 'un syndrome', the others 'une
															 * forme' */
	snprintf(text, MS_PHENOTYPE_TEXT_MAX, "%s, %s%s", names[phenotype / 10].in_words[lang], how,
			 ms_phenotype_progressive(phenotype) ?
			 progression[ms_phenotype_progressing(code)][lang] : "");
}

void
ms_phenotype_describe_period(int16_t code, int32_t from, int32_t to, ms_lang lang,
							 char text[MS_PHENOTYPE_TEXT_MAX])
{
	char		first[MS_DAY_TEXT_MAX];
	char		last[MS_DAY_TEXT_MAX];
	size_t		len;

	ms_phenotype_describe(code, lang, text);
	len = strlen(text);
	ms_day_print(from, first);
	ms_day_print(to - 1, last);
	snprintf(text + len, MS_PHENOTYPE_TEXT_MAX - len,
			 lang == MS_LANG_FR ? ", du %s au %s" : ", from %s to %s", first, last);
}
