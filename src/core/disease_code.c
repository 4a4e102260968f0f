/*
 * disease_code.c
 *		The catalogue of codes of MS.
 */
#include "disease_code.h"

#include "text.h"

const char *const sepms_code_systems[] = {
	[SEPMS_ICD10] = "icd10",
	[SEPMS_ICD10CM] = "icd10cm",
	[SEPMS_ICD11] = "icd11",
	[SEPMS_ICD9CM] = "icd9cm",
	[SEPMS_ICPC] = "icpc",
	[SEPMS_READ] = "read",
	[SEPMS_SNOMED] = "snomed",
	[SEPMS_EDMUS] = "edmus",
	NULL
};

#define FOR_CIS		SEPMS_FOR(SEPMS_CIS)
#define FOR_RR		SEPMS_FOR(SEPMS_RR)
#define FOR_PP		SEPMS_FOR(SEPMS_PP)
#define FOR_SP		SEPMS_FOR(SEPMS_SP)
#define FOR_UNKNOWN	SEPMS_FOR(SEPMS_NO_PHENOTYPE)
#define FOR_MS		(FOR_RR | FOR_PP | FOR_SP | FOR_UNKNOWN)	/* CIS is not yet MS */

#define OLD_CM	.to = {2025, 9, 30}
#define NEW_CM	.from = {2025, 10, 1}

#define NOT_OF_CIS	"used for CIS, among other diseases: CIS has no code of its own"
#define HEADER		"only read: a header, which is not billed"
#define COURSE		"only read: says more than a phenotype"
#define RELAPSES	"only read: does not say when the relapses were"

static const sepms_code_row codes[] = {
	{SEPMS_ICD10, "G35", "multiple sclerosis", .written_for = FOR_MS,
	.note = "not subdivided by WHO, nor in France"},
	{SEPMS_ICD10, "G37.9", "demyelinating disease of the central nervous system, unspecified",
	.uncertain = true, .note = NOT_OF_CIS},

	{SEPMS_ICD10CM, "G35", "multiple sclerosis", .written_for = FOR_MS, OLD_CM},
	{SEPMS_ICD10CM, "G35.A", "relapsing-remitting MS", SEPMS_RR, .written_for = FOR_RR, NEW_CM,
	.note = "not split by activity"},
	{SEPMS_ICD10CM, "G35.B", "primary progressive MS", SEPMS_PP, NEW_CM, .note = HEADER},
	{SEPMS_ICD10CM, "G35.B0", "primary progressive MS, unspecified", SEPMS_PP, SEPMS_UNKNOWN, FOR_PP, NEW_CM},
	{SEPMS_ICD10CM, "G35.B1", "active primary progressive MS", SEPMS_PP, SEPMS_YES, FOR_PP, NEW_CM},
	{SEPMS_ICD10CM, "G35.B2", "non-active primary progressive MS", SEPMS_PP, SEPMS_NO, FOR_PP, NEW_CM},
	{SEPMS_ICD10CM, "G35.C", "secondary progressive MS", SEPMS_SP, NEW_CM, .note = HEADER},
	{SEPMS_ICD10CM, "G35.C0", "secondary progressive MS, unspecified", SEPMS_SP, SEPMS_UNKNOWN, FOR_SP, NEW_CM},
	{SEPMS_ICD10CM, "G35.C1", "active secondary progressive MS", SEPMS_SP, SEPMS_YES, FOR_SP, NEW_CM},
	{SEPMS_ICD10CM, "G35.C2", "non-active secondary progressive MS", SEPMS_SP, SEPMS_NO, FOR_SP, NEW_CM},
	{SEPMS_ICD10CM, "G35.D", "multiple sclerosis, unspecified", .written_for = FOR_UNKNOWN, NEW_CM},
	{SEPMS_ICD10CM, "G37.9", "demyelinating disease of the central nervous system, unspecified",
	.uncertain = true, .note = NOT_OF_CIS},

	{SEPMS_ICD11, "8A40.0", "relapsing-remitting MS", SEPMS_RR, .written_for = FOR_RR, .uncertain = true},
	{SEPMS_ICD11, "8A40.1", "primary progressive MS", SEPMS_PP, .written_for = FOR_PP, .uncertain = true},
	{SEPMS_ICD11, "8A40.2", "secondary progressive MS", SEPMS_SP, .written_for = FOR_SP},
	{SEPMS_ICD11, "8A40.Y", "other specified multiple sclerosis", .uncertain = true},
	{SEPMS_ICD11, "8A40.Z", "multiple sclerosis, unspecified", .written_for = FOR_UNKNOWN, .uncertain = true},
	{SEPMS_ICD11, "8A41", "isolated demyelinating syndromes of the central nervous system", SEPMS_CIS,
	.written_for = FOR_CIS, .note = "CIS, by its definition"},

	{SEPMS_ICD9CM, "340", "multiple sclerosis", .written_for = FOR_MS},
	{SEPMS_ICPC, "N86", "multiple sclerosis", .written_for = FOR_MS},
	{SEPMS_READ, "F20..", "multiple sclerosis", .written_for = FOR_MS},
	{SEPMS_SNOMED, "24700007", "multiple sclerosis", .written_for = FOR_MS},

	{SEPMS_EDMUS, "0", "unknown", .written_for = FOR_UNKNOWN},
	{SEPMS_EDMUS, "1", "relapsing-remitting", SEPMS_RR, .note = COURSE},
	{SEPMS_EDMUS, "2", "relapsing with sequelae", SEPMS_RR, .note = COURSE},
	{SEPMS_EDMUS, "3", "secondary progressive without relapses", SEPMS_SP, .note = COURSE},
	{SEPMS_EDMUS, "4", "secondary progressive with relapses", SEPMS_SP, .note = RELAPSES},
	{SEPMS_EDMUS, "5", "primary progressive without relapses", SEPMS_PP, .note = COURSE},
	{SEPMS_EDMUS, "6", "primary progressive with relapses", SEPMS_PP, .note = RELAPSES},
	{SEPMS_EDMUS, "7", "progressive-relapsing", SEPMS_PP, SEPMS_YES,
	.note = "only read: the PR of 1996, in 2013 an active PP"},
};

#define COUNT ((int) (sizeof(codes) / sizeof(codes[0])))

const sepms_code_row *
sepms_disease_code_at(int i)
{
	return i < COUNT ? &codes[i] : NULL;
}

static bool
always_valid(const sepms_code_row *code)
{
	return code->from.year == 0 && code->to.year == 0;
}

static bool
valid_on(const sepms_code_row *code, int32_t day)
{
	sepms_date	from = code->from;
	sepms_date	to = code->to;

	return (from.year == 0 || day >= sepms_day_of(from.year, from.month, from.day)) &&
		(to.year == 0 || day <= sepms_day_of(to.year, to.month, to.day));
}

const sepms_code_row *
sepms_disease_code_for(int16_t phenotype, sepms_code_system system, const int32_t *day)
{
	unsigned	whose = SEPMS_FOR(sepms_phenotype_of_code(phenotype));
	sepms_tri	active = sepms_phenotype_active(phenotype);
	const sepms_code_row *found = NULL;

	for (int i = 0; i < COUNT; i++)
	{
		const sepms_code_row *code = &codes[i];

		if (code->system != system || !(code->written_for & whose) ||
			!(day ? valid_on(code, *day) : always_valid(code)))
			continue;
		if (code->active == active)
			return code;
		if (code->active == SEPMS_UNKNOWN)
			found = code;		/* unless there is one of this activity */
	}
	return found;
}

/* Is this text the code?  Its dots may be left out, and blanks stand around it. */
static bool
is_code(const char *text, size_t len, const char *code)
{
	const char *p = text;
	const char *end = text + len;

	sepms_skip_blanks(&p, end);
	for (; *code != '\0'; code++)
	{
		if (p < end && sepms_lower(*p) == sepms_lower(*code))
			p++;
		else if (*code != '.')
			return false;
	}
	sepms_skip_blanks(&p, end);
	return p == end;
}

const sepms_code_row *
sepms_disease_code_named(const char *text, size_t len, sepms_code_system system,
						 const int32_t *day)
{
	for (int i = 0; i < COUNT; i++)
	{
		const sepms_code_row *code = &codes[i];

		if (code->system == system && is_code(text, len, code->code))
			return day == NULL || valid_on(code, *day) ? code : NULL;
	}
	return NULL;
}

int16_t
sepms_disease_code_phenotype(const sepms_code_row *code)
{
	return code->phenotype == SEPMS_NO_PHENOTYPE ? 0 :
		sepms_phenotype_make(code->phenotype, code->active, SEPMS_UNKNOWN);
}
