/*
 * quantile.cpp
 *		Calls Boost.Math: numbers in, numbers out, no exceptions.
 *
 * An exception that reached the server's C frames would end the server.  So no
 * function here throws: errors become NaN by policy, and anything thrown
 * nevertheless (such as bad_alloc) is caught.
 */
#include "quantile.h"

#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace
{
namespace policies = boost::math::policies;

/* Always plain double: long double differs between machines. */
using quiet = policies::policy<
	policies::domain_error<policies::ignore_error>,
	policies::pole_error<policies::ignore_error>,
	policies::overflow_error<policies::ignore_error>,
	policies::evaluation_error<policies::ignore_error>,
	policies::rounding_error<policies::ignore_error>,
	policies::promote_double<false>>;

template <typename F>
double
or_nan(F f)
{
	try
	{
		return f();
	}
	catch (...)
	{
		return std::numeric_limits<double>::quiet_NaN();
	}
}
}								/* namespace */

double
ms_normal_quantile_upper(double p)
{
	return or_nan([=] { return 1.4142135623730950488 *
						boost::math::erfc_inv(2 * p, quiet()); });
}

double
ms_beta_quantile(double p, double a, double b)
{
	return or_nan([=] { return boost::math::ibeta_inv(a, b, p, quiet()); });
}

double
ms_beta_quantile_upper(double p, double a, double b)
{
	return or_nan([=] { return boost::math::ibetac_inv(a, b, p, quiet()); });
}

double
ms_gamma_quantile(double p, double shape)
{
	return or_nan([=] { return boost::math::gamma_p_inv(shape, p, quiet()); });
}

double
ms_gamma_quantile_upper(double p, double shape)
{
	return or_nan([=] { return boost::math::gamma_q_inv(shape, p, quiet()); });
}

double
ms_normal_upper(double x)
{
	return or_nan([=] { return 0.5 * boost::math::erfc(x / 1.4142135623730950488, quiet()); });
}

double
ms_chisq_upper(double x, double df)
{
	return or_nan([=] { return boost::math::gamma_q(df / 2, x / 2, quiet()); });
}

double
ms_binomial(double k, double n, double p)
{
	return or_nan([=] {
		if (k == 0)
			return std::exp(n * std::log1p(-p));
		if (k == n)
			return std::pow(p, n);
		return boost::math::ibeta_derivative(k + 1, n - k + 1, p, quiet()) / (n + 1);
	});
}

double
ms_binomial_lower(double k, double n, double p)
{
	return or_nan([=] { return k == n ? 1.0 : boost::math::ibetac(k + 1, n - k, p, quiet()); });
}

double
ms_binomial_upper(double k, double n, double p)
{
	return or_nan([=] { return k == n ? 0.0 : boost::math::ibeta(k + 1, n - k, p, quiet()); });
}

double
ms_log_gamma(double x)
{
	return or_nan([=] { return boost::math::lgamma(x, quiet()); });
}

double
ms_digamma(double x)
{
	return or_nan([=] { return boost::math::digamma(x, quiet()); });
}

double
ms_trigamma(double x)
{
	return or_nan([=] { return boost::math::trigamma(x, quiet()); });
}
