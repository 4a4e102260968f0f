/*
 * balance.c
 *		Weights, and the tally of balance: sums, and what is computed from
 *		them.  balance_text.c has its text.
 */
#include "balance.h"

#include <math.h>
#include <string.h>

#include "pause.h"

double
ms_iptw(bool treated, double ps, ms_estimand estimand)
{
	double		own = treated ? ps : 1 - ps;	/* probability of the treatment given */
	double		wanted = 1;

	switch (estimand)
	{
		case MS_ATE:
			break;
		case MS_ATT:
			wanted = ps;
			break;
		case MS_ATC:
			wanted = 1 - ps;
			break;
		case MS_ATO:
			return 1 - own;
		case MS_ATM:
			wanted = fmin(ps, 1 - ps);
			break;
	}
	if ((estimand == MS_ATT && treated) || (estimand == MS_ATC && !treated))
		return 1;
	return own > 0 ? wanted / own : NAN;
}

/*
 * Sums
 *
 * The units of x and w are such that those of all products follow.  A sum has
 * words for 2^53 patients with the largest value and weight.
 */

#define X_UNIT 128
#define W_UNIT 82

static const ms_sum_kind sum_x = {8, X_UNIT};
static const ms_sum_kind sum_xx = {14, 2 * X_UNIT};
static const ms_sum_kind sum_w = {6, W_UNIT};
static const ms_sum_kind sum_ww = {10, 2 * W_UNIT};
static const ms_sum_kind sum_wx = {12, W_UNIT + X_UNIT};
static const ms_sum_kind sum_wxx = {18, W_UNIT + 2 * X_UNIT};

const ms_balance_field ms_balance_fields[MS_BALANCE_FIELDS] = {
	{"", false, false, NULL},
	{"_w", false, true, &sum_w},
	{"_ww", false, true, &sum_ww},
	{"_n", true, false, NULL},
	{"_others", true, false, NULL},
	{"_x", true, false, &sum_x},
	{"_xx", true, false, &sum_xx},
	{"_term_w", true, true, &sum_w},
	{"_term_ww", true, true, &sum_ww},
	{"_wx", true, true, &sum_wx},
	{"_wxx", true, true, &sum_wxx},
};

void *
ms_balance_at(const ms_balance *b, int field, int arm, int term)
{
	int			i = arm * b->terms + term;

	switch (field)
	{
		case 0:
			return &b->patients[arm];
		case 1:
			return b->weights[arm].w;
		case 2:
			return b->weights[arm].ww;
		case 3:
			return &b->term[i].n;
		case 4:
			return &b->term[i].others;
		case 5:
			return b->term[i].x;
		case 6:
			return b->term[i].xx;
		case 7:
			return b->sums[i].weights.w;
		case 8:
			return b->sums[i].weights.ww;
		case 9:
			return b->sums[i].wx;
		default:
			return b->sums[i].wxx;
	}
}

size_t
ms_balance_size(int terms, bool weighted)
{
	size_t		size = MS_ARMS * (sizeof(int64_t) + terms * sizeof(ms_balance_term));

	if (weighted)
		size += MS_ARMS * (sizeof(ms_balance_weights) + terms * sizeof(ms_balance_weighted));
	return size;
}

void
ms_balance_lay(ms_balance *b, void *chunk)
{
	b->patients = chunk;
	b->term = (ms_balance_term *) (b->patients + MS_ARMS);
	b->weights = NULL;
	b->sums = NULL;
	if (b->weighted)
	{
		b->weights = (ms_balance_weights *) (b->term + MS_ARMS * b->terms);
		b->sums = (ms_balance_weighted *) (b->weights + MS_ARMS);
	}
}

/* What a weight adds to all sums of weights. */
typedef struct weight_addends
{
	ms_addend	w;
	ms_addend	ww;
} weight_addends;

static void
add_weight(ms_balance_weights *s, const weight_addends *a, bool take)
{
	ms_sum_add(s->w, sum_w, &a->w, take);
	ms_sum_add(s->ww, sum_ww, &a->ww, take);
}

static void
add_value(ms_balance_term *t, ms_balance_weighted *s, double value, const weight_addends *a, bool take)
{
	ms_addend	x = ms_addend_of(value, X_UNIT);
	ms_addend	xx = ms_addend_product(&x, &x);

	t->n += take ? -1 : 1;
	if (value != 0 && value != 1)
		t->others += take ? -1 : 1;
	ms_sum_add(t->x, sum_x, &x, take);
	ms_sum_add(t->xx, sum_xx, &xx, take);
	if (s != NULL)
	{
		ms_addend	wx = ms_addend_product(&a->w, &x);
		ms_addend	wxx = ms_addend_product(&a->w, &xx);

		add_weight(&s->weights, a, take);
		ms_sum_add(s->wx, sum_wx, &wx, take);
		ms_sum_add(s->wxx, sum_wxx, &wxx, take);
	}
}

void
ms_balance_add(ms_balance *b, int arm, const double *x, double weight, bool take)
{
	weight_addends a = {{0}, {0}};

	b->patients[arm] += take ? -1 : 1;
	if (b->weighted)
	{
		a.w = ms_addend_of(weight, W_UNIT);
		a.ww = ms_addend_product(&a.w, &a.w);
		add_weight(&b->weights[arm], &a, take);
	}
	for (int i = 0; i < b->terms; i++)
	{
		int			at = arm * b->terms + i;

		if (!isnan(x[i]))
			add_value(&b->term[at], b->weighted ? &b->sums[at] : NULL, x[i], &a, take);
	}
}

/* A sum without weights, in the units of the sum of the same with weights. */
static void
weigh(const uint32_t *sum, ms_sum_kind kind, uint32_t *to, ms_sum_kind weighted)
{
	ms_big		a = ms_big_of_sum(sum, kind);

	a = ms_big_shifted(&a, weighted.unit - kind.unit);
	(void) ms_sum_set(to, weighted, &a);
}

static void
weigh_count(int64_t n, ms_balance_weights *to)
{
	ms_big		count = ms_big_of(n);
	ms_big		w = ms_big_shifted(&count, W_UNIT);
	ms_big		ww = ms_big_shifted(&count, 2 * W_UNIT);

	(void) ms_sum_set(to->w, sum_w, &w);
	(void) ms_sum_set(to->ww, sum_ww, &ww);
}

void
ms_balance_weigh(const ms_balance *b, ms_balance *to)
{
	for (int arm = 0; arm < MS_ARMS; arm++)
	{
		to->patients[arm] = b->patients[arm];
		weigh_count(b->patients[arm], &to->weights[arm]);
	}
	for (int i = 0; i < MS_ARMS * b->terms; i++)
	{
		const ms_balance_term *t = &b->term[i];
		ms_balance_weighted *s = &to->sums[i];

		to->term[i] = *t;
		weigh_count(t->n, &s->weights);
		weigh(t->x, sum_x, s->wx, sum_wx);
		weigh(t->xx, sum_xx, s->wxx, sum_wxx);
	}
}

void
ms_balance_merge(ms_balance *b, const ms_balance *other, bool take)
{
	for (int field = 0; field < MS_BALANCE_FIELDS; field++)
	{
		const ms_balance_field *f = &ms_balance_fields[field];

		if (f->weighted && !b->weighted)
			continue;
		for (int arm = 0; arm < MS_ARMS; arm++)
			for (int i = 0; i < (f->of_term ? b->terms : 1); i++)
			{
				void	   *to = ms_balance_at(b, field, arm, i);
				const void *from = ms_balance_at(other, field, arm, i);

				if (f->kind != NULL)
					ms_sum_merge(to, *f->kind, from, take);
				else
					*(int64_t *) to += take ? -*(const int64_t *) from : *(const int64_t *) from;
			}
	}
}

void
ms_balance_copy(const ms_balance *b, ms_balance *to)
{
	for (int field = 0; field < MS_BALANCE_FIELDS; field++)
	{
		const ms_balance_field *f = &ms_balance_fields[field];
		size_t		size = f->kind == NULL ? sizeof(int64_t) : f->kind->words * sizeof(uint32_t);

		if (f->weighted && !to->weighted)
			continue;
		for (int arm = 0; arm < MS_ARMS; arm++)
			for (int i = 0; i < (f->of_term ? to->terms : 1); i++)
				memcpy(ms_balance_at(to, field, arm, i), ms_balance_at(b, field, arm, i), size);
	}
}

/*
 * Is a tally one that patients could have?
 */

/* The largest values of x^2 and of w, and the smallest of w, in units. */
static ms_big
square_max(void)
{
	ms_addend	x = ms_addend_of(MS_BALANCE_X_MAX, X_UNIT);
	ms_addend	xx = ms_addend_product(&x, &x);

	return ms_big_of_addend(&xx);
}

static ms_big
weight_of(double weight)
{
	ms_addend	w = ms_addend_of(weight, W_UNIT);

	return ms_big_of_addend(&w);
}

/* Is a b at most c d? */
static bool
at_most(const ms_big *a, const ms_big *b, const ms_big *c, const ms_big *d)
{
	ms_big		left = ms_big_product(a, b);
	ms_big		right = ms_big_product(c, d);

	return ms_big_compare(&left, &right) <= 0;
}

/* The sums of weights of n patients: each within its range, and (sum w)^2 within that of sum w^2. */
static bool
weights_valid(const ms_balance_weights *s, int64_t patients)
{
	ms_big		n = ms_big_of(patients);
	ms_big		one = ms_big_of(1);
	ms_big		least = weight_of(MS_BALANCE_WEIGHT_MIN);
	ms_big		most = weight_of(MS_BALANCE_WEIGHT_MAX);
	ms_big		w = ms_big_of_sum(s->w, sum_w);
	ms_big		ww = ms_big_of_sum(s->ww, sum_ww);

	return !ww.negative && at_most(&n, &least, &w, &one) && at_most(&w, &one, &n, &most) &&
		at_most(&ww, &one, &w, &w) && at_most(&w, &w, &n, &ww);
}

/* Is (sum x)^2 at most the weight times sum x^2, and that at most the weight times the largest square? */
static bool
moments_valid(const ms_big *weight, const ms_big *x, const ms_big *xx)
{
	ms_big		one = ms_big_of(1);
	ms_big		most = square_max();

	return !xx->negative && at_most(x, x, weight, xx) && at_most(xx, &one, weight, &most);
}

/* Are the sums of x and of x^2 the same number, as they are where x is 0 or 1? */
static bool
same_sums(const ms_big *x, const ms_big *xx)
{
	ms_big		shifted = ms_big_shifted(x, X_UNIT);

	return ms_big_compare(&shifted, xx) == 0;
}

static bool
term_valid(const ms_balance_term *t, int64_t patients)
{
	ms_big		n = ms_big_of(t->n);
	ms_big		x = ms_big_of_sum(t->x, sum_x);
	ms_big		xx = ms_big_of_sum(t->xx, sum_xx);

	if (t->n < 0 || t->n > patients || t->others < 0 || t->others > t->n)
		return false;
	return moments_valid(&n, &x, &xx) &&
		(t->others > 0 || (ms_balance_ones(t) >= 0 && same_sums(&x, &xx)));
}

static bool
weighted_valid(const ms_balance_weighted *s, const ms_balance_term *t,
			   const ms_balance_weights *of_arm, int64_t patients)
{
	ms_big		w = ms_big_of_sum(s->weights.w, sum_w);
	ms_big		ww = ms_big_of_sum(s->weights.ww, sum_ww);
	ms_big		arm_w = ms_big_of_sum(of_arm->w, sum_w);
	ms_big		arm_ww = ms_big_of_sum(of_arm->ww, sum_ww);
	ms_big		wx = ms_big_of_sum(s->wx, sum_wx);
	ms_big		wxx = ms_big_of_sum(s->wxx, sum_wxx);
	int			of_all = ms_big_compare(&w, &arm_w);
	int			of_all_squares = ms_big_compare(&ww, &arm_ww);
	bool		missing = t->n < patients;

	return weights_valid(&s->weights, t->n) &&
		(missing ? of_all < 0 && of_all_squares < 0 : of_all == 0 && of_all_squares == 0) &&
		moments_valid(&w, &wx, &wxx) && (t->others > 0 || same_sums(&wx, &wxx)) &&
		(ms_big_of_sum(t->xx, sum_xx).n > 0) == (wxx.n > 0);
}

bool
ms_balance_all_one(const ms_balance *b)
{
	for (int arm = 0; arm < MS_ARMS; arm++)
	{
		ms_balance_weights one;

		weigh_count(b->patients[arm], &one);
		if (memcmp(&one, &b->weights[arm], sizeof(one)) != 0)
			return false;
	}
	return true;
}

bool
ms_balance_valid(const ms_balance *b)
{
	const int64_t *n = b->patients;

	if (n[MS_TREATED] < 0 || n[MS_CONTROL] < 0 || n[MS_TREATED] > MS_BALANCE_PATIENTS_MAX ||
		n[MS_CONTROL] > MS_BALANCE_PATIENTS_MAX - n[MS_TREATED] ||
		(n[MS_TREATED] + n[MS_CONTROL] == 0 && (b->terms > 0 || b->weighted)))
		return false;
	for (int arm = 0; b->weighted && arm < MS_ARMS; arm++)
		if (!weights_valid(&b->weights[arm], n[arm]))
			return false;
	for (int i = 0; i < MS_ARMS * b->terms; i++)
	{
		int			arm = i / b->terms;

		ms_pause();
		if (!term_valid(&b->term[i], n[arm]) ||
			(b->weighted && !weighted_valid(&b->sums[i], &b->term[i], &b->weights[arm], n[arm])))
			return false;
	}
	return !b->weighted || !ms_balance_all_one(b);
}

/*
 * Reading
 */

int64_t
ms_balance_ones(const ms_balance_term *t)
{
	ms_big		x = ms_big_of_sum(t->x, sum_x);

	if (t->others > 0 || x.negative || x.n > X_UNIT / 32 + 2)
		return -1;
	for (int i = 0; i < X_UNIT / 32; i++)
		if (x.word[i] != 0)
			return -1;
	return (int64_t) ((uint64_t) x.word[X_UNIT / 32 + 1] << 32 | x.word[X_UNIT / 32]);
}

/* The sums of a term in an arm, with or without weights. */
typedef struct moments
{
	ms_big		w;
	ms_big		ww;
	ms_big		x;				/* sum of w x */
	ms_big		xx;				/* of w x^2 */
	int			w_unit;			/* of w; that of the others follows */
	bool		binary;
} moments;

static moments
moments_of(const ms_balance *b, int arm, int term, bool weighted)
{
	int			i = arm * b->terms + term;
	const ms_balance_term *t = &b->term[i];
	moments		m;

	m.binary = t->others == 0;
	if (weighted)
	{
		const ms_balance_weighted *s = &b->sums[i];

		m.w = ms_big_of_sum(s->weights.w, sum_w);
		m.ww = ms_big_of_sum(s->weights.ww, sum_ww);
		m.x = ms_big_of_sum(s->wx, sum_wx);
		m.xx = ms_big_of_sum(s->wxx, sum_wxx);
		m.w_unit = W_UNIT;
	}
	else
	{
		m.w = m.ww = ms_big_of(t->n);
		m.x = ms_big_of_sum(t->x, sum_x);
		m.xx = ms_big_of_sum(t->xx, sum_xx);
		m.w_unit = 0;
	}
	return m;
}

static double
mean_of(const moments *m)
{
	return ms_big_quotient(&m->x, &m->w, -X_UNIT);
}

/* The difference of two means, rounded once, so that it keeps its digits where the means are large. */
static double
difference_of(const moments *a, const moments *b)
{
	ms_big		left = ms_big_product(&a->x, &b->w);
	ms_big		right = ms_big_product(&b->x, &a->w);
	ms_big		difference = ms_big_difference(&left, &right);
	ms_big		weights = ms_big_product(&a->w, &b->w);

	return ms_big_quotient(&difference, &weights, -X_UNIT);
}

/*
 * The variance: with weights scaled to a sum of 1, sum w (x - mean)^2 / (1 -
 * sum w^2), which is (sum w sum w x^2 - (sum w x)^2) / ((sum w)^2 - sum w^2)
 * with any weights.  Where x is 0 or 1, it is p (1 - p), which is the same
 * numerator over (sum w)^2.
 */
static double
variance_of(const moments *m)
{
	ms_big		all = ms_big_product(&m->w, &m->xx);
	ms_big		of_mean = ms_big_product(&m->x, &m->x);
	ms_big		spread = ms_big_difference(&all, &of_mean);
	ms_big		weights = ms_big_product(&m->w, &m->w);

	if (!m->binary)
		weights = ms_big_difference(&weights, &m->ww);
	return ms_big_quotient(&spread, &weights, -2 * X_UNIT);
}

/* A variance of 0 is no measure of a difference. */
static double
standardised(double difference, double treated, double control, ms_denominator denominator)
{
	double		variance = denominator == MS_OF_TREATED ? treated :
		denominator == MS_OF_CONTROL ? control : (treated + control) / 2;

	return variance > 0 ? difference / sqrt(variance) : NAN;
}

ms_balance_row
ms_balance_of_term(const ms_balance *b, int term, ms_denominator denominator)
{
	ms_balance_row row;
	moments		m[MS_ARMS];		/* unweighted */
	moments		w[MS_ARMS];
	double		variance[MS_ARMS];
	double		weighted[MS_ARMS];

	for (int arm = 0; arm < MS_ARMS; arm++)
	{
		m[arm] = moments_of(b, arm, term, false);
		w[arm] = b->weighted ? moments_of(b, arm, term, true) : m[arm];
		variance[arm] = variance_of(&m[arm]);
		weighted[arm] = b->weighted ? variance_of(&w[arm]) : variance[arm];
		row.n[arm] = b->term[arm * b->terms + term].n;
		row.missing[arm] = b->patients[arm] - row.n[arm];
		row.mean[arm] = mean_of(&w[arm]);
		row.sd[arm] = sqrt(weighted[arm]);
	}
	row.smd_unweighted = standardised(difference_of(&m[MS_TREATED], &m[MS_CONTROL]), variance[MS_TREATED],
									  variance[MS_CONTROL], denominator);
	row.smd = denominator == MS_WEIGHTED ?
		standardised(difference_of(&w[MS_TREATED], &w[MS_CONTROL]), weighted[MS_TREATED], weighted[MS_CONTROL], MS_POOLED) :
		standardised(difference_of(&w[MS_TREATED], &w[MS_CONTROL]), variance[MS_TREATED], variance[MS_CONTROL], denominator);
	row.variance_ratio = (m[MS_TREATED].binary && m[MS_CONTROL].binary) || !(weighted[MS_CONTROL] > 0) ?
		NAN : weighted[MS_TREATED] / weighted[MS_CONTROL];
	return row;
}

double
ms_effective_n(const ms_balance *b, int arm)
{
	ms_big		w;
	ms_big		ww;

	if (!b->weighted)
		return b->patients[arm] > 0 ? (double) b->patients[arm] : NAN;
	w = ms_big_of_sum(b->weights[arm].w, sum_w);
	ww = ms_big_of_sum(b->weights[arm].ww, sum_ww);
	w = ms_big_product(&w, &w);
	return ms_big_quotient(&w, &ww, 0);
}
