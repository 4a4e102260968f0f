/*
 * quantile.h
 *		Quantiles and tails of distributions, and the functions they need.
 *
 * Boost.Math computes them; nothing of C++ passes this header.  A result that
 * cannot be computed is NaN.  p is a probability in (0, 1); the _upper forms
 * take the upper tail, which keeps its digits when p is small.
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

/* The probability above a number. */
extern double ms_normal_upper(double x);
extern double ms_chisq_upper(double x, double df);

/*
 * The binomial distribution of n trials with probability p: the probability of
 * k successes, of k or fewer, and of more than k; whole numbers, 0 <= k <= n.
 */
extern double ms_binomial(double k, double n, double p);
extern double ms_binomial_lower(double k, double n, double p);
extern double ms_binomial_upper(double k, double n, double p);

#ifdef __cplusplus
}
#endif

#endif							/* MS_QUANTILE_H */
