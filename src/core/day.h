/*
 * day.h
 *		Days as numbers and as text.
 *
 * A day is counted from 2000-01-01, like the server's dates, in the Gregorian
 * calendar.
 */
#ifndef MS_DAY_H
#define MS_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Days in a mean Julian year, by which rates are annualised. */
#define MS_DAYS_PER_YEAR 365.25

/* The range of the server's type date: 4714 BC to 5874897. */
#define MS_DAY_MIN (-2451545)
#define MS_DAY_MAX 2145031948

static inline bool
ms_day_valid(int32_t day)
{
	return day >= MS_DAY_MIN && day <= MS_DAY_MAX;
}

/* A date in one of our tables. */
typedef struct ms_date
{
	int16_t		year;			/* 0: no date */
	int8_t		month;
	int8_t		day;
} ms_date;

/* The number of days from 2000-01-01 to a calendar day; year 0 is 1 BC. */
extern int64_t ms_day_of(int64_t year, int month, int day);

/* Room for the longest text of a day and its terminating zero. */
#define MS_DAY_TEXT_MAX 20

/* Writes "2019-03-04", or "0044-03-15 BC"; returns the length. */
extern int	ms_day_print(int32_t day, char text[MS_DAY_TEXT_MAX]);

/*
 * Reads such a text at *p and moves *p past it.  False if the text is not a
 * day or the calendar has no such day; then *p may be anywhere.
 */
extern bool ms_day_parse(const char **p, const char *end, int32_t *day);

#endif							/* MS_DAY_H */
