/*
 * raw_pira.h
 *		Is a confirmed worsening associated with a relapse (RAW), or progression
 *		independent of relapse activity (PIRA)?
 *
 * RAW is settled first.  PIRA asks for windows without a relapse, around the
 * event and at least one of its confirmations; what is neither is undefined.
 */
#ifndef MS_RAW_PIRA_H
#define MS_RAW_PIRA_H

#include "search.h"

/*
 * Which kind of worsening an event is.  gone is the first visit that shows it
 * no more; imputed: it is the last visit, and stands for its confirmation.
 * Fills in pira_conf.
 */
extern ms_cdw ms_raw_or_pira(const ms_search *x, ms_event *event, int gone, bool imputed);

#endif							/* MS_RAW_PIRA_H */
