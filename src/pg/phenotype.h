/*
 * phenotype.h
 *		A phenotype as an argument.
 */
#ifndef SEPMS_PG_PHENOTYPE_H
#define SEPMS_PG_PHENOTYPE_H

#include "common.h"

#include "../core/phenotype.h"

/*
 * The phenotype that an argument of type text says, MS_NO_PHENOTYPE where it
 * is NULL; 22023 where it is none.
 */
extern ms_phenotype_kind sepms_phenotype_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_PHENOTYPE_H */
