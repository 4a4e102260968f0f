/*
 * quantile.h
 *		Quantiles of the normal, beta and gamma distributions.
 *
 * Boost.Math computes them; nothing of C++ passes this header.  A result that
 * cannot be computed is NaN.  p is a probability in (0, 1); the _upper forms
 * take the upper tail, which keeps its digits when p is small.
 */
#ifndef SEPMS_CORE_QUANTILE_H
#define SEPMS_CORE_QUANTILE_H

#ifdef __cplusplus
extern "C"
{
#endif

extern double sepms_normal_quantile_upper(double p);
extern double sepms_beta_quantile(double p, double a, double b);
extern double sepms_beta_quantile_upper(double p, double a, double b);
extern double sepms_gamma_quantile(double p, double shape);
extern double sepms_gamma_quantile_upper(double p, double shape);

#ifdef __cplusplus
}
#endif

#endif							/* SEPMS_CORE_QUANTILE_H */
