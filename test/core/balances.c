/*
 * balances.c
 *		Random patients with covariates and weights: the tally of their
 *		balance, its text, and what is read from it; and random groups of
 *		weighted patients, compared.
 *
 * The bytes are read as patients.  The program checks what must hold for any,
 * and aborts if it does not.  See test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/balance.h"
#include "../../src/core/balance_text.h"
#include "../../src/core/cox.h"
#include "../../src/core/logrank.h"
#include "../../src/core/weighted_cox.h"

#define TERMS_MAX 3
#define PATIENTS_MAX 12

typedef struct patient
{
	int			arm;
	double		weight;
	double		x[TERMS_MAX];
} patient;

static double
random_x(bytes *b)
{
	static const double some[] = {
		0, 1, 2, -0.0, 3.5, 0.1, -1e15, 1e15, 1e9 + 0.001, 1e-6, 1e-23, 3e-39, 1e-300, 5e-324, 1.0 / 3, -7.25
	};
	int			kind = next(b, 12);

	if (kind == 0)
		return NAN;
	if (kind < 4)
		return next(b, 2);
	return kind < 8 ? some[next(b, 16)] : (next(b, 256) - 100) * 0.37;
}

static double
random_weight(bytes *b)
{
	static const double some[] = {1, 1, 1, 0.5, 2, 1e-9, 1e9, 1.0 / 3, 1.0400034490707486, 123.456};

	return some[next(b, 10)];
}

static ms_balance
new_balance(int terms, bool weighted)
{
	ms_balance	b = {.terms = terms, .weighted = weighted};

	ms_balance_lay(&b, calloc(1, ms_balance_size(terms, weighted)));
	return b;
}

static void
free_balance(ms_balance *b)
{
	free(b->patients);
}

static bool
same(const ms_balance *a, const ms_balance *b)
{
	return a->terms == b->terms && a->weighted == b->weighted &&
		memcmp(a->patients, b->patients, ms_balance_size(a->terms, a->weighted)) == 0;
}

static void
add(ms_balance *b, const patient *p, bool take)
{
	ms_balance_add(b, p->arm, p->x, b->weighted ? p->weight : 1, take);
}

/* In any order and split the bits are the same, and what was added can be taken out again. */
static void
check_sums(bytes *b, const patient *p, int n, const ms_balance *all)
{
	ms_balance	backwards = new_balance(all->terms, all->weighted);
	ms_balance	part[2] = {new_balance(all->terms, all->weighted), new_balance(all->terms, all->weighted)};

	for (int i = n - 1; i >= 0; i--)
	{
		add(&backwards, &p[i], false);
		add(&part[next(b, 2)], &p[i], false);
	}
	require(same(&backwards, all));
	ms_balance_merge(&part[0], &part[1], false);
	require(same(&part[0], all));
	ms_balance_merge(&backwards, &part[1], true);
	ms_balance_merge(&part[0], &part[1], true);
	require(same(&backwards, &part[0]));
	for (int i = 0; i < n; i++)
		add(&part[1], &p[i], true);
	ms_balance_merge(&part[0], &part[1], false);
	for (size_t i = 0; i < ms_balance_size(all->terms, all->weighted); i++)
		require(((char *) part[0].patients)[i] == 0);
	free_balance(&backwards);
	free_balance(&part[0]);
	free_balance(&part[1]);
}

static void
check_text_of(const char *text, size_t len, const ms_balance *expected)
{
	ms_balance	most = new_balance(MS_BALANCE_TERMS_MAX, true);
	int			terms;
	bool		weighted;
	ms_json_result result = ms_balance_parse(text, len, &most, &terms, &weighted);

	require(expected == NULL || result == MS_JSON_OK);
	if (result == MS_JSON_OK)
	{
		ms_balance	got = new_balance(terms, weighted);

		ms_balance_copy(&most, &got);
		require(expected == NULL || same(&got, expected));
		if (ms_balance_valid(&got))
			for (int i = 0; i < terms; i++)
			{
				ms_balance_row row = ms_balance_of_term(&got, i, MS_WEIGHTED);

				require(!isinf(row.smd) && !isinf(row.smd_unweighted) && !isinf(row.variance_ratio));
				require(!isinf(row.mean[0]) && !isinf(row.sd[0]) && !isinf(row.sd[1]));
			}
		free_balance(&got);
	}
	free_balance(&most);
}

static void
check_text(bytes *b, const ms_balance *t)
{
	size_t		room = ms_balance_text_max(t->terms, t->weighted);
	char	   *text = malloc(room);
	size_t		len = ms_balance_print(t, text);

	require(len == strlen(text) && len < room);
	check_text_of(text, len, t);
	for (int i = 1 + next(b, 3); i > 0; i--)
		text[(next(b, 256) << 8 | next(b, 256)) % len] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	check_text_of(text, strlen(text), NULL);
	free(text);
}

static bool
near(double a, double b, double tolerance)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) <= tolerance;
}

/* Against the definitions, in two passes; of values of ordinary size. */
static void
check_term(const patient *p, int n, const ms_balance *t, int term)
{
	ms_balance_row row = ms_balance_of_term(t, term, MS_POOLED);

	for (int arm = 0; arm < MS_ARMS; arm++)
	{
		long double w = 0;
		long double ww = 0;
		long double wx = 0;
		long double spread = 0;
		bool		binary = true;
		bool		ordinary = true;
		long double mean;

		for (int i = 0; i < n; i++)
			if (p[i].arm == arm && !isnan(p[i].x[term]))
			{
				w += p[i].weight;
				ww += (long double) p[i].weight * p[i].weight;
				wx += (long double) p[i].weight * p[i].x[term];
				binary &= p[i].x[term] == 0 || p[i].x[term] == 1;
				ordinary &= fabs(p[i].x[term]) < 1e3 && p[i].weight > 1e-3 && p[i].weight < 1e3;
			}
		mean = wx / w;
		for (int i = 0; i < n; i++)
			if (p[i].arm == arm && !isnan(p[i].x[term]))
				spread += p[i].weight * (p[i].x[term] - mean) * (p[i].x[term] - mean);
		if (!ordinary)
			continue;
		require(near(row.mean[arm], (double) mean, 1e-12));
		if (binary || row.n[arm] > 1)
			require(near(row.sd[arm], (double) sqrtl(binary ? spread / w : spread * w / (w * w - ww)), 1e-9));
		else
			require(isnan(row.sd[arm]));
	}
}

static void
check_balance(bytes *b)
{
	int			terms = next(b, TERMS_MAX + 1);
	int			n = 1 + next(b, PATIENTS_MAX);
	bool		weighted = next(b, 2) > 0;
	bool		all_one = true;
	patient		p[PATIENTS_MAX];
	ms_balance	all = new_balance(terms, weighted);

	for (int i = 0; i < n; i++)
	{
		p[i].arm = next(b, 2);
		p[i].weight = weighted ? random_weight(b) : 1;
		all_one &= p[i].weight == 1;
		for (int k = 0; k < terms; k++)
			p[i].x[k] = random_x(b);
		add(&all, &p[i], false);
	}
	require(ms_balance_valid(&all) == (!weighted || !all_one));
	if (weighted)
	{
		require(ms_balance_all_one(&all) == all_one);
		if (all_one)
		{
			ms_balance	bare = new_balance(terms, false);
			ms_balance	weighed = new_balance(terms, true);

			for (int i = 0; i < n; i++)
				add(&bare, &p[i], false);
			ms_balance_weigh(&bare, &weighed);
			require(same(&weighed, &all));
			free_balance(&bare);
			free_balance(&weighed);
		}
	}
	for (int arm = 0; arm < MS_ARMS; arm++)
		require(all.patients[arm] == 0 || (ms_effective_n(&all, arm) >= 1 - 1e-15 &&
										   ms_effective_n(&all, arm) <= (double) all.patients[arm] * (1 + 1e-15)));
	check_sums(b, p, n, &all);
	check_text(b, &all);
	for (int k = 0; k < terms; k++)
		check_term(p, n, &all, k);
	free_balance(&all);
}

/*
 * Weighted groups
 */

#define DAYS 6
#define GROUPS 3

typedef struct days
{
	ms_life		life[DAYS];
	ms_squares	squares[DAYS];
	double		events[DAYS];
} days;

/* Patients of a group, at most four a day of each kind; multiplied by a power of 2. */
static void
random_days(bytes *b, days *d, bool weighted)
{
	double		risk = 0;

	memset(d, 0, sizeof(*d));
	for (int i = DAYS - 1; i >= 0; i--)
	{
		int			events = next(b, 4);
		int			censored = 1 + next(b, 3);

		d->events[i] = events;
		for (int k = 0; k < events + censored; k++)
		{
			double		w = weighted ? (1 + next(b, 20)) / 7.0 : 1;

			*(k < events ? &d->life[i].events : &d->life[i].censored) += w;
			*(k < events ? &d->squares[i].events : &d->squares[i].censored) += w * w;
		}
		risk += d->life[i].events + d->life[i].censored;
		d->life[i].risk = risk;
		d->life[i].day = i;
	}
}

static days
scaled(const days *d, double factor)
{
	days		s = *d;

	for (int i = 0; i < DAYS; i++)
	{
		s.life[i].risk *= factor;
		s.life[i].events *= factor;
		s.squares[i].events *= factor * factor;
		s.squares[i].censored *= factor * factor;
	}
	return s;
}

static void
set_groups(days *const d[], int n, ms_group *group, ms_group_weights *weights)
{
	for (int g = 0; g < n; g++)
	{
		group[g] = (ms_group) {d[g] == NULL ? 0 : DAYS, d[g] == NULL ? NULL : d[g]->life, 0};
		weights[g] = d[g] == NULL ? (ms_group_weights) {0} : (ms_group_weights) {d[g]->events, d[g]->squares};
	}
}

static ms_ratio
ratio_of(days *a, days *b)
{
	ms_group	group[2];
	ms_group_weights weights[2];

	set_groups((days *[]) {a, b}, 2, group, weights);
	return ms_weighted_cox(group, weights, 1, 0.95);
}

static bool
close(double a, double b)
{
	return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-7 * fmax(fabs(a), fabs(b)) + 1e-12;
}

static void
check_groups(bytes *b)
{
	bool		weighted = next(b, 4) > 0;
	days		d[GROUPS];
	days		twice[GROUPS];
	ms_group	group[2 * GROUPS];
	ms_group_weights weights[2 * GROUPS];
	double		work[MS_WEIGHTED_LOGRANK_WORK(GROUPS)];
	double		rho = next(b, 3) / 2.0;
	ms_ratio	forth;
	ms_ratio	back;
	ms_ratio	exact;
	ms_test		test;
	ms_test		other;

	for (int g = 0; g < GROUPS; g++)
	{
		random_days(b, &d[g], weighted);
		twice[g] = scaled(&d[g], 4);
	}
	forth = ratio_of(&d[0], &d[1]);
	back = ratio_of(&d[1], &d[0]);
	require(isnan(forth.ratio) ? isnan(back.ratio) : close(forth.ratio, 1 / back.ratio));
	require(close(forth.lower, 1 / back.upper) && close(forth.p_value, back.p_value));
	require(isnan(forth.lower) || (forth.lower <= forth.ratio && forth.ratio <= forth.upper));
	back = ratio_of(&twice[0], &twice[1]);
	require(close(forth.ratio, back.ratio) && close(forth.upper, back.upper));
	if (!weighted)
	{
		set_groups((days *[]) {&d[0], &d[1]}, 2, group, weights);
		exact = ms_cox(group, 1, 0.95);
		require(close(forth.ratio, exact.ratio));
	}
	set_groups((days *[]) {&d[0], &d[1], &d[2]}, GROUPS, group, weights);
	test = ms_weighted_logrank(group, weights, 1, GROUPS, rho, work);
	require(isnan(test.chisq) || (test.chisq >= 0 && test.p_value >= 0 && test.p_value <= 1));
	set_groups((days *[]) {&twice[2], &twice[0], &twice[1], &d[0], NULL, NULL}, 2 * GROUPS, group, weights);
	other = ms_weighted_logrank(group, weights, 2, GROUPS, rho, work);
	require(test.df == other.df && (isnan(test.chisq) || isnan(other.chisq) ||
									fabs(test.chisq - other.chisq) <= 1e-6 * (1 + test.chisq)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};

	if (next(&b, 2) > 0)
		check_balance(&b);
	else
		check_groups(&b);
	return 0;
}
