/*
 * regression_model.c
 *		What is read from a fitted model.
 */
#include "regression_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "quantile.h"

const char *const ms_family_names[] = {"cox", "poisson", "negative_binomial", "logistic", NULL};
const char *const ms_ties_names[] = {"efron", "breslow", NULL};
const char *const ms_variance_names[] = {"model", "robust", NULL};

/*
 * Validity
 */

bool
ms_term_name_valid(const char *name)
{
	size_t		len = strlen(name);

	for (size_t i = 0; i < len; i++)
		if ((unsigned char) name[i] < ' ' || name[i] == '"' || name[i] == '\\' || name[i] == 127)
			return false;
	return len > 0 && len <= MS_TERM_NAME_MAX;
}

static bool
names_valid(const ms_model *m, const char *const *names)
{
	bool		intercept = ms_family_has_intercept(m->options.family);

	if (intercept && (m->terms == 0 || strcmp(names[0], MS_INTERCEPT) != 0))
		return false;
	for (int i = intercept; i < m->terms; i++)
	{
		if (!ms_term_name_valid(names[i]))
			return false;
		for (int j = 0; j < i; j++)
			if (strcmp(names[i], names[j]) == 0)
				return false;
	}
	return true;
}

static bool
count_valid(int64_t count, int64_t max)
{
	return count >= 0 && count <= max;
}

/* Of theta and the statuses, those that a family has. */
static bool
status_valid(const ms_model *m)
{
	bool		of_term = m->status == MS_FIT_COLLINEAR || m->status == MS_FIT_SEPARATED;
	bool		binomial = m->options.family == MS_FAMILY_NEGATIVE_BINOMIAL;

	if ((unsigned) m->status > MS_FIT_NOT_CONVERGED || (m->status == MS_FIT_NO_OVERDISPERSION && !binomial))
		return false;
	if (of_term ? m->status_term < -1 || m->status_term >= m->terms : m->status_term != -1)
		return false;
	if (binomial && m->status == MS_FIT_OK)
		return isfinite(m->theta) && m->theta > 0;
	return m->status == MS_FIT_NO_OVERDISPERSION ? isinf(m->theta) && m->theta > 0 : isnan(m->theta);
}

/* Numbers that are read back as they were printed. */
static bool
is_plain(double number)
{
	return isfinite(number) && !ms_is_minus_zero(number);
}

/* A covariance may be larger than the variances allow: of weights that differ by 1e18 few digits are left. */
static bool
estimates_valid(const ms_model *m)
{
	const double *v = m->vcov;
	int			n = m->terms;

	for (int i = 0; i < n; i++)
	{
		if (!is_plain(m->estimate[i]) || !(v[i * n + i] >= 0))
			return false;
		for (int j = 0; j <= i; j++)
			if (!is_plain(v[i * n + j]) || v[i * n + j] != v[j * n + i])
				return false;
	}
	return is_plain(m->loglik) && is_plain(m->loglik_null);
}

bool
ms_model_valid(const ms_model *m, const char *const *names)
{
	if ((unsigned) m->options.family > MS_FAMILY_LOGISTIC || (unsigned) m->options.ties > MS_TIES_BRESLOW ||
		(unsigned) m->options.variance > MS_VARIANCE_ROBUST ||
		(m->options.family != MS_FAMILY_COX && m->options.ties != MS_TIES_EFRON))
		return false;
	if (m->terms < 0 || m->terms > MS_MODEL_TERMS_MAX || ms_model_covariates(m) > MS_ROWS_TERMS_MAX ||
		!names_valid(m, names))
		return false;
	if (m->iterations < 0 || !count_valid(m->patients, MS_ROWS_PATIENTS_MAX) ||
		!count_valid(m->left_out, MS_ROWS_PATIENTS_MAX) || !count_valid(m->clusters, MS_ROWS_PATIENTS_MAX) ||
		!count_valid(m->events, INT64_MAX) || !count_valid(m->strata, MS_ROWS_PATIENTS_MAX))
		return false;
	if (m->options.family != MS_FAMILY_COX && (m->strata > 0 || m->late_entries))
		return false;
	if (!status_valid(m))
		return false;
	if (ms_model_fitted(m))
		return estimates_valid(m);
	return isnan(m->loglik) && (isnan(m->loglik_null) || is_plain(m->loglik_null));
}

/*
 * Effects
 */

static ms_effect
effect_of(double estimate, double variance, double conf_level)
{
	ms_effect	e = {.estimate = estimate, .std_err = sqrt(variance)};
	/* no spread was observed: nothing is known of the limits */
	double		half = e.std_err > 0 ? ms_normal_quantile_upper((1 - conf_level) / 2) * e.std_err : NAN;

	e.z = e.std_err > 0 ? estimate / e.std_err : NAN;
	e.p_value = 2 * ms_normal_upper(fabs(e.z));
	e.ratio = exp(estimate);
	e.lower = exp(estimate - half);
	e.upper = exp(estimate + half);
	return e;
}

static const ms_effect no_effect = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};

ms_effect
ms_model_coefficient(const ms_model *m, int term, double conf_level)
{
	if (!ms_model_fitted(m))
		return no_effect;
	return effect_of(m->estimate[term], m->vcov[(size_t) term * m->terms + term], conf_level);
}

ms_effect
ms_model_contrast(const ms_model *m, const double *c, double conf_level)
{
	double		estimate = 0;
	double		variance = 0;

	if (!ms_model_fitted(m))
		return no_effect;
	for (int i = 0; i < m->terms; i++)
	{
		double		row = 0;

		for (int j = 0; j < m->terms; j++)
			row += c[j] * m->vcov[(size_t) i * m->terms + j];
		variance += c[i] * row;
		estimate += c[i] * m->estimate[i];
	}
	/* rounding may leave a little less than nothing */
	return effect_of(estimate, variance < 0 ? 0 : variance, conf_level);
}

double
ms_linear_predictor(const ms_model *m, const double *x)
{
	bool		intercept = ms_family_has_intercept(m->options.family);
	double		eta;

	if (!ms_model_fitted(m))
		return NAN;
	eta = intercept ? m->estimate[0] : 0;
	for (int i = intercept; i < m->terms; i++)
		eta += m->estimate[i] * x[i - intercept];
	return eta;
}

double
ms_predict(const ms_model *m, const double *x)
{
	double		eta = ms_linear_predictor(m, x);

	return m->options.family == MS_FAMILY_LOGISTIC ? 1 / (1 + exp(-eta)) : exp(eta);
}

/*
 * The likelihood
 */

double
ms_model_lr_chisq(const ms_model *m)
{
	double		chisq = 2 * (m->loglik - m->loglik_null);

	return chisq < 0 ? 0 : chisq;	/* rounding */
}

double
ms_model_lr_p_value(const ms_model *m)
{
	int			df = ms_model_covariates(m);

	return df > 0 && ms_model_fitted(m) ? ms_chisq_upper(ms_model_lr_chisq(m), df) : NAN;
}

double
ms_model_aic(const ms_model *m)
{
	int			theta = m->options.family == MS_FAMILY_NEGATIVE_BINOMIAL;

	return 2.0 * (m->terms + theta) - 2 * m->loglik;
}

/*
 * The status
 */

static const char *const status_words[] = {
	"ok", "no overdispersion", "no events", "collinear", "separated", "not converged", NULL
};

int
ms_model_status_print(const ms_model *m, const char *const *names, char status[MS_STATUS_MAX])
{
	const char *word = status_words[m->status];

	return m->status_term < 0 ? sprintf(status, "%s", word) : sprintf(status, "%s: %s", word, names[m->status_term]);
}

bool
ms_model_status_parse(const char *status, size_t len, const char *const *names, ms_model *m)
{
	char		text[MS_STATUS_MAX];

	for (int i = 0; status_words[i] != NULL; i++)
		for (int term = -1; term < m->terms; term++)
		{
			m->status = i;
			m->status_term = term;
			if (len == (size_t) ms_model_status_print(m, names, text) && memcmp(status, text, len) == 0)
				return true;
		}
	return false;
}
