/*
 * efron.h
 *		Sums over the tied events of a day, by Efron's method: Efron 1977, J Am
 *		Stat Assoc 72:557, doi:10.1080/01621459.1977.10480613.
 *
 * Of n events, the event k = 0 ... n - 1 has the denominator all - a events,
 * with a = k / n: those at risk, less the share of the events that came
 * before.
 */
#ifndef MS_EFRON_H
#define MS_EFRON_H

/* Up to so many events are added one by one; the sums of more are computed at once. */
#define MS_EFRON_LOOP 64

/* The sums of 1 / x and 1 / x^2 for x = start + 1 ... start + n. */
extern void ms_sums_of_inverses(double start, double n, double *first, double *second);

/* Sums over the events of a day, of powers of the inverse denominators and of a times them. */
typedef struct ms_efron
{
	double		first;			/* 1 / denominator */
	double		second;			/* 1 / denominator^2 */
	double		part_first;		/* a / denominator */
	double		part_second;	/* a / denominator^2 */
	/* of ms_efron_likelihood() only */
	double		square_second;	/* a^2 / denominator^2 */
	double		log;			/* log(denominator / all) */
} ms_efron;

extern ms_efron ms_efron_sums(double all, double events, double n);
extern ms_efron ms_efron_likelihood(double all, double events, double n);

#endif							/* MS_EFRON_H */
