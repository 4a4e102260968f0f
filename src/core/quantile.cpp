/*
 * quantile.cpp
 *		The shim to Boost.Math: numbers in, numbers out, no exception.
 *
 * An exception that met the server's C frames would end the server, so every
 * function here is noexcept in effect: errors are NaN by policy, and whatever
 * is thrown all the same (bad_alloc, say) is caught.
 */
#include "quantile.h"

#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace
{
namespace policies = boost::math::policies;

/* Plain double throughout: long double differs between machines. */
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
sepms_normal_quantile_upper(double p)
{
	return or_nan([=] { return 1.4142135623730950488 *
						boost::math::erfc_inv(2 * p, quiet()); });
}

double
sepms_beta_quantile(double p, double a, double b)
{
	return or_nan([=] { return boost::math::ibeta_inv(a, b, p, quiet()); });
}

double
sepms_beta_quantile_upper(double p, double a, double b)
{
	return or_nan([=] { return boost::math::ibetac_inv(a, b, p, quiet()); });
}

double
sepms_gamma_quantile(double p, double shape)
{
	return or_nan([=] { return boost::math::gamma_p_inv(shape, p, quiet()); });
}

double
sepms_gamma_quantile_upper(double p, double shape)
{
	return or_nan([=] { return boost::math::gamma_q_inv(shape, p, quiet()); });
}
