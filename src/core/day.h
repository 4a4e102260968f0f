/*
 * day.h
 *		Days as text, and as a table writes them.
 *
 * A day is counted from 2000-01-01, as the server's dates are, in the
 * Gregorian calendar.
 */
#ifndef MS_DAY_H
#define MS_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* The mean year of the Julian calendar, by which rates are annualised. */
#define MS_DAYS_PER_YEAR 365.25

/* The days that the server's type date holds: 4714 BC to 5874897. */
#define MS_DAY_MIN (-2451545)
#define MS_DAY_MAX 2145031948

static inline bool
ms_day_valid(int32_t day)
{
	return day >= MS_DAY_MIN && day <= MS_DAY_MAX;
}

/* A day in a table of ours. */
typedef struct ms_date
{
	int16_t		year;			/* 0: no date */
	int8_t		month;
	int8_t		day;
} ms_date;

/* Days from 2000-01-01 to a day of the calendar; year 0 is 1 BC. */
extern int64_t ms_day_of(int64_t year, int month, int day);

/* Room for the longest text of a day and its zero. */
#define MS_DAY_TEXT_MAX 20

/* Writes "2019-03-04", or "0044-03-15 BC"; the length is returned. */
extern int	ms_day_print(int32_t day, char text[MS_DAY_TEXT_MAX]);

/*
 * Reads such a text from *p on and moves *p behind it; false, with *p
 * anywhere, where there is none, or no such day in the calendar.
 */
extern bool ms_day_parse(const char **p, const char *end, int32_t *day);

#endif							/* MS_DAY_H */
