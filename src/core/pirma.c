/*
 * pirma.c
 *		PIRMA: progression independent of relapses and of MRI activity.
 */
#include "pirma.h"

/* The day of the first visit that confirms a worsening, as PIRA if it is; without any, its own. */
static int32_t
confirmed_on(const ms_patient *patient, const ms_assessment *how, const ms_event *event)
{
	const int  *at = event->cdw == MS_CDW_PIRA ? event->pira_conf : event->conf;
	int			first = -1;

	for (int p = 0; p < how->criteria->periods; p++)
		if (at[p] >= 0 && (first < 0 || at[p] < first))
			first = at[p];
	return patient->course.visit[first >= 0 ? first : event->visit].day;
}

ms_pirma
ms_pirma_judge(const ms_patient *patient, const ms_assessment *how,
			   const ms_event *event, bool gd_required)
{
	ms_tri		pira = event->cdw == MS_CDW_PIRA ? MS_YES :
		event->cdw == MS_CDW_UNCLASSIFIED ? MS_UNKNOWN : MS_NO;
	ms_pirma	answer = {
		.from = patient->course.visit[event->baseline].day, .to = confirmed_on(patient, how, event)
	};

	answer.new_t2 = ms_assess_new_t2(patient, how, answer.from, answer.to);
	answer.gd = ms_assess_gd(patient, how, answer.from, answer.to);
	answer.pirma = ms_and(pira, ms_not(ms_mri_activity(answer.new_t2, answer.gd, gd_required)));
	return answer;
}
