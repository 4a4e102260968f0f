/*
 * change.c
 *		The smallest meaningful change of each outcome.
 */
#include "change.h"

#include <stdint.h>

#include "edss.h"

/*
 * Low-contrast letter acuity at 2.5 %: Balcer 2012, J Neurol Sci 318:119,
 * doi:10.1016/j.jns.2012.03.009; a review that finds it meaningful:
 * doi:10.1097/WNO.0000000000000662.
 */
#define LCLA_LETTERS 7

/*
 * An EDSS in half points: rounded up between two of them, and limited to the
 * range of the scale.
 */
static uint8_t
half_points_up(double value)
{
	double		halves = ceil(value * 2);

	return (uint8_t) fmax(0, fmin(halves, MS_EDSS_MAX_HALVES));
}

double
ms_smallest_change(const ms_criteria *c, double value)
{
	double		size = fabs(value);

	switch ((ms_change_rule) c->variant)
	{
		case MS_RULE_STD50:
			return ms_edss_delta(half_points_up(value), MS_EDSS_STD50) / 2.0;
		case MS_RULE_STD55:
			return ms_edss_delta(half_points_up(value), MS_EDSS_STD55) / 2.0;
		case MS_RULE_OPERA:
			return ms_edss_delta(half_points_up(value), MS_EDSS_OPERA) / 2.0;
		case MS_RULE_MSPROG:
			return fmin(size / 5, 4);
		case MS_RULE_4PT:
			return 4;
		case MS_RULE_8PT:
			return 8;
		case MS_RULE_10PCT:
			return size / 10;
		case MS_RULE_NONE:
			break;
	}
	if (c->outcome == MS_OUTCOME_CUSTOM) /* fmin() ignores a NaN */
		return fmin(c->min_change, c->min_change_rel * size);
	if (c->outcome == MS_OUTCOME_LCLA)
		return LCLA_LETTERS;
	return size / 5;			/* t25fw, nhpt */
}
