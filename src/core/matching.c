/*
 * matching.c
 *		Matches treated patients with controls by a score.
 */
#include "matching.h"

#include <math.h>
#include <string.h>

#include "merge_sort.h"
#include "pause.h"

/*
 * Orders
 */

static bool
id_before(const void *candidates, int32_t a, int32_t b)
{
	const ms_candidate *c = candidates;

	return c[a].id < c[b].id;
}

static int
compare_exact(const ms_candidate *a, const ms_candidate *b)
{
	uint32_t	shorter = a->exact_len < b->exact_len ? a->exact_len : b->exact_len;
	int			order = shorter == 0 ? 0 : memcmp(a->exact, b->exact, shorter);

	return order != 0 ? order : (a->exact_len > b->exact_len) - (a->exact_len < b->exact_len);
}

/* By exact value, score and id. */
static bool
place_before(const void *candidates, int32_t a, int32_t b)
{
	const ms_candidate *c = candidates;
	int			order = compare_exact(&c[a], &c[b]);

	if (order != 0)
		return order < 0;
	return c[a].score != c[b].score ? c[a].score < c[b].score : c[a].id < c[b].id;
}

/* The treated: by descending score, then by id. */
static bool
turn_before(const void *candidates, int32_t a, int32_t b)
{
	const ms_candidate *c = candidates;

	return c[a].score != c[b].score ? c[a].score > c[b].score : c[a].id < c[b].id;
}

int
ms_matching_by_id(ms_matching *m)
{
	for (int i = 0; i < m->n; i++)
		m->by_id[i] = i;
	ms_merge_sort(m->by_id, m->spare, m->n, id_before, m->candidate);
	for (int i = 1; i < m->n; i++)
	{
		ms_pause_at(i);
		if (m->candidate[m->by_id[i]].id == m->candidate[m->by_id[i - 1]].id)
			return i;
	}
	return 0;
}

/*
 * The standard deviation
 */

static bool
has_score(const ms_candidate *c)
{
	return c->treated != MS_UNKNOWN && !isnan(c->score);
}

/* The binary exponent of the largest score: what is divided by this power of 2 does not overflow when squared. */
static int
scale_of(const ms_matching *m)
{
	double		largest = 0;
	int			exponent;

	for (int i = 0; i < m->n; i++)
	{
		ms_pause_at(i);
		if (has_score(&m->candidate[i]))
			largest = fmax(largest, fabs(m->candidate[i].score));
	}
	(void) frexp(largest, &exponent);
	return exponent;
}

/* The variance of an arm, of scores divided by a power of 2.  It is 0 if all are equal, as they are seen from the first. */
static double
variance(const ms_matching *m, ms_tri arm, int exponent)
{
	double		first = 0;
	double		sum = 0;
	double		mean = 0;
	int64_t		n = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		sum = 0;
		n = 0;
		for (int i = 0; i < m->n; i++)
		{
			const ms_candidate *c = &m->candidate[m->by_id[i]];
			double		x;

			ms_pause_at(i);
			if (c->treated != arm || !has_score(c))
				continue;
			x = ldexp(c->score, -exponent);
			if (pass == 0 && n == 0)
				first = x;
			x -= first;
			sum += pass == 0 ? x : (x - mean) * (x - mean);
			n++;
		}
		mean = sum / (double) n;
	}
	return n < 2 ? NAN : sum / (double) (n - 1);
}

double
ms_matching_sd(const ms_matching *m)
{
	int			exponent = scale_of(m);

	return ldexp(sqrt((variance(m, MS_YES, exponent) + variance(m, MS_NO, exponent)) / 2), exponent);
}

/*
 * Queues
 */

/* Those who may be matched, in order; returns their number. */
static int
order_places(ms_matching *m)
{
	int			n = 0;

	for (int i = 0; i < m->n; i++)
	{
		ms_candidate *c = &m->candidate[i];

		ms_pause_at(i);
		c->set = c->controls = 0;
		c->next = -1;
		if (has_score(c) && c->exact_known)
			m->order[n++] = i;
	}
	ms_merge_sort(m->order, m->spare, n, place_before, m->candidate);
	return n;
}

static void
open_queue(ms_matching *m, int32_t group, int32_t first)
{
	int32_t		i = m->queues++;

	m->queue[i] = (ms_queue) {group, first, first, i, i};
}

/*
 * Moves the controls to the front of order[], in queues, and the treated to
 * turn[].  The first queue and the last are of no group and are never taken
 * from: they end a search.
 */
static void
line_up(ms_matching *m)
{
	int			n = order_places(m);
	int32_t		controls = 0;
	int32_t		group = 0;
	bool		open = false;	/* does the last queue have the score of this patient? */
	const ms_candidate *previous = NULL;

	m->queues = m->treated = 0;
	open_queue(m, -1, 0);
	for (int i = 0; i < n; i++)
	{
		int32_t		patient = m->order[i];
		ms_candidate *c = &m->candidate[patient];
		bool		same_group = previous != NULL && compare_exact(previous, c) == 0;

		ms_pause_at(i);
		group += !same_group;
		open &= same_group && previous->score == c->score;
		previous = c;
		if (c->treated == MS_YES)
		{
			c->group = group;
			c->queue = m->queues;
			m->turn[m->treated++] = patient;
			continue;
		}
		if (!open)
			open_queue(m, group, controls);
		open = true;
		m->order[controls++] = patient;
		m->queue[m->queues - 1].end = controls;
	}
	open_queue(m, -1, controls);
	ms_merge_sort(m->turn, m->spare, m->treated, turn_before, m->candidate);
}

static int32_t
free_to_the_right(ms_queue *queue, int32_t i)
{
	while (queue[i].right != i)
		i = queue[i].right = queue[queue[i].right].right;
	return i;
}

static int32_t
free_to_the_left(ms_queue *queue, int32_t i)
{
	while (queue[i].left != i)
		i = queue[i].left = queue[queue[i].left].left;
	return i;
}

static double
distance(const ms_matching *m, const ms_candidate *c, const ms_queue *q)
{
	return fabs(c->score - m->candidate[m->order[q->first]].score);
}

/* Is the next control on the left the one to take, rather than that on the right? */
static bool
left_is_next(const ms_matching *m, const ms_candidate *c, const ms_queue *left, const ms_queue *right)
{
	double		to_left;
	double		to_right;

	if (left->group != c->group || right->group != c->group)
		return left->group == c->group;
	to_left = distance(m, c, left);
	to_right = distance(m, c, right);
	if (to_left != to_right)
		return to_left < to_right;
	return m->candidate[m->order[left->first]].id < m->candidate[m->order[right->first]].id;
}

/* The queue that begins with the nearest free control; NULL if none is within the caliper. */
static ms_queue *
nearest(ms_matching *m, const ms_candidate *c, double caliper)
{
	ms_queue   *right = &m->queue[free_to_the_right(m->queue, c->queue)];
	ms_queue   *left = &m->queue[free_to_the_left(m->queue, c->queue - 1)];
	ms_queue   *next = left_is_next(m, c, left, right) ? left : right;

	return next->group == c->group && distance(m, c, next) <= caliper ? next : NULL;
}

/* Takes the first control of a queue, and unlinks the queue if it was the last one. */
static int32_t
take(ms_matching *m, ms_queue *q)
{
	int32_t		control = m->order[q->first++];

	if (q->first == q->end)
	{
		q->left--;
		q->right++;
	}
	return control;
}

static void
join(ms_matching *m, ms_candidate *c, int32_t control, int32_t *sets)
{
	if (c->controls++ == 0)
	{
		c->set = ++*sets;
		c->next = control;
	}
	else
		m->candidate[c->last].next = control;
	c->last = control;
	m->candidate[control].set = c->set;
}

void
ms_match(ms_matching *m, int ratio, double caliper)
{
	int			left;			/* the treated who had a control in each round so far */
	int32_t		sets = 0;

	line_up(m);
	left = m->treated;
	memcpy(m->spare, m->turn, left * sizeof(int32_t));
	for (int round = 0; round < ratio && left > 0; round++)
	{
		int			seekers = left;

		left = 0;
		for (int i = 0; i < seekers; i++)
		{
			ms_candidate *c = &m->candidate[m->spare[i]];
			ms_queue   *q = nearest(m, c, caliper);

			ms_pause_at(i);
			if (q == NULL)
				continue;
			join(m, c, take(m, q), &sets);
			m->spare[left++] = m->spare[i];
		}
	}
}
