/*
 * series.c
 *		Checks, packs, prints and reads a patient's visits.
 */
#include "series.h"

#include <math.h>
#include <string.h>

#include "day.h"
#include "number.h"
#include "text.h"

int
ms_series_settle(ms_visit *visit, int n)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
		if (kept == 0 || visit[i].day != visit[kept - 1].day)
			visit[kept++] = visit[i];
	return kept;
}

bool
ms_visit_valid(const ms_visit *visit)
{
	return ms_day_valid(visit->day) && isfinite(visit->value) && !ms_is_minus_zero(visit->value);
}

bool
ms_series_valid(const ms_visit *visit, int n)
{
	for (int i = 0; i < n; i++)
		if (!ms_visit_valid(&visit[i]) || (i > 0 && visit[i].day <= visit[i - 1].day))
			return false;
	return true;
}

int
ms_series_find(const ms_visit *visit, int n, int32_t day)
{
	int			low = 0;
	int			high = n;		/* the first one after day is in [low, high] */

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (visit[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

int
ms_series_find_recent(const ms_visit *visit, int n, int32_t day, int32_t max_age)
{
	int			i = ms_series_find(visit, n, day);

	return i >= 0 && (int64_t) day - visit[i].day > max_age ? -1 : i;
}

void
ms_series_irreversible(ms_visit *visit, int n)
{
	for (int i = n - 2; i >= 0; i--)
		visit[i].value = fmin(visit[i].value, visit[i + 1].value);
}

/*
 * The packed form
 */

static const struct
{
	size_t		width;			/* bytes of a value */
	double		scale;			/* value * scale is a whole number */
	double		max;			/* of that number */
}			forms[] = {
	[MS_SERIES_HALVES] = {sizeof(uint8_t), 2, UINT8_MAX},
	[MS_SERIES_TENTHS] = {sizeof(uint16_t), 10, UINT16_MAX},
	[MS_SERIES_DOUBLES] = {sizeof(double), 1, 0},
};

/* Does the form represent this value exactly? */
static bool
fits(double value, ms_series_form form)
{
	double		number = value * forms[form].scale;

	return number >= 0 && number <= forms[form].max &&
		rint(number) / forms[form].scale == value;
}

ms_packing
ms_series_packing(const ms_visit *visit, int n)
{
	ms_packing packing = {MS_SERIES_HALVES, false, n};

	for (int i = 0; i < n; i++)
	{
		/* tenths represent all halves, so earlier visits still fit */
		while (packing.form < MS_SERIES_DOUBLES && !fits(visit[i].value, packing.form))
			packing.form++;
		packing.mask |= !visit[i].can_confirm;
	}
	return packing;
}

static size_t
mask_size(const ms_packing *packing)
{
	return packing->mask ? ((size_t) packing->visits + 7) / 8 : 0;
}

size_t
ms_series_packed_size(const ms_packing *packing)
{
	return (size_t) packing->visits * (sizeof(int32_t) + forms[packing->form].width) +
		mask_size(packing);
}

void
ms_series_pack(const ms_visit *visit, const ms_packing *packing, char *packed)
{
	int			n = packing->visits;
	double		scale = forms[packing->form].scale;
	char	   *value = packed + (size_t) n * sizeof(int32_t);
	char	   *mask = value + (size_t) n * forms[packing->form].width;

	memset(mask, 0, mask_size(packing));
	for (int i = 0; i < n; i++)
	{
		memcpy(packed + (size_t) i * sizeof(int32_t), &visit[i].day, sizeof(int32_t));
		if (packing->form == MS_SERIES_HALVES)
			value[i] = (char) (uint8_t) rint(visit[i].value * scale);
		else if (packing->form == MS_SERIES_TENTHS)
		{
			uint16_t	tenths = (uint16_t) rint(visit[i].value * scale);

			memcpy(value + (size_t) i * sizeof(tenths), &tenths, sizeof(tenths));
		}
		else
			memcpy(value + (size_t) i * sizeof(double), &visit[i].value, sizeof(double));
		if (packing->mask && visit[i].can_confirm)
			mask[i / 8] |= (char) (1 << i % 8);
	}
}

void
ms_series_unpack(const char *packed, const ms_packing *packing, ms_visit *visit)
{
	int			n = packing->visits;
	double		scale = forms[packing->form].scale;
	const char *value = packed + (size_t) n * sizeof(int32_t);
	const char *mask = value + (size_t) n * forms[packing->form].width;

	for (int i = 0; i < n; i++)
	{
		memcpy(&visit[i].day, packed + (size_t) i * sizeof(int32_t), sizeof(int32_t));
		if (packing->form == MS_SERIES_HALVES)
			visit[i].value = (uint8_t) value[i] / scale;
		else if (packing->form == MS_SERIES_TENTHS)
		{
			uint16_t	tenths;

			memcpy(&tenths, value + (size_t) i * sizeof(tenths), sizeof(tenths));
			visit[i].value = tenths / scale;
		}
		else
			memcpy(&visit[i].value, value + (size_t) i * sizeof(double), sizeof(double));
		visit[i].can_confirm = !packing->mask || (mask[i / 8] >> i % 8 & 1);
	}
}

/*
 * Text
 */

static const char cannot_confirm[] = "(cannot confirm)";

size_t
ms_visit_print(const void *item, char *text)
{
	const ms_visit *visit = item;
	char	   *p = text;

	p += ms_day_print(visit->day, p);
	*p++ = ':';
	*p++ = ' ';
	p += ms_number_print(visit->value, p);
	if (!visit->can_confirm)
	{
		*p++ = ' ';
		memcpy(p, cannot_confirm, sizeof(cannot_confirm) - 1);
		p += sizeof(cannot_confirm) - 1;
	}
	return (size_t) (p - text);
}

ms_list_result
ms_visit_parse(const char **p, const char *end, void *item)
{
	ms_visit   *visit = item;

	if (!ms_day_parse(p, end, &visit->day))
		return MS_LIST_DAY;
	if (!ms_sign(p, end, ':'))
		return MS_LIST_SYNTAX;
	if (!ms_number_parse(p, &visit->value))
		return MS_LIST_NUMBER;
	ms_skip_blanks(p, end);
	visit->can_confirm = !ms_word(p, end, cannot_confirm);
	return MS_LIST_OK;
}
