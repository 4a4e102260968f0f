/*
 * disease_code.h
 *		Codes of MS in classifications and registries, and the phenotypes that
 *		they name.
 *
 * Few codes name a phenotype and none its progression, so that most ways back
 * lose something.  ICD-10-CM has had eight codes since 2025-10-01, before that
 * one; which is valid depends on the day of service.
 */
#ifndef MS_DISEASE_CODE_H
#define MS_DISEASE_CODE_H

#include "day.h"
#include "phenotype.h"

typedef enum ms_code_system
{
	MS_ICD10,					/* WHO, and CIM-10 in France */
	MS_ICD10CM,					/* United States */
	MS_ICD11,
	MS_ICD9CM,
	MS_ICPC,
	MS_READ,
	MS_SNOMED,
	MS_EDMUS					/* disease course of its exports */
} ms_code_system;

/* Their names, in this order; ends with NULL. */
extern const char *const ms_code_systems[];

typedef struct ms_code_row
{
	ms_code_system system;
	const char *code;
	const char *meaning;
	ms_phenotype_kind phenotype; /* that it names */
	ms_tri		active;			/* where it names that too */
	unsigned	written_for;	/* whose code it is, see MS_FOR() */
	ms_date		from;			/* the first day on which it is valid */
	ms_date		to;				/* and the last one */
	bool		uncertain;		/* not seen in print */
	const char *note;
} ms_code_row;

/*
 * A code is written for these phenotypes, MS_NO_PHENOTYPE being MS whose
 * phenotype is not known.  One that tells more than a phenotype does (EDMUS
 * 2: with sequelae) is only read.
 */
#define MS_FOR(phenotype)		(1u << (phenotype) / 10)

/* The codes one after another; NULL behind the last. */
extern const ms_code_row *ms_disease_code_at(int i);

/*
 * The code of a value of ms_phenotype (0: MS, phenotype not known) on a day, which may
 * be NULL: not known.  NULL where there is none, or the day would decide.
 */
extern const ms_code_row *ms_disease_code_for(int16_t phenotype,
											  ms_code_system system,
											  const int32_t *day);

/*
 * The code that a text writes, in any case, with its points or without; NULL where
 * there is none, or not on that day.  Nothing else is left out: -1, a common
 * 'missing', is not EDMUS 1.
 */
extern const ms_code_row *ms_disease_code_named(const char *text,
												size_t len,
												ms_code_system system,
												const int32_t *day);

/* What it names, as a value of ms_phenotype; 0: no phenotype. */
extern int16_t ms_disease_code_phenotype(const ms_code_row *code);

#endif							/* MS_DISEASE_CODE_H */
