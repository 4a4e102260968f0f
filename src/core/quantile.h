/*
 * quantile.h
 *		Quantiles and tail probabilities of distributions, and functions of the
 *		gamma family.
 *
 * Boost.Math computes them; no C++ is visible outside quantile.cpp.  A result
 * that cannot be computed is NaN.  p is a probability in (0, 1); the _upper
 * forms take the upper tail probability, which keeps its digits when p is
 * small.
 */
#ifndef MS_QUANTILE_H
#define MS_QUANTILE_H

#ifdef __cplusplus
extern "C"
{
#endif

extern double ms_normal_quantile_upper(double p);
extern double ms_beta_quantile(double p, double a, double b);
extern double ms_beta_quantile_upper(double p, double a, double b);
extern double ms_gamma_quantile(double p, double shape);
extern double ms_gamma_quantile_upper(double p, double shape);

/* The probability of exceeding a number. */
extern double ms_normal_upper(double x);
extern double ms_chisq_upper(double x, double df);

/*
 * The binomial distribution of n trials with success probability p: the
 * probability of k successes, of at most k, and of more than k.  k and n are
 * whole numbers, 0 <= k <= n.
 */
extern double ms_binomial(double k, double n, double p);
extern double ms_binomial_lower(double k, double n, double p);
extern double ms_binomial_upper(double k, double n, double p);

/* The logarithm of gamma(x), and its first and second derivatives; x is above 0. */
extern double ms_log_gamma(double x);
extern double ms_digamma(double x);
extern double ms_trigamma(double x);

#ifdef __cplusplus
}
#endif

#endif							/* MS_QUANTILE_H */
