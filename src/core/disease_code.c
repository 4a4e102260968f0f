/*
 * disease_code.c
 *		The catalogue of codes of MS.
 */
#include "disease_code.h"

#include "text.h"

const char *const ms_code_systems[] = {
	[MS_ICD10] = "icd10",
	[MS_ICD10CM] = "icd10cm",
	[MS_ICD11] = "icd11",
	[MS_ICD9CM] = "icd9cm",
	[MS_ICPC] = "icpc",
	[MS_READ] = "read",
	[MS_SNOMED] = "snomed",
	[MS_EDMUS] = "edmus",
	NULL
};

#define FOR_CIS		MS_FOR(MS_CIS)
#define FOR_RR		MS_FOR(MS_RR)
#define FOR_PP		MS_FOR(MS_PP)
#define FOR_SP		MS_FOR(MS_SP)
#define FOR_UNKNOWN	MS_FOR(MS_NO_PHENOTYPE)
#define FOR_MS		(FOR_RR | FOR_PP | FOR_SP | FOR_UNKNOWN)	/* CIS is not yet MS */

#define OLD_CM	.to = {2025, 9, 30}
#define NEW_CM	.from = {2025, 10, 1}

#define NOT_OF_CIS	"used for CIS, among other diseases: CIS has no code of its own"
#define HEADER		"read only: a category header, not billable"
#define COURSE		"read only: more specific than a phenotype"
#define RELAPSES	"read only: does not say when the relapses occurred"

static const ms_code_row codes[] = {
	{MS_ICD10, "G35", "multiple sclerosis", .written_for = FOR_MS,
	.note = "not subdivided by WHO, nor in France"},
	{MS_ICD10, "G37.9", "demyelinating disease of the central nervous system, unspecified",
	.uncertain = true, .note = NOT_OF_CIS},

	{MS_ICD10CM, "G35", "multiple sclerosis", .written_for = FOR_MS, OLD_CM},
	{MS_ICD10CM, "G35.A", "relapsing-remitting MS", MS_RR, .written_for = FOR_RR, NEW_CM,
	.note = "not split by activity"},
	{MS_ICD10CM, "G35.B", "primary progressive MS", MS_PP, NEW_CM, .note = HEADER},
	{MS_ICD10CM, "G35.B0", "primary progressive MS, unspecified", MS_PP, MS_UNKNOWN, FOR_PP, NEW_CM},
	{MS_ICD10CM, "G35.B1", "active primary progressive MS", MS_PP, MS_YES, FOR_PP, NEW_CM},
	{MS_ICD10CM, "G35.B2", "non-active primary progressive MS", MS_PP, MS_NO, FOR_PP, NEW_CM},
	{MS_ICD10CM, "G35.C", "secondary progressive MS", MS_SP, NEW_CM, .note = HEADER},
	{MS_ICD10CM, "G35.C0", "secondary progressive MS, unspecified", MS_SP, MS_UNKNOWN, FOR_SP, NEW_CM},
	{MS_ICD10CM, "G35.C1", "active secondary progressive MS", MS_SP, MS_YES, FOR_SP, NEW_CM},
	{MS_ICD10CM, "G35.C2", "non-active secondary progressive MS", MS_SP, MS_NO, FOR_SP, NEW_CM},
	{MS_ICD10CM, "G35.D", "multiple sclerosis, unspecified", .written_for = FOR_UNKNOWN, NEW_CM},
	{MS_ICD10CM, "G37.9", "demyelinating disease of the central nervous system, unspecified",
	.uncertain = true, .note = NOT_OF_CIS},

	{MS_ICD11, "8A40.0", "relapsing-remitting MS", MS_RR, .written_for = FOR_RR, .uncertain = true},
	{MS_ICD11, "8A40.1", "primary progressive MS", MS_PP, .written_for = FOR_PP, .uncertain = true},
	{MS_ICD11, "8A40.2", "secondary progressive MS", MS_SP, .written_for = FOR_SP},
	{MS_ICD11, "8A40.Y", "other specified multiple sclerosis", .uncertain = true},
	{MS_ICD11, "8A40.Z", "multiple sclerosis, unspecified", .written_for = FOR_UNKNOWN, .uncertain = true},
	{MS_ICD11, "8A41", "isolated demyelinating syndromes of the central nervous system", MS_CIS,
	.written_for = FOR_CIS, .note = "CIS, by its definition"},

	{MS_ICD9CM, "340", "multiple sclerosis", .written_for = FOR_MS},
	{MS_ICPC, "N86", "multiple sclerosis", .written_for = FOR_MS},
	{MS_READ, "F20..", "multiple sclerosis", .written_for = FOR_MS},
	{MS_SNOMED, "24700007", "multiple sclerosis", .written_for = FOR_MS},

	{MS_EDMUS, "0", "unknown", .written_for = FOR_UNKNOWN},
	{MS_EDMUS, "1", "relapsing-remitting", MS_RR, .note = COURSE},
	{MS_EDMUS, "2", "relapsing with sequelae", MS_RR, .note = COURSE},
	{MS_EDMUS, "3", "secondary progressive without relapses", MS_SP, .note = COURSE},
	{MS_EDMUS, "4", "secondary progressive with relapses", MS_SP, .note = RELAPSES},
	{MS_EDMUS, "5", "primary progressive without relapses", MS_PP, .note = COURSE},
	{MS_EDMUS, "6", "primary progressive with relapses", MS_PP, .note = RELAPSES},
	{MS_EDMUS, "7", "progressive-relapsing", MS_PP, MS_YES,
	.note = "read only: PR in the 1996 classification, active PP since 2013"},
};

#define COUNT ((int) (sizeof(codes) / sizeof(codes[0])))

const ms_code_row *
ms_disease_code_at(int i)
{
	return i < COUNT ? &codes[i] : NULL;
}

static bool
always_valid(const ms_code_row *code)
{
	return code->from.year == 0 && code->to.year == 0;
}

static bool
valid_on(const ms_code_row *code, int32_t day)
{
	ms_date		from = code->from;
	ms_date		to = code->to;

	return (from.year == 0 || day >= ms_day_of(from.year, from.month, from.day)) &&
		(to.year == 0 || day <= ms_day_of(to.year, to.month, to.day));
}

const ms_code_row *
ms_disease_code_for(int16_t phenotype, ms_code_system system, const int32_t *day)
{
	unsigned	whose = MS_FOR(ms_phenotype_of_code(phenotype));
	ms_tri		active = ms_phenotype_active(phenotype);
	const ms_code_row *found = NULL;

	for (int i = 0; i < COUNT; i++)
	{
		const ms_code_row *code = &codes[i];

		if (code->system != system || !(code->written_for & whose) ||
			!(day ? valid_on(code, *day) : always_valid(code)))
			continue;
		if (code->active == active)
			return code;
		if (code->active == MS_UNKNOWN)
			found = code;		/* unless one names this activity */
	}
	return found;
}

/* Is this text the code?  Its dots may be missing, and blanks may surround it. */
static bool
is_code(const char *text, size_t len, const char *code)
{
	const char *p = text;
	const char *end = text + len;

	ms_skip_blanks(&p, end);
	for (; *code != '\0'; code++)
	{
		if (p < end && ms_lower(*p) == ms_lower(*code))
			p++;
		else if (*code != '.')
			return false;
	}
	ms_skip_blanks(&p, end);
	return p == end;
}

const ms_code_row *
ms_disease_code_named(const char *text, size_t len, ms_code_system system,
					  const int32_t *day)
{
	for (int i = 0; i < COUNT; i++)
	{
		const ms_code_row *code = &codes[i];

		if (code->system == system && is_code(text, len, code->code))
			return day == NULL || valid_on(code, *day) ? code : NULL;
	}
	return NULL;
}

int16_t
ms_disease_code_phenotype(const ms_code_row *code)
{
	return code->phenotype == MS_NO_PHENOTYPE ? 0 :
		ms_phenotype_make(code->phenotype, code->active, MS_UNKNOWN);
}
