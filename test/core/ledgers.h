/*
 * ledgers.h
 *		All kinds of ledgers. tallies.c and texts.c try each of them, by its
 *		index here: so append new ones.
 */
#ifndef SEPMS_TEST_LEDGERS_H
#define SEPMS_TEST_LEDGERS_H

#include "../../src/core/cuminc.h"
#include "../../src/core/severity.h"
#include "../../src/core/survival.h"
#include "../../src/core/weighted_neda.h"
#include "../../src/core/weighted_relapse.h"

static const ms_ledger_kind *const kinds[] = {
	&ms_survival_kind, &ms_weighted_survival_kind, &ms_cuminc_kind,
	&ms_weighted_relapse_kind, &ms_weighted_neda_kind, &ms_severity_kind
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

#endif
