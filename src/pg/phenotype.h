/*
 * phenotype.h
 *		A phenotype as an argument.
 */
#ifndef SEPMS_PG_PHENOTYPE_H
#define SEPMS_PG_PHENOTYPE_H

#include "common.h"

#include "../core/phenotype.h"

/*
 * The phenotype that a text argument names, or MS_NO_PHENOTYPE if it is NULL;
 * 22023 if the name is unknown.
 */
extern ms_phenotype_kind sepms_phenotype_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_PHENOTYPE_H */
