/*
 * day.c
 *		Days as numbers and as text.
 *
 * Years are counted from March, so that a leap day is the last day of its
 * year, and grouped in eras of 400 years, which all have the same length.
 */
#include "day.h"

#include <stdio.h>

#include "text.h"

#define DAYS_PER_ERA 146097		/* in 400 years */
#define MARCH_OF_YEAR_0 730425	/* days from 0000-03-01 to 2000-01-01 */

static bool
leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t
ms_day_of(int64_t year, int month, int day)
{
	int64_t		y = month > 2 ? year : year - 1;	/* the year that began in March */
	int64_t		era = (y >= 0 ? y : y - 399) / 400;
	int64_t		of_era = y - era * 400;
	int			from_march = (month + 9) % 12;

	return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 +
		(153 * from_march + 2) / 5 + day - 1 - MARCH_OF_YEAR_0;
}

int
ms_day_print(int32_t day, char text[MS_DAY_TEXT_MAX])
{
	int64_t		d = (int64_t) day + MARCH_OF_YEAR_0;
	int64_t		era = (d >= 0 ? d : d - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int			of_era = (int) (d - era * DAYS_PER_ERA);
	int			year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int			of_year = of_era - (365 * year + year / 4 - year / 100);
	int			from_march = (5 * of_year + 2) / 153;
	int			month = (from_march + 2) % 12 + 1;
	int64_t		y = era * 400 + year + (month <= 2);

	return snprintf(text, MS_DAY_TEXT_MAX, "%04d-%02d-%02d%s",
					(int) (y > 0 ? y : 1 - y), month,
					of_year - (153 * from_march + 2) / 5 + 1, y > 0 ? "" : " BC");
}

/* Reads a number of min to max digits. */
static bool
digits(const char **p, const char *end, int min, int max, int *number)
{
	const char *from = *p;

	for (*number = 0; *p < end && ms_is_digit(**p); (*p)++)
	{
		if (*p - from == max)
			return false;
		*number = *number * 10 + (**p - '0');
	}
	return *p - from >= min;
}

static bool
sign(const char **p, const char *end, char c)
{
	return *p < end && *(*p)++ == c;
}

bool
ms_day_parse(const char **p, const char *end, int32_t *day)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int			year;
	int			month;
	int			of_month;
	int64_t		found;

	if (!digits(p, end, 4, 7, &year) || !sign(p, end, '-') ||
		!digits(p, end, 2, 2, &month) || !sign(p, end, '-') ||
		!digits(p, end, 2, 2, &of_month))
		return false;
	if (year == 0 || month < 1 || month > 12)
		return false;
	if (end - *p >= 3 && (*p)[0] == ' ' && (*p)[1] == 'B' && (*p)[2] == 'C')
	{
		*p += 3;
		year = 1 - year;
	}
	if (of_month < 1 || of_month > lengths[month - 1] + (month == 2 && leap(year)))
		return false;
	found = ms_day_of(year, month, of_month);
	if (found < MS_DAY_MIN || found > MS_DAY_MAX)
		return false;
	*day = (int32_t) found;
	return true;
}
