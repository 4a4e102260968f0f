/*
 * disease_code.h
 *		Codes of MS in classifications and registries, and the phenotypes that
 *		they name.
 *
 * Few codes name a phenotype and none its progression, so that most
 * conversions to a code and back lose information.  ICD-10-CM has eight codes
 * since 2025-10-01 and had one before; the day of service determines which is
 * valid.
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
	MS_EDMUS					/* disease course in EDMUS exports */
} ms_code_system;

/* Names of the systems, in this order; ends with NULL. */
extern const char *const ms_code_systems[];

typedef struct ms_code_row
{
	ms_code_system system;
	const char *code;
	const char *meaning;
	ms_phenotype_kind phenotype; /* that the code names */
	ms_tri		active;			/* activity that the code names; MS_UNKNOWN: none */
	unsigned	written_for;	/* phenotypes that are written as this code, see MS_FOR() */
	ms_date		from;			/* first day of validity */
	ms_date		to;				/* last day of validity */
	bool		uncertain;		/* not seen in print */
	const char *note;
} ms_code_row;

/*
 * The bit of a phenotype in written_for; that of MS_NO_PHENOTYPE stands for MS
 * of unknown phenotype.  A code that says more than a phenotype (EDMUS 2: with
 * sequelae) is read but never written.
 */
#define MS_FOR(phenotype)		(1u << (phenotype) / 10)

/* Code i of the catalogue; NULL after the last. */
extern const ms_code_row *ms_disease_code_at(int i);

/*
 * The code of a value of ms_phenotype (0: MS of unknown phenotype) on a day.
 * day is NULL if unknown.  NULL if there is no such code, or if it depends on
 * the unknown day.
 */
extern const ms_code_row *ms_disease_code_for(int16_t phenotype,
											  ms_code_system system,
											  const int32_t *day);

/*
 * The code that a text represents, in any case, with or without its dots; NULL
 * if there is none, or if it is not valid on that day.  No other character is
 * ignored: -1, a common 'missing', is not EDMUS 1.
 */
extern const ms_code_row *ms_disease_code_named(const char *text,
												size_t len,
												ms_code_system system,
												const int32_t *day);

/* The value of ms_phenotype that the code stands for; 0: no phenotype. */
extern int16_t ms_disease_code_phenotype(const ms_code_row *code);

#endif							/* MS_DISEASE_CODE_H */
