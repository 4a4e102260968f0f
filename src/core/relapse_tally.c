/*
 * relapse_tally.c
 *		The tally of a cohort's relapses and follow-up: checks, text, and the
 *		sums for its rates.
 */
#include "relapse_tally.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const names[MS_RELAPSE_SUMS] = {
	[MS_RELAPSE_PATIENTS] = "patients",
	[MS_RELAPSE_FREE] = "relapse_free",
	[MS_RELAPSE_RELAPSES] = "relapses",
	[MS_RELAPSE_DAYS] = "days",
	[MS_RELAPSE_SQUARES] = "relapses_squared",
	[MS_RELAPSE_PRODUCTS] = "relapses_times_days",
	[MS_RELAPSE_DAY_SQUARES] = "days_squared",
};

bool
ms_relapses_valid(const ms_relapses *t)
{
	const int64_t *sum = t->sum;
	int64_t		relapsing = sum[MS_RELAPSE_PATIENTS] - sum[MS_RELAPSE_FREE];

	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		if (sum[i] < 0)
			return false;

	/* a whole number is at most its square, and a product needs both factors */
	return relapsing >= 0 && sum[MS_RELAPSE_RELAPSES] >= relapsing &&
		(relapsing > 0 || sum[MS_RELAPSE_RELAPSES] == 0) &&
		(sum[MS_RELAPSE_PATIENTS] > 0 || sum[MS_RELAPSE_DAYS] == 0) &&
		sum[MS_RELAPSE_SQUARES] >= sum[MS_RELAPSE_RELAPSES] &&
		sum[MS_RELAPSE_DAY_SQUARES] >= sum[MS_RELAPSE_DAYS] &&
		(sum[MS_RELAPSE_SQUARES] > 0) == (sum[MS_RELAPSE_RELAPSES] > 0) &&
		(sum[MS_RELAPSE_DAY_SQUARES] > 0) == (sum[MS_RELAPSE_DAYS] > 0) &&
		(sum[MS_RELAPSE_PRODUCTS] == 0 ||
		 (sum[MS_RELAPSE_RELAPSES] > 0 && sum[MS_RELAPSE_DAYS] > 0));
}

bool
ms_relapses_subtract(ms_relapses *t, const ms_relapses *other)
{
	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		t->sum[i] -= other->sum[i]; /* both are 0 or more */
	return ms_relapses_valid(t);
}

void
ms_relapses_print(const ms_relapses *t, char text[MS_RELAPSES_TEXT_MAX])
{
	char	   *p = text + sprintf(text, "{\"version\": %d", MS_RELAPSE_VERSION);

	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		p += sprintf(p, ", \"%s\": %" PRId64, names[i], t->sum[i]);
	strcpy(p, "}");
}

typedef struct reading
{
	ms_relapses *t;
	unsigned	seen;			/* bit i: sum i */
} reading;

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	int			i = 0;
	int64_t		number;
	ms_json_result result = ms_json_count(j, &number);

	if (result != MS_JSON_OK)
		return result;
	while (i < MS_RELAPSE_SUMS && !ms_json_is(name, len, names[i]))
		i++;
	if (i == MS_RELAPSE_SUMS)
		return MS_JSON_SYNTAX;
	if (r->seen >> i & 1)
		return MS_JSON_DUPLICATE;
	r->seen |= 1u << i;
	r->t->sum[i] = number;
	return MS_JSON_OK;
}

ms_json_result
ms_relapses_parse(const char *text, size_t len, ms_relapses *t)
{
	reading		r = {t, 0};
	ms_json_result result = ms_json_tally(text, len, MS_RELAPSE_VERSION, read_member, &r);

	if (result != MS_JSON_OK)
		return result;
	if (r.seen != (1u << MS_RELAPSE_SUMS) - 1)
		return MS_JSON_SYNTAX;
	return ms_relapses_valid(t) ? MS_JSON_OK : MS_JSON_RANGE;
}

/* The sums for rates */

/* The product of two sums, as two 64-bit words. */
typedef struct product
{
	uint64_t	high;
	uint64_t	low;
} product;

static product
product_of(int64_t a, int64_t b)
{
	const uint64_t half = UINT32_MAX;
	uint64_t	x = (uint64_t) a;
	uint64_t	y = (uint64_t) b;
	uint64_t	low = (x & half) * (y & half);
	uint64_t	cross = (x >> 32) * (y & half) + (low >> 32);
	uint64_t	other = (x & half) * (y >> 32) + (cross & half);

	return (product) {
		(x >> 32) * (y >> 32) + (cross >> 32) + (other >> 32), other << 32 | (low & half)
	};
}

/* x - y, rounded only in the conversion to double. */
static double
difference(product x, product y)
{
	if (x.high < y.high || (x.high == y.high && x.low < y.low))
		return -difference(y, x);
	return ldexp((double) (x.high - y.high - (x.low < y.low)), 64) + (double) (x.low - y.low);
}

/*
 * The sum of the squared differences between the patients' relapses r and
 * those expected for their days d at the common rate, written as
 *
 *		sum r^2 - (sum r d)^2 / sum d^2 + (R - D sum r d / sum d^2)^2 sum d^2 /
 *		D^2
 *
 * These are two differences of products of sums, neither of which is negative:
 * nothing cancels, and the result is exactly 0 if all rates are equal.  (Sums
 * that no patients can have may make the first one negative.)
 */
static double
spread_of(const int64_t *sum)
{
	int64_t		days = sum[MS_RELAPSE_DAYS];
	int64_t		products = sum[MS_RELAPSE_PRODUCTS];
	int64_t		day_squares = sum[MS_RELAPSE_DAY_SQUARES];
	double		within;
	double		apart;

	if (days == 0)
		return 0;
	within = difference(product_of(sum[MS_RELAPSE_SQUARES], day_squares),
						product_of(products, products));
	apart = difference(product_of(sum[MS_RELAPSE_RELAPSES], day_squares),
					   product_of(products, days)) / (double) days;
	return fmax(0, (within + apart * apart) / (double) day_squares);
}

ms_rate_sums
ms_rate_sums_of(const ms_relapses *t)
{
	return (ms_rate_sums) {
		.patients = (double) t->sum[MS_RELAPSE_PATIENTS],
		.relapses = (double) t->sum[MS_RELAPSE_RELAPSES],
		.days = (double) t->sum[MS_RELAPSE_DAYS],
		.spread = spread_of(t->sum),
		.day_squares = (double) t->sum[MS_RELAPSE_DAY_SQUARES],
	};
}
