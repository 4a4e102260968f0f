/*
 * severity.c
 *		MSSS and ARMSS, within a cohort and from the published tables.
 */
#include "severity.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "day.h"
#include "pause.h"
#include "severity_tables.h"

#define MSSS_LAST_YEAR 30

/* The mean score at any age */
#define ARMSS_EXPECTED 5

/*
 * The tally
 */

#define KEYS (2 * MS_SEVERITY_YEARS)

static bool
severity_row_valid(const ms_ledger *l, int row)
{
	return l->key[row] < KEYS;
}

static void
print_years(int32_t key, char *text)
{
	sprintf(text, "%" PRId32 "%s", key / 2, key % 2 ? "+" : "");
}

/* Reads exactly what is printed: no sign, no leading zero. */
static bool
parse_years(const char *text, size_t len, int32_t *key)
{
	int32_t		completed = 0;
	size_t		digits = 0;

	for (; digits < len && text[digits] >= '0' && text[digits] <= '9'; digits++)
		if ((completed = completed * 10 + (text[digits] - '0')) >= MS_SEVERITY_YEARS)
			return false;
	if (digits == 0 || (digits > 1 && text[0] == '0'))
		return false;
	*key = 2 * completed + (digits < len);
	return digits == len || (digits + 1 == len && text[digits] == '+');
}

const ms_ledger_kind ms_severity_kind = {
	.type = "severity_tally",
	.key = "years",
	.columns = MS_EDSS_VALUES,
	.column = {"0", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "4.5", "5.0",
	"5.5", "6.0", "6.5", "7.0", "7.5", "8.0", "8.5", "9.0", "9.5", "10.0"},
	.row_valid = severity_row_valid,
	.print_key = print_years,
	.parse_key = parse_years,
};

/*
 * Local scores
 */

int
ms_severity_year(ms_severity_scale scale, double years)
{
	return scale == MS_MSSS && years > MSSS_LAST_YEAR ? MSSS_LAST_YEAR : (int) years;
}

static bool
row_has_score(const ms_ledger *l, int row)
{
	for (int i = 0; i < MS_SCORED_EDSS; i++)
		if (ms_ledger_count(l, row, i) > 0)
			return true;
	return false;
}

int
ms_severity_last_year(const ms_ledger *l, ms_severity_scale scale)
{
	if (scale == MS_MSSS)
		return MSSS_LAST_YEAR;
	for (int row = l->rows - 1; row >= 0; row--)
		if (row_has_score(l, row))
			return (l->key[row] + 1) / 2;
	return 0;
}

void
ms_severity_reference(const ms_ledger *l, ms_severity_scale scale,
					  int year, int range, ms_reference *reference)
{
	int			last = ms_severity_last_year(l, scale);
	int			from = range < year - 1 ? year - range : 1;
	int			to = range < last - year ? year + range : last;

	memset(reference, 0, sizeof(*reference));
	for (int row = 0; row < l->rows; row++)
	{
		int32_t		key = l->key[row];

		if (scale == MS_MSSS && key > 2 * MSSS_LAST_YEAR)
			key = 2 * MSSS_LAST_YEAR;
		if (key < 2 * from || key > 2 * to)
			continue;
		for (int i = 0; i < MS_SCORED_EDSS; i++)
		{
			reference->by_edss[i] += ms_ledger_count(l, row, i);
			reference->patients += ms_ledger_count(l, row, i);
		}
	}
}

/*
 * Rounds to two decimals as R does since 4.0: of the decimals below and above,
 * the one whose double is nearer, or the even one if both are equally near.
 * So 6.125 becomes 6.12, and 7.025, whose double is slightly greater, becomes
 * 7.03.
 */
static double
round_as_r(double x)
{
	double		hundredths = floor(x * 100);
	double		below = hundredths / 100;
	double		above = ceil(x * 100) / 100;

	if (x - below < above - x)
		return below;
	if (x - below > above - x)
		return above;
	return fmod(hundredths, 2) == 0 ? below : above;
}

double
ms_severity_score(const ms_reference *reference, int column)
{
	int64_t		lower = 0;
	double		rank;

	if (reference->patients == 0)
		return NAN;
	for (int i = 0; i < column; i++)
		lower += reference->by_edss[i];
	rank = (double) lower + (double) (reference->by_edss[column] + 1) / 2;
	return round_as_r(rank / (double) (reference->patients + 1) * 10);
}

/*
 * Global scores
 */

double
ms_global_msss(int column, double years, ms_msss_variant variant)
{
	int			completed = ms_severity_year(MS_MSSS, years);

	if (variant == MS_MSSS_2005)
		return ms_msss_2005[completed][column];
	return ms_msss_2017[completed < MSSS_LAST_YEAR ? completed : MSSS_LAST_YEAR - 1][column];
}

double
ms_global_armss(int column, double years)
{
	int			row = (int) years - MS_ARMSS_2017_FIRST;

	return row >= 0 && row < MS_ARMSS_2017_YEARS ? ms_armss_2017[row][column] : NAN;
}

/* The ARMSS of a visit, or NaN. */
static double
armss_of(const ms_visit *visit, int32_t birth)
{
	uint8_t		halves;
	int			column;

	if (ms_edss_from_double(visit->value, &halves) != MS_EDSS_OK)
		return NAN;
	column = ms_edss_place(halves);
	return column < MS_SCORED_EDSS ? ms_global_armss(column, ((double) visit->day - birth) / MS_DAYS_PER_YEAR) : NAN;
}

double
ms_narmss(const ms_visit *visit, int visits, int32_t birth)
{
	double		area = 0;
	double		before = NAN;
	int			first = -1;
	int			last = -1;

	for (int i = 0; i < visits; i++)
	{
		double		deviation = armss_of(&visit[i], birth) - ARMSS_EXPECTED;

		ms_pause_at(i);
		if (isnan(deviation))
			continue;
		if (first < 0)
			first = i;
		else
			area += ((double) visit[i].day - visit[last].day) * (before + deviation) / 2;
		last = i;
		before = deviation;
	}
	return first == last ? NAN : area / ((double) visit[last].day - visit[first].day);
}
