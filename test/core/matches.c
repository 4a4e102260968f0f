/*
 * matches.c
 *		Random patients, matched by a score.
 *
 * The bytes are read as patients.  The sets are compared with those that the
 * rule gives when each treated patient looks at all controls, and must be the
 * same for any order of the patients.  See test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/matching.h"

#define PATIENTS_MAX 80

static double
random_score(bytes *b, int kind)
{
	static const double some[] = {0, -0.0, 1, -1, 0.1, 0.2, 0.3, 5e-324, -5e-324, 1e-300, 1e16, 1e308, -1e308, 1.7e308};

	switch (kind)
	{
		case 0:
			return next(b, 4);
		case 1:
			return next(b, 256) / 10.0 - 3;
		case 2:
			return next(b, 256) * 0.37 + next(b, 256) / 1024.0;
		default:
			return some[next(b, 14)];
	}
}

static int
random_patients(bytes *b, ms_candidate *c)
{
	static const char *const values[] = {"", "a", "ab", "b", "aa"};
	int			n = next(b, PATIENTS_MAX + 1);
	int			kind = next(b, 4);
	int			exacts = next(b, 3) == 0 ? 1 + next(b, 5) : 1;
	int64_t		id = next(b, 2) ? INT64_MIN : -20;

	memset(c, 0, n * sizeof(*c));
	for (int i = 0; i < n; i++)
	{
		const char *exact = values[next(b, exacts)];
		int			known = next(b, 40);

		c[i].id = id += 1 + next(b, 3);
		c[i].score = known == 0 ? NAN : random_score(b, kind);
		c[i].treated = known == 1 ? MS_UNKNOWN : next(b, 3) == 0 ? MS_YES : MS_NO;
		c[i].exact_known = known != 2;
		c[i].exact = exact;
		c[i].exact_len = (uint32_t) strlen(exact);
	}
	return n;
}

static void
shuffle(bytes *b, ms_candidate *c, int n)
{
	for (int i = n - 1; i > 0; i--)
	{
		int			j = next(b, i + 1);
		ms_candidate t = c[i];

		c[i] = c[j];
		c[j] = t;
	}
}

static ms_matching
new_matching(ms_candidate *c, int n)
{
	size_t		bytes = n * sizeof(int32_t);

	return (ms_matching) {
		.n = n, .candidate = c, .by_id = malloc(bytes), .order = malloc(bytes), .turn = malloc(bytes),
		.spare = malloc(bytes), .queue = malloc((n + 2) * sizeof(ms_queue))
	};
}

static void
free_matching(ms_matching *m)
{
	free(m->by_id);
	free(m->order);
	free(m->turn);
	free(m->spare);
	free(m->queue);
}

static bool
can_match(const ms_candidate *c)
{
	return !isnan(c->score) && c->treated != MS_UNKNOWN && c->exact_known;
}

/*
 * The control that the rule gives a treated patient, or NULL; a taken control has
 * a set.  The patients are in order of id.  On each side the nearest is found by
 * the score itself, because distances may round to the same number.
 */
static ms_candidate *
nearest(ms_candidate *c, int n, const ms_candidate *treated, double caliper)
{
	ms_candidate *low = NULL;
	ms_candidate *high = NULL;
	double		to_low;
	double		to_high;

	for (int i = 0; i < n; i++)
	{
		if (!can_match(&c[i]) || c[i].treated != MS_NO || c[i].set != 0 || strcmp(c[i].exact, treated->exact) != 0)
			continue;
		if (c[i].score < treated->score && (low == NULL || c[i].score > low->score))
			low = &c[i];
		if (c[i].score >= treated->score && (high == NULL || c[i].score < high->score))
			high = &c[i];
	}
	to_low = low == NULL ? NAN : fabs(low->score - treated->score);
	to_high = high == NULL ? NAN : fabs(high->score - treated->score);
	if (high == NULL || to_low < to_high || (to_low == to_high && low->id < high->id))
		return to_low <= caliper ? low : NULL;
	return to_high <= caliper ? high : NULL;
}

/* Sets by the rule, for patients in order of id. */
static void
match_slowly(ms_candidate *c, int n, int ratio, double caliper)
{
	int			sets = 0;

	for (int i = 0; i < n; i++)
		c[i].set = c[i].controls = 0;
	for (int round = 0; round < ratio && round < n; round++)
	{
		bool		had_turn[PATIENTS_MAX] = {false};

		for (;;)
		{
			int			turn = -1;
			ms_candidate *control;

			for (int i = 0; i < n; i++)
				if (can_match(&c[i]) && c[i].treated == MS_YES && !had_turn[i] &&
					(turn < 0 || c[i].score > c[turn].score))
					turn = i;
			if (turn < 0)
				break;
			had_turn[turn] = true;
			control = nearest(c, n, &c[turn], caliper);
			if (control == NULL)
				continue;
			if (c[turn].set == 0)
				c[turn].set = ++sets;
			c[turn].controls++;
			control->set = c[turn].set;
		}
	}
}

static const ms_candidate *
find(const ms_candidate *c, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (c[i].id == id)
			return &c[i];
	abort();
}

/* The answer is that of the slow way, and the chains of the sets hold the same patients. */
static void
check_answer(const ms_matching *m, const ms_candidate *expected)
{
	int			matched = 0;
	int			in_chains = 0;
	int			set = 0;

	for (int i = 0; i < m->n; i++)
	{
		const ms_candidate *e = find(expected, m->n, m->candidate[i].id);

		require(m->candidate[i].set == e->set && m->candidate[i].controls == e->controls);
		matched += e->set > 0;
	}
	for (int i = 0; i < m->treated; i++)
	{
		const ms_candidate *t = &m->candidate[m->turn[i]];
		int			controls = 0;
		double		before = 0;

		require(t->treated == MS_YES);
		if (t->set == 0)
			continue;
		require(t->set == ++set);
		for (int32_t j = t->next; j >= 0; j = m->candidate[j].next)
		{
			double		distance = fabs(m->candidate[j].score - t->score);

			require(m->candidate[j].set == t->set && m->candidate[j].treated == MS_NO);
			require(distance >= before);	/* the nearer ones were taken first */
			before = distance;
			controls++;
		}
		require(controls == t->controls);
		in_chains += 1 + controls;
	}
	require(in_chains == matched);
}

static double
slow_sd(const ms_candidate *c, int n)
{
	long double variances = 0;

	for (int arm = MS_NO; arm <= MS_YES; arm++)
	{
		long double sum = 0;
		long double squares = 0;
		int			count = 0;

		for (int i = 0; i < n; i++)
			if ((int) c[i].treated == arm && !isnan(c[i].score))
			{
				sum += c[i].score;
				count++;
			}
		for (int i = 0; i < n; i++)
			if ((int) c[i].treated == arm && !isnan(c[i].score))
				squares += (c[i].score - sum / count) * (c[i].score - sum / count);
		if (count < 2)
			return NAN;
		variances += squares / (count - 1);
	}
	return (double) sqrtl(variances / 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	ms_candidate patients[PATIENTS_MAX];
	ms_candidate shuffled[PATIENTS_MAX];
	int			n = random_patients(&b, patients);
	int			ratio = next(&b, 3) ? 1 + next(&b, 4) : INT32_MAX;
	int			kind = next(&b, 8);
	ms_matching m = new_matching(patients, n);
	double		sd;
	double		caliper;

	require(ms_matching_by_id(&m) == 0);
	sd = ms_matching_sd(&m);
	require(isnan(sd) ? isnan(slow_sd(patients, n)) : fabs(sd - slow_sd(patients, n)) <= 1e-12 * sd || sd < 1e-300);
	caliper = kind == 0 ? INFINITY : kind == 1 ? 0 : kind == 2 ? 0.5 : sd * next(&b, 16) / 8;
	memcpy(shuffled, patients, sizeof(patients));
	match_slowly(patients, n, ratio, caliper);
	for (int i = 0; i < 2; i++)
	{
		ms_matching s = new_matching(shuffled, n);

		require(ms_matching_by_id(&s) == 0);
		require(ms_matching_sd(&s) == sd || isnan(sd));
		ms_match(&s, ratio, caliper);
		check_answer(&s, patients);
		free_matching(&s);
		shuffle(&b, shuffled, n);
	}
	free_matching(&m);
	if (n > 1)
	{
		patients[1 + next(&b, n - 1)].id = patients[0].id;
		m = new_matching(patients, n);
		require(ms_matching_by_id(&m) > 0);
		free_matching(&m);
	}
	return 0;
}
