/*
 * raw_pira.h
 *		Is a confirmed worsening associated with a relapse (RAW), or
 *		progression independent of relapse activity (PIRA)?
 *
 * RAW is decided first.  PIRA requires windows without a relapse around the
 * event and at least one of its confirmations.  A worsening that is neither is
 * undefined.
 */
#ifndef MS_RAW_PIRA_H
#define MS_RAW_PIRA_H

#include "search.h"

/*
 * Classifies a worsening and fills in its pira_conf.  gone is the first visit
 * that no longer shows it; imputed means that the event is at the last visit
 * and counts as its own confirmation.  MS_CDW_UNCLASSIFIED if the definition
 * does not ask or relapses are unknown.
 */
extern ms_cdw ms_raw_or_pira(const ms_search *x, ms_event *event, int gone, bool imputed);

#endif							/* MS_RAW_PIRA_H */
