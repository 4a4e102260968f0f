/*
 * expansion.h
 *		Sums of doubles and of their products without rounding, as sums of few
 *		doubles.
 *
 * The parts do not overlap.  In the canonical form, each part is the nearest
 * double to what is left of the sum, the largest first, and 0 has no part; so
 * equal sums have equal parts, in whatever order and split the terms came.
 * Shewchuk 1997, Discrete Comput Geom 18:305, doi:10.1007/PL00009321; rounding
 * to nearest as Python's math.fsum().
 *
 * exact_sum.h has sums in fixed units, for numbers whose range is known; here
 * the range is that of double.
 */
#ifndef MS_EXPANSION_H
#define MS_EXPANSION_H

#include <stdbool.h>

/* More than any canonical sum needs: 2^1024 / 2^-1074 in parts of 53 bits. */
#define MS_EXPANSION_MAX 40

/* Parts while a sum grows; these may be smaller. */
#define MS_EXPANSION_ROOM 64

/* The parts that are not 0, the smallest first. */
typedef struct ms_expansion
{
	int			n;
	bool		overflow;		/* a term or the sum is not finite: the parts mean nothing */
	double		part[MS_EXPANSION_ROOM + 1];
} ms_expansion;

static inline void
ms_expansion_clear(ms_expansion *e)
{
	e->n = 0;
	e->overflow = false;
}

/*
 * Adds a number, the product of two, of three, and a number times a canonical
 * sum.  Products below 2^-1021 may be rounded.
 */
extern void ms_expansion_add(ms_expansion *e, double term);
extern void ms_expansion_add_product(ms_expansion *e, double a, double b);
extern void ms_expansion_add_three(ms_expansion *e, double a, double b, double c);
extern void ms_expansion_add_times(ms_expansion *e, double a, const double *part, int n);

/* Adds a canonical sum. */
extern void ms_expansion_add_sum(ms_expansion *e, const double *part, int n);

/* The sum to the nearest double; infinite or NaN after an overflow. */
extern double ms_expansion_round(const ms_expansion *e);

/*
 * Writes the first parts of the canonical form, at most `most`, and returns
 * their number.  None of the sum is left out if most is MS_EXPANSION_MAX.
 */
extern int	ms_expansion_settle(ms_expansion *e, double *part, int most);

/* Are these the parts of a canonical sum? */
extern bool ms_expansion_valid(const double *part, int n);

/* A canonical sum to the nearest double: its first part. */
static inline double
ms_expansion_number(const double *part, int n)
{
	return n > 0 ? part[0] : 0;
}

#endif							/* MS_EXPANSION_H */
