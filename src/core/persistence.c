/*
 * persistence.c
 *		How long a patient stays on a drug, and why that ends.
 */
#include "persistence.h"

#include "pause.h"

const char *
ms_end_name(ms_end end)
{
	static const char *const names[] = {"unknown", "switch", "stop", "death"};

	return names[end];
}

/* The treatment from its first day on, and the episode of what comes next, or -1. */
typedef struct course
{
	ms_episode	drug;			/* stop: the first day without it, or MS_ONGOING */
	int			next;
	bool		is_switch;
} course;

/* The episode of a drug that begins on the same day as episode k, or -1. */
static int
begun_with(const ms_episode *episode, int n, int k, int16_t drug)
{
	for (int i = k; i < n && episode[i].start == episode[k].start; i++)
		if (episode[i].drug == drug)
			return i;
	return -1;
}

/* Of one other drug, or none (-1), and a later one, that which goes on longer; after the follow-up both are alike. */
static int
longer(const ms_episode *episode, int other, int k, int32_t followed_to)
{
	return other < 0 || (episode[other].stop <= followed_to && episode[other].stop < episode[k].stop) ? k : other;
}

/* Of those begun on the same day as episode k, that which goes on longest. */
static int
longest_with(const ms_episode *episode, int n, int k, int32_t followed_to)
{
	int			longest = k;

	for (int i = k + 1; i < n && episode[i].start == episode[k].start; i++)
		longest = longer(episode, longest, i, followed_to);
	return longest;
}

/*
 * Follows the drug of episode i through pauses.  If several other drugs are
 * taken when it ends, or begun together after it, the next one is that which
 * goes on longest.  A drug without an end ends when another is begun later,
 * because two are seldom taken together: it is the end that was not recorded.
 */
static course
follow(const ms_episode *episode, int n, int i, int32_t start, int32_t followed_to, int32_t gap)
{
	course		c = {episode[i], -1, false};
	int			other = -1;		/* begun during the treatment; of these, it goes on longest */

	for (int k = i + 1; k < n && episode[k].start <= followed_to; k++)
	{
		const ms_episode *e = &episode[k];
		int			again;

		ms_pause_at(k);
		if (e->start <= start || (e->start < c.drug.stop && e->drug == c.drug.drug))
			continue;
		if (e->start >= c.drug.stop || (c.drug.stop == MS_ONGOING && e->start > c.drug.start))
		{
			c.next = longest_with(episode, n, k, followed_to);
			c.is_switch = c.drug.stop == MS_ONGOING || (int64_t) e->start - c.drug.stop <= gap;
			again = begun_with(episode, n, k, c.drug.drug);
			if (again < 0 || !c.is_switch || (other >= 0 && episode[other].stop > c.drug.stop))
				break;
			c = (course) {episode[again], -1, false};
		}
		if (e->drug != c.drug.drug)
			other = longer(episode, other, k, followed_to);
	}
	if (other >= 0 && episode[other].stop > c.drug.stop)
	{
		c.next = other;
		c.is_switch = true;
	}
	else if (c.next >= 0)
		c.is_switch &= episode[c.next].drug != c.drug.drug;
	return c;
}

/* The day on which a treatment ends, if nobody had died: that of a switch, or when the drug no longer acts. */
static int32_t
end_of(const course *c, const ms_episode *episode, int32_t long_effect)
{
	int32_t		until = ms_treatment_acts_until(&c->drug, long_effect);

	if (!c->is_switch || episode[c->next].start >= until)
		return until;
	return c->drug.stop != MS_ONGOING && episode[c->next].start < c->drug.stop ? c->drug.stop : episode[c->next].start;
}

ms_persistence
ms_persist(const ms_episode *episode, int n, int32_t start, int32_t followed_to, int32_t died, ms_bridge grace)
{
	int			i = ms_treatment_find(episode, n, start, 0);
	int32_t		gap;
	course		c;
	ms_persistence p = {0};

	if (i < 0)
		return p;
	p.drug = episode[i].drug;
	gap = ms_treatment_longest_gap(p.drug, grace);
	c = follow(episode, n, i, start, followed_to, gap);
	p.until = end_of(&c, episode, grace.long_effect);
	if (died <= p.until && died <= followed_to)
	{
		p.until = died;
		p.end = MS_END_DEATH;
	}
	else if (p.until > followed_to)
		p.until = followed_to;
	else if (c.is_switch)
		p.end = MS_END_SWITCH;
	/* the drug might be begun again until the grace is over */
	else if (died <= followed_to || (int64_t) followed_to - c.drug.stop >= gap)
		p.end = MS_END_STOP;
	if (c.next >= 0 && (p.end == MS_END_SWITCH || p.end == MS_END_STOP))
		p.next = episode[c.next].drug;
	return p;
}
