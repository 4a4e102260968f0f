/*
 * models.c
 *		Regression models: studies with the answers of R, and random ones.
 *
 * The first call fits all models of test/data/models, and the studies that defeat
 * a fit, one by one.  A random study is fitted as it is, in another order, with
 * another unit of a covariate, with every patient twice at half the weight,
 * with a stratum of one, and from the scores of three sites.  Likelihoods are compared with a plain sum over pairs of
 * patients, and must be lower on all sides of the estimates.  Every model prints
 * as a text that reads as the same model.  See test/core/run.
 */
#include "random.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>

#include "../../src/core/cox_model.h"
#include "../../src/core/expansion.h"
#include "../../src/core/glm.h"
#include "../../src/core/linear.h"
#include "../../src/core/model_score.h"
#include "../../src/core/model_score_text.h"
#include "../../src/core/model_step.h"
#include "../../src/core/quantile.h"
#include "../../src/core/regression_model_text.h"

#define ROWS_MAX 3000
#define TERMS_MAX 8

typedef struct patient
{
	int32_t		number;
	int32_t		other;
	uint8_t		flags;
	int32_t		stratum;
	int64_t		cluster;
	double		weight;
	int64_t		count;
	double		x[TERMS_MAX];
} patient;

typedef struct study
{
	ms_rows_kind kind;
	int			terms;
	int			n;
	patient		p[ROWS_MAX];
} study;

/* The canonical rows of a study. */
typedef struct table
{
	ms_rows		rows;
	int32_t		number[ROWS_MAX];
	int32_t		other[ROWS_MAX];
	uint8_t		flags[ROWS_MAX];
	int32_t		stratum[ROWS_MAX];
	int64_t		cluster[ROWS_MAX];
	double		weight[ROWS_MAX];
	int64_t		count[ROWS_MAX];
	double		x[ROWS_MAX * TERMS_MAX];
} table;

static int	sorted_terms;

#define ORDER(a, b) if ((a) != (b)) return (a) < (b) ? -1 : 1

static int
compare_patients(const void *va, const void *vb)
{
	const patient *a = va;
	const patient *b = vb;

	ORDER(a->flags & MS_ROW_STRATUM, b->flags & MS_ROW_STRATUM);
	ORDER(a->stratum, b->stratum);
	ORDER(a->number, b->number);
	ORDER(a->flags & MS_ROW_EVENT, b->flags & MS_ROW_EVENT);
	ORDER(a->other, b->other);
	ORDER(a->weight, b->weight);
	ORDER(a->flags & MS_ROW_CLUSTER, b->flags & MS_ROW_CLUSTER);
	ORDER(a->cluster, b->cluster);
	for (int j = 0; j < sorted_terms; j++)
		ORDER(a->x[j], b->x[j]);
	return 0;
}

static void
fill(table *t, const study *s)
{
	static study sorted;
	ms_rows    *r = &t->rows;

	sorted = *s;
	sorted_terms = s->terms;
	qsort(sorted.p, s->n, sizeof(patient), compare_patients);
	*r = (ms_rows) {s->kind, s->terms, 0, 0, t->number, NULL, NULL, NULL, NULL, NULL, NULL, t->x};
	for (int i = 0; i < s->n; i++)
	{
		const patient *p = &sorted.p[i];
		int			k = r->rows;

		if (i > 0 && compare_patients(p - 1, p) == 0)
		{
			t->count[k - 1] += p->count;
			r->count = t->count;
			continue;
		}
		t->number[k] = p->number;
		t->other[k] = p->other;
		t->flags[k] = p->flags;
		t->stratum[k] = p->stratum;
		t->cluster[k] = p->cluster;
		t->weight[k] = p->weight;
		t->count[k] = p->count;
		memcpy(t->x + (size_t) k * s->terms, p->x, s->terms * sizeof(double));
		r->rows++;
		r->other = p->other != 0 || s->kind == MS_ROWS_COUNT ? t->other : r->other;
		r->flags = p->flags != 0 ? t->flags : r->flags;
		r->stratum = p->flags & MS_ROW_STRATUM ? t->stratum : r->stratum;
		r->cluster = p->flags & MS_ROW_CLUSTER ? t->cluster : r->cluster;
		r->weight = p->weight != 1 ? t->weight : r->weight;
		r->count = p->count != 1 ? t->count : r->count;
	}
}

/* A model with its arrays. */
typedef struct fitted
{
	ms_model	m;
	double		estimate[TERMS_MAX + 1];
	double		vcov[(TERMS_MAX + 1) * (TERMS_MAX + 1)];
} fitted;

/* Memory for the core, with different garbage in it each time. */
static void *
memory_of(size_t size)
{
	static uint8_t rubbish;
	void	   *memory = malloc(size);

	memset(memory, rubbish += 37, size);
	return memory;
}

static void
require_whole(const ms_model *m)
{
	bool		fits = ms_model_fitted(m);

	require(isfinite(m->loglik) == fits);
	require(!fits || isfinite(m->loglik_null));
	for (int j = 0; j < m->terms; j++)
	{
		require(isfinite(m->estimate[j]) == fits);
		for (int k = 0; k < m->terms; k++)
		{
			require(isfinite(m->vcov[j * m->terms + k]) == fits);
			require(!fits || m->vcov[j * m->terms + k] == m->vcov[k * m->terms + j]);
		}
		require(!fits || m->options.variance == MS_VARIANCE_ROBUST || m->vcov[j * m->terms + j] > 0);
	}
	require(m->status == MS_FIT_COLLINEAR || m->status == MS_FIT_SEPARATED ?
			m->status_term >= 0 && m->status_term < m->terms : m->status_term == -1);
}

/* Of one term, a contrast is its coefficient. */
static void
check_effects(const ms_model *m)
{
	for (int i = 0; i < m->terms; i++)
	{
		double		c[1 + TERMS_MAX] = {0};
		ms_effect	e = ms_model_coefficient(m, i, 0.95);
		ms_effect	same;

		c[i] = 1;
		same = ms_model_contrast(m, c, 0.95);
		require(isnan(e.estimate) == !ms_model_fitted(m));
		require(!ms_model_fitted(m) || memcmp(&e, &same, sizeof(e)) == 0);
		require(!(e.lower > e.ratio) && !(e.ratio > e.upper) && !(e.p_value < 0) && !(e.p_value > 1));
	}
}

/* The text of a model reads as the same; and what is read from a model is defined if it was fitted. */
static void
check_model(const ms_model *m)
{
	static ms_model_room room;
	static const char *const names[TERMS_MAX] = {"arm", "EDSS > 3, [at start]", "x", "y", "z", "v", "w", "u"};
	const char *name[1 + TERMS_MAX] = {MS_INTERCEPT};
	int			intercept = ms_family_has_intercept(m->options.family);
	double		zero[TERMS_MAX] = {0};
	ms_model	again;
	char	   *text = malloc(ms_model_text_max(m));
	char	   *copy = malloc(ms_model_text_max(m));
	char	   *description = malloc(ms_model_description_max(m));
	size_t		len;

	memcpy(name + intercept, names, (m->terms - intercept) * sizeof(*names));
	require(ms_model_valid(m, name));
	len = ms_model_print(m, name, text);
	require(len < ms_model_text_max(m) && len == strlen(text));
	require(ms_model_parse(text, len, &room, &again) == MS_JSON_OK);
	require(ms_model_print(&again, room.names, copy) == len && strcmp(text, copy) == 0);
	for (int lang = MS_LANG_EN; lang <= MS_LANG_FR; lang++)
	{
		ms_model_describe(m, name, lang, description);
		require(description[strlen(description) - 1] == '.');
	}
	require(isnan(ms_predict(m, zero)) == !ms_model_fitted(m));
	require(isnan(ms_model_aic(m)) == !ms_model_fitted(m));
	check_effects(m);
	free(text);
	free(copy);
	free(description);
}

/* Of the bits of all models so far (FNV-1a): two builds of the core must have the same. */
static uint64_t digest = UINT64_C(14695981039346656037);

static void
digest_numbers(const double *x, size_t n)
{
	const uint8_t *byte = (const uint8_t *) x;

	for (size_t i = 0; i < n * sizeof(double); i++)
		digest = (digest ^ byte[i]) * UINT64_C(1099511628211);
}

static void
fit_rows(fitted *f, const ms_rows *r, ms_fit_options options)
{
	bool		cox = r->kind == MS_ROWS_COX;
	void	   *memory = memory_of(cox ? ms_cox_model_memory(r) : ms_glm_memory(r));

	memset(f, 0x5a, sizeof(*f));
	f->m.estimate = f->estimate;
	f->m.vcov = f->vcov;
	(cox ? ms_cox_model : ms_glm) (&f->m, r, &options, memory);
	free(memory);
	require_whole(&f->m);
	check_model(&f->m);
	if (ms_model_fitted(&f->m))
	{
		digest_numbers(f->m.estimate, f->m.terms);
		digest_numbers(f->m.vcov, f->m.terms * f->m.terms);
		digest_numbers(&f->m.loglik, 1);
	}
}

static table *
fit(fitted *f, const study *s, ms_fit_options options)
{
	static table t;

	fill(&t, s);
	fit_rows(f, &t.rows, options);
	return &t;
}

static double
std_err(const fitted *f, int term)
{
	return sqrt(f->vcov[term * f->m.terms + term]);
}

static bool
close_to(double a, double b, double tolerance)
{
	return fabs(a - b) <= tolerance * fabs(b);
}

/* The studies of test/data/models. */

#define FIELDS_MAX 12
#define STUDIES 7
#define FOLDER "test/data/models/"

/* Reads a line of CSV without quotes inside quotes; false at the end. */
static bool
read_fields(FILE *file, char line[1024], char *field[FIELDS_MAX])
{
	int			n = 0;
	bool		quoted = false;

	if (fgets(line, 1024, file) == NULL)
		return false;
	line[strcspn(line, "\r\n")] = 0;
	field[n++] = line;
	for (char *at = line; *at; at++)
	{
		if (*at == '"')
			quoted = !quoted;
		else if (*at == ',' && !quoted)
		{
			*at = 0;
			require(n < FIELDS_MAX);
			field[n++] = at + 1;
		}
	}
	for (int i = 0; i < n; i++)
	{
		size_t		length = strlen(field[i]);

		if (length > 1 && *field[i] == '"')
		{
			field[i][length - 1] = 0;
			field[i]++;
		}
	}
	while (n < FIELDS_MAX)
		field[n++] = line + strlen(line);
	return true;
}

static FILE *
open_csv(const char *name, char line[1024])
{
	FILE	   *file = fopen(name, "r");

	if (file == NULL || fgets(line, 1024, file) == NULL)
	{
		fprintf(stderr, "%s cannot be read\n", name);
		abort();
	}
	return file;
}

/* A patient of R's data, of whom models use some values. */
typedef struct source
{
	char		dataset[16];
	double		value[10];		/* entry, days, observed, count, follow_up, outcome, weight, stratum, cluster */
	double		x[TERMS_MAX];
} source;

static source sources[ROWS_MAX];
static int	source_count;

static int
read_array(const char *text, double *to)
{
	int			n = 0;
	char	   *end;

	for (text++; *text && *text != '}'; text = *end == ',' ? end + 1 : end)
		to[n++] = strtod(text, &end);
	return n;
}

static void
read_sources(void)
{
	char		line[1024];
	char	   *field[FIELDS_MAX];
	FILE	   *file = open_csv(FOLDER "rows.csv", line);

	while (read_fields(file, line, field))
	{
		source	   *s = &sources[source_count++];

		snprintf(s->dataset, sizeof(s->dataset), "%s", field[0]);
		for (int i = 0; i < 9; i++)
			s->value[i] = atof(field[2 + i]);
		read_array(field[11], s->x);
	}
	fclose(file);
}

/* The study of a line of models.csv. */
static void
make_study(study *s, char *field[FIELDS_MAX], ms_family family)
{
	double		column[TERMS_MAX];
	bool		is_true[4];

	s->n = 0;
	s->kind = family == MS_FAMILY_COX ? MS_ROWS_COX :
		family == MS_FAMILY_LOGISTIC ? MS_ROWS_LOGISTIC : MS_ROWS_COUNT;
	s->terms = read_array(field[3], column);
	for (int i = 0; i < 4; i++)
		is_true[i] = strcmp(field[7 + i], "TRUE") == 0;
	for (int i = 0; i < source_count; i++)
	{
		const source *from = &sources[i];
		patient    *p = &s->p[s->n];

		if (strcmp(from->dataset, field[2]) != 0)
			continue;
		*p = (patient) {.weight = is_true[0] ? from->value[6] : 1, .count = 1};
		p->number = from->value[s->kind == MS_ROWS_COX ? 1 : s->kind == MS_ROWS_COUNT ? 3 : 5];
		p->other = s->kind == MS_ROWS_COUNT ? from->value[4] : is_true[3] ? from->value[0] : 0;
		p->flags = s->kind == MS_ROWS_COX && from->value[2] != 0 ? MS_ROW_EVENT : 0;
		if (is_true[1])
		{
			p->flags |= MS_ROW_STRATUM;
			p->stratum = from->value[7];
		}
		if (is_true[2])
		{
			p->flags |= MS_ROW_CLUSTER;
			p->cluster = from->value[8];
		}
		for (int j = 0; j < s->terms; j++)
			p->x[j] = from->x[(int) column[j] - 1];
		s->n++;
	}
}

static double worst[5];

static void
require_near(const char *what, const char *model, int kind, double a, double b, double tolerance)
{
	worst[kind] = fmax(worst[kind], fabs(a - b) / fabs(b));
	if (close_to(a, b, tolerance))
		return;
	fprintf(stderr, "model %s: %s %.17g instead of %.17g\n", model, what, a, b);
	abort();
}

/* The tests of proportional hazards, a transform after the other. */
static void
check_ph(const char *model, const ms_rows *r, const fitted *f, FILE *tests)
{
	char		line[1024];
	char	   *answer[FIELDS_MAX];

	for (int transform = MS_TRANSFORM_KM; transform <= MS_TRANSFORM_LOG; transform++)
	{
		ms_ph_result result[TERMS_MAX + 1];
		void	   *memory = memory_of(ms_ph_test_memory(r));

		ms_ph_test(result, &f->m, r, transform, memory);
		free(memory);
		for (int j = 0; j <= r->terms; j++)
		{
			require(read_fields(tests, line, answer) && strcmp(answer[0], model) == 0);
			require_near("test", model, 4, result[j].chisq, atof(answer[3]), 1e-8);
			require(result[j].df == (j < r->terms ? 1 : r->terms));
			require(result[j].p_value >= 0 && result[j].p_value <= 1);
		}
	}
}

/* The lines of coef.csv, fit.csv and ph.csv stand in the order of the models. */
static void
check_source(char *field[FIELDS_MAX], FILE *coefs, FILE *fits, FILE *tests)
{
	static study s;
	static const char *const families[] = {"cox", "poisson", "negative_binomial", "logistic"};
	ms_fit_options options = {0};
	fitted		f;
	char		line[1024];
	char	   *answer[FIELDS_MAX];
	const char *model = field[0];
	table	   *t;

	while (strcmp(families[options.family], field[1]) != 0)
		options.family++;
	options.ties = strcmp(field[5], "breslow") == 0 ? MS_TIES_BRESLOW : MS_TIES_EFRON;
	options.variance = strcmp(field[6], "robust") == 0 ? MS_VARIANCE_ROBUST : MS_VARIANCE_MODEL;
	make_study(&s, field, options.family);
	t = fit(&f, &s, options);
	require(f.m.status == MS_FIT_OK);
	for (int j = 0; j < f.m.terms; j++)
	{
		require(read_fields(coefs, line, answer) && strcmp(answer[0], model) == 0);
		require_near("estimate", model, 0, f.estimate[j], atof(answer[2]), 1e-8);
		require_near("standard error", model, 1, std_err(&f, j), atof(answer[3]), 1e-7);
	}
	require(read_fields(fits, line, answer) && strcmp(answer[0], model) == 0);
	require(f.m.patients == atol(answer[1]) && f.m.events == atol(answer[2]));
	if (*answer[3])
		require_near("null likelihood", model, 2, f.m.loglik_null, atof(answer[3]), 1e-9);
	require_near("likelihood", model, 2, f.m.loglik, atof(answer[4]), 1e-9);
	if (*answer[5])
		require_near("theta", model, 3, f.m.theta, atof(answer[5]), 1e-6);
	if (s.kind == MS_ROWS_COX)
		check_ph(model, &t->rows, &f, tests);
}

static void
check_sources(void)
{
	char		line[1024];
	char	   *field[FIELDS_MAX];
	char		unused[1024];
	FILE	   *models = open_csv(FOLDER "models.csv", unused);
	FILE	   *coefs = open_csv(FOLDER "coef.csv", unused);
	FILE	   *fits = open_csv(FOLDER "fit.csv", unused);
	FILE	   *tests = open_csv(FOLDER "ph.csv", unused);
	int			n = 0;

	read_sources();
	for (; read_fields(models, line, field); n++)
		check_source(field, coefs, fits, tests);
	fclose(models);
	fclose(coefs);
	fclose(fits);
	fclose(tests);
	printf("%d models of R; relative differences up to %.1e (estimates), %.1e (standard errors), "
		   "%.1e (likelihoods), %.1e (theta), %.1e (tests of proportional hazards); digest %016" PRIx64 "\n",
		   n, worst[0], worst[1], worst[2], worst[3], worst[4], digest);
}

/* The likelihood by its definition: Cox's over pairs of rows. */

static double
predictor(const ms_rows *r, int i, const double *b)
{
	double		eta = 0;

	for (int j = 0; j < r->terms; j++)
		eta += b[j] * ms_rows_x(r, i)[j];
	return eta;
}

static bool
at_risk(const ms_rows *r, int i, int32_t day)
{
	return r->number[i] >= day && (ms_rows_entry(r, i) <= 0 || ms_rows_entry(r, i) < day);
}

static double
plain_cox(const ms_rows *r, const double *b, bool efron)
{
	double		sum = 0;

	for (int i = 0; i < r->rows; i++)
	{
		long double risks = 0;
		long double tied = 0;
		double		weight = 0;
		int64_t		events = 0;
		bool		first = true;

		if (!ms_rows_event(r, i) || !at_risk(r, i, r->number[i]))
			continue;
		for (int k = 0; k < r->rows; k++)
		{
			double		w = ms_rows_weight(r, k) * ms_rows_count(r, k);
			double		risk = w * exp(predictor(r, k, b));

			if (!ms_rows_same_stratum(r, i, k) || !at_risk(r, k, r->number[i]))
				continue;
			risks += risk;
			if (!ms_rows_event(r, k) || r->number[k] != r->number[i])
				continue;
			first = first && k >= i;
			tied += risk;
			weight += w;
			events += ms_rows_count(r, k);
		}
		sum += ms_rows_weight(r, i) * ms_rows_count(r, i) * predictor(r, i, b);
		for (int64_t k = 0; first && k < events; k++)
			sum -= weight / events * logl(risks - (efron ? (long double) k / events : 0) * tied);
	}
	return sum;
}

static double
plain_likelihood(const ms_rows *r, const ms_model *m, const double *b)
{
	double		sum = 0;

	if (r->kind == MS_ROWS_COX)
		return plain_cox(r, b, m->options.ties == MS_TIES_EFRON);
	for (int i = 0; i < r->rows; i++)
	{
		double		w = ms_rows_weight(r, i) * ms_rows_count(r, i);
		double		eta = b[0] + predictor(r, i, b + 1);
		double		y = r->number[i];
		double		mu;

		if (r->kind == MS_ROWS_LOGISTIC)
		{
			sum += w * (y * eta - log1p(exp(eta)));
			continue;
		}
		if (r->other[i] == 0)
			continue;
		mu = exp(eta) * r->other[i] / 365.25;
		if (m->options.family == MS_FAMILY_POISSON || m->theta == INFINITY)
			sum += w * (y * log(mu) - mu - ms_log_gamma(y + 1));
		else
			sum += w * (ms_log_gamma(m->theta + y) - ms_log_gamma(m->theta) - ms_log_gamma(y + 1) +
						y * log(mu / (mu + m->theta)) - m->theta * log1p(mu / m->theta));
	}
	return sum;
}

/* It is what the fit says, and lower on all sides. */
static void
check_maximum(const ms_rows *r, fitted *f)
{
	double		b[TERMS_MAX + 1];
	double		top = plain_likelihood(r, &f->m, f->estimate);
	double		least = 1e-9 * (1 + fabs(top));

	if (!isfinite(top))			/* a plain sum cannot hold the exp of more than 709 */
		return;
	require(fabs(top - f->m.loglik) <= least);
	require(f->m.loglik >= f->m.loglik_null - least);
	for (int j = 0; j < f->m.terms; j++)
	{
		for (int side = -1; side <= 1; side += 2)
		{
			memcpy(b, f->estimate, sizeof(b));
			b[j] += side * 1e-3 * (f->m.options.variance == MS_VARIANCE_MODEL ? std_err(f, j) : 1);
			require(plain_likelihood(r, &f->m, b) <= top + least);
		}
	}
}

/*
 * Has the robust variance of a model digits that can be compared?  That of few
 * clusters is singular, and that of nearly separated patients nearly so: then it
 * is what is left of numbers that are far larger.
 */
static bool
variance_has_digits(const fitted *f)
{
	int			n = f->m.terms;
	double		half[(TERMS_MAX + 1) * (TERMS_MAX + 2) / 2] = {0};
	double		inverse[(TERMS_MAX + 1) * (TERMS_MAX + 1)];
	double		work[(TERMS_MAX + 1) * (TERMS_MAX + 2)];
	double		b[TERMS_MAX + 1] = {0};

	if (f->m.options.variance == MS_VARIANCE_MODEL)
		return true;
	for (int i = 0, at = 0; i < n; i++)
		for (int j = 0; j <= i; j++)
			half[at++] = f->vcov[i * n + j];
	if (ms_linear_solve(half, n, 0, b, inverse, work) != MS_LINEAR_SOLVED)
		return false;
	for (int i = 0; i < n; i++)
		if (f->vcov[i * n + i] * inverse[i * n + i] > 1e4)
			return false;
	return true;
}

/* Which of two reasons is found first may depend on the last digit. */
static void
require_same(const fitted *a, const fitted *b, double tolerance)
{
	double		robust = b->m.options.variance == MS_VARIANCE_ROBUST ? 100 : 1;	/* it has residuals squared */
	bool		digits;

	require(ms_model_fitted(&a->m) ? a->m.status == b->m.status : !ms_model_fitted(&b->m));
	if (!ms_model_fitted(&a->m))
		return;
	require(fabs(a->m.loglik - b->m.loglik) <= tolerance * (1 + fabs(b->m.loglik)));
	digits = variance_has_digits(b);
	for (int j = 0; j < a->m.terms; j++)
	{
		double		unit = std_err(b, j) + 1e-3;
		double		a_variance = a->vcov[j * a->m.terms + j];
		double		b_variance = b->vcov[j * b->m.terms + j];

		require(fabs(a->estimate[j] - b->estimate[j]) <= tolerance * (unit + fabs(b->estimate[j])));
		require(!digits || fabs(a_variance - b_variance) <= 10 * robust * tolerance * unit * unit);
	}
}

/* In another order, with other garbage in memory: the same bits. */
static void
check_order(bytes *b, const study *s, const fitted *f)
{
	static study other;
	fitted		g;

	other = *s;
	for (int i = s->n - 1; i > 0; i--)
	{
		int			k = next(b, i + 1);
		patient		p = other.p[i];

		other.p[i] = other.p[k];
		other.p[k] = p;
	}
	fit(&g, &other, f->m.options);
	require(memcmp(f->estimate, g.estimate, f->m.terms * sizeof(double)) == 0);
	require(memcmp(f->vcov, g.vcov, f->m.terms * f->m.terms * sizeof(double)) == 0);
	require(memcmp(&f->m, &g.m, offsetof(ms_model, estimate)) == 0);
}

/* A covariate in another unit. */
static void
check_unit(bytes *b, const study *s, const fitted *f)
{
	static study other;
	fitted		g;
	int			j = next(b, s->terms);
	int			term = f->m.terms - s->terms + j;
	double		unit = next(b, 2) ? 1e6 : 1e-6;

	other = *s;
	for (int i = 0; i < s->n; i++)
		other.p[i].x[j] *= unit;
	fit(&g, &other, f->m.options);
	if (g.m.status == f->m.status && ms_model_fitted(&g.m))
	{
		g.estimate[term] *= unit;
		for (int k = 0; k < g.m.terms; k++)
		{
			g.vcov[term * g.m.terms + k] *= unit;
			g.vcov[k * g.m.terms + term] *= unit;
		}
	}
	require_same(&g, f, 1e-7);
}

/* Every patient twice, at half the weight.  Efron's method sees more ties then. */
static void
check_twice(const study *s, const fitted *f)
{
	static study other;
	fitted		g;

	if (s->kind == MS_ROWS_COX && f->m.options.ties == MS_TIES_EFRON)
		return;
	other = *s;
	for (int i = 0; i < s->n; i++)
	{
		other.p[i].count *= 2;
		other.p[i].weight /= 2;
	}
	fit(&g, &other, f->m.options);
	require(ms_model_fitted(&f->m) ? g.m.status == f->m.status : !ms_model_fitted(&g.m));
	for (int j = 0; ms_model_fitted(&f->m) && j < f->m.terms; j++)
		require(fabs(f->estimate[j] - g.estimate[j]) <= 1e-8 * (1e-3 + std_err(f, j) + fabs(f->estimate[j])));
}

/* A stratum of one says nothing. */
static void
check_stratum(const study *s, const fitted *f)
{
	static study other;
	fitted		g;
	patient    *p;

	if (s->kind != MS_ROWS_COX)
		return;
	other = *s;
	p = &other.p[other.n++];
	*p = s->p[0];
	p->flags = MS_ROW_STRATUM | MS_ROW_EVENT;
	p->stratum = 99;
	p->count = 1;
	p->weight = 1;
	p->other = 0;
	fit(&g, &other, f->m.options);
	if (f->m.status == MS_FIT_NO_EVENTS)
		require(g.m.status == MS_FIT_COLLINEAR);
	else
		require_same(&g, f, 1e-7);
}

static study
random_study(bytes *b, ms_fit_options *options)
{
	static study s;
	int			ties = 2 + next(b, 60);
	int			shape = next(b, 64);
	bool		coarse = next(b, 2);

	s.kind = next(b, 3);
	options->family = s.kind == MS_ROWS_COX ? MS_FAMILY_COX : s.kind == MS_ROWS_LOGISTIC ? MS_FAMILY_LOGISTIC :
		next(b, 2) ? MS_FAMILY_POISSON : MS_FAMILY_NEGATIVE_BINOMIAL;
	options->ties = next(b, 2);
	options->variance = next(b, 2);
	s.terms = 1 + next(b, 3);
	s.n = 0;
	for (int n = 1 + next(b, 45); s.n < n; s.n++)
	{
		patient    *p = &s.p[s.n];

		memset(p, 0, sizeof(*p));
		p->count = shape & 1 ? 1 + next(b, 3) : 1;
		p->weight = shape & 2 ? (1 + next(b, 12)) / 4.0 : 1;
		if (shape & 4)
		{
			p->flags |= MS_ROW_CLUSTER;
			p->cluster = next(b, 6) - 1;
		}
		p->number = s.kind == MS_ROWS_LOGISTIC ? next(b, 2) : s.kind == MS_ROWS_COUNT ? next(b, 5) * next(b, 3) :
			1 + next(b, ties);
		if (s.kind == MS_ROWS_COUNT)
			p->other = 30 + next(b, 200);
		else if (s.kind == MS_ROWS_COX)
		{
			p->flags |= next(b, 3) ? MS_ROW_EVENT : 0;
			if (shape & 8)
				p->other = next(b, p->number);
			if (shape & 16)
			{
				p->flags |= MS_ROW_STRATUM;
				p->stratum = next(b, 3);
			}
		}
		for (int j = 0; j < s.terms; j++)
			p->x[j] = coarse || j == 0 ? next(b, 2) : 30 + next(b, 200) / 8.0;
	}
	return s;
}

/* What a single covariate of 0 and 1 allows is seen in the table of two by two. */
static void
check_single(const study *s, const fitted *f)
{
	int			seen[2][2] = {{0}};

	if (s->terms != 1 || s->kind != MS_ROWS_LOGISTIC)
		return;
	for (int i = 0; i < s->n; i++)
		seen[s->p[i].number][(int) s->p[i].x[0]]++;
	if (seen[1][0] + seen[1][1] == 0)
		require(f->m.status == MS_FIT_NO_EVENTS);
	else if (seen[0][0] + seen[0][1] == 0)
		require(f->m.status == MS_FIT_SEPARATED);
	else if (seen[0][0] + seen[1][0] == 0 || seen[0][1] + seen[1][1] == 0)
		require(f->m.status == MS_FIT_COLLINEAR && f->m.status_term == 1);
	else if (seen[0][0] == 0 || seen[0][1] == 0 || seen[1][0] == 0 || seen[1][1] == 0)
		require(f->m.status == MS_FIT_SEPARATED && f->m.status_term == 1);
	else
		require(f->m.status == MS_FIT_OK);
}

/*
 * Sites: what each tells of its patients at a point, the sum of it, and the model
 * that Newton's steps from sum to sum lead to.
 */
#define SITES 3
#define SUMS_MAX 103			/* of 9 terms, twice */

typedef struct scored
{
	ms_score	s;
	double		beta[TERMS_MAX + 1];
	double		spread[TERMS_MAX];
	uint8_t		length[SUMS_MAX];
	double		part[SUMS_MAX * MS_EXPANSION_MAX];
} scored;

static void
set_arrays(scored *c)
{
	c->s.beta = c->beta;
	c->s.spread = c->spread;
	c->s.length = c->length;
	c->s.part = c->part;
}

static void
copy_score(scored *to, const ms_score *s)
{
	to->s = *s;
	set_arrays(to);
	memcpy(to->beta, s->beta, s->terms * sizeof(double));
	memcpy(to->spread, s->spread, ms_score_covariates(s) * sizeof(double));
	memcpy(to->length, s->length, ms_score_sums(s));
	memcpy(to->part, s->part, ms_score_parts(s) * sizeof(double));
}

/* Changes a sign of the text.  If it is still a score, a step and a model follow from it, whatever it says. */
static void
check_changed_score(char *text, size_t len, void *memory)
{
	static const char signs[] = "0123456789.,:[]{}\"e-+ x";
	static uint64_t turn;
	static double next[TERMS_MAX + 1];
	static fitted f;
	ms_score	s;
	void	   *work;

	turn = turn * 6364136223846793005u + 1442695040888963407u;
	text[(turn >> 33) % len] = signs[(turn >> 16) % (sizeof(signs) - 1)];
	if (ms_score_parse(text, len, memory, &s) != MS_JSON_OK || ms_score_covariates(&s) > TERMS_MAX)
		return;
	require(ms_score_valid(&s));
	work = memory_of(ms_score_work(s.terms));
	f.m.estimate = f.estimate;
	f.m.vcov = f.vcov;
	(void) ms_score_step(&s, NULL, next, work);
	(void) ms_score_step(&s, &s, next, work);
	ms_score_model(&f.m, &s, s.robust ? MS_VARIANCE_ROBUST : MS_VARIANCE_MODEL, work);
	check_model(&f.m);
	free(work);
}

/* The text of a score reads as the same. */
static void
check_score(const ms_score *s)
{
	char	   *text = malloc(ms_score_text_max(s));
	char	   *copy = malloc(ms_score_text_max(s));
	size_t		len = ms_score_print(s, text);
	void	   *memory = memory_of(ms_score_parse_memory(len));
	ms_score	again;

	require(ms_score_valid(s));
	require(len < ms_score_text_max(s) && len == strlen(text));
	require(ms_score_parse(text, len, memory, &again) == MS_JSON_OK);
	require(ms_score_print(&again, copy) == len && strcmp(text, copy) == 0);
	require(memcmp(again.part, s->part, ms_score_parts(s) * sizeof(double)) == 0);
	check_changed_score(text, len, memory);
	free(memory);
	free(text);
	free(copy);
}

/* The sum of the sites at a point, in an order. */
static void
ask_sites(scored *sum, const table *site, const int *order, ms_fit_options options, const double *beta, int terms)
{
	for (int i = 0; i < SITES; i++)
	{
		const ms_rows *r = &site[order[i]].rows;
		void	   *memory = memory_of(ms_score_memory(r));
		scored		one;
		scored		before = *sum;

		memset(&one, 0x5a, sizeof(one));
		set_arrays(&one);
		one.s.terms = terms;
		memcpy(one.beta, beta, terms * sizeof(double));
		ms_score_make(&one.s, r, &options, memory);
		free(memory);
		check_score(&one.s);
		set_arrays(&before);
		if (i == 0)
			copy_score(sum, &one.s);
		else
		{
			require(ms_scores_compare(&before.s, &one.s) == MS_SCORES_ALIKE);
			require(ms_score_add(&sum->s, &before.s, &one.s));
		}
	}
	check_score(&sum->s);
}

static void
require_same_score(const ms_score *a, const ms_score *b)
{
	size_t		parts = ms_score_parts(a);

	require(ms_score_sums(a) == ms_score_sums(b) && parts == ms_score_parts(b));
	require(memcmp(a->length, b->length, ms_score_sums(a)) == 0);
	require(memcmp(a->part, b->part, parts * sizeof(double)) == 0);
	require(memcmp(a->spread, b->spread, ms_score_covariates(a) * sizeof(double)) == 0);
}

/* Newton's steps; the model is that of the last round. */
static void
fit_sites(fitted *f, const table *site, ms_fit_options options, int terms)
{
	static const int orders[2][SITES] = {{0, 1, 2}, {2, 0, 1}};
	static scored sum[2];
	static scored best;
	double		beta[TERMS_MAX + 1] = {0};
	void	   *memory = memory_of(ms_score_work(terms));
	bool		have_best = false;
	int			rounds = 0;
	ms_score_next next = MS_SCORE_GO;

	while (next == MS_SCORE_GO && rounds++ < 80)
	{
		for (int k = 0; k < 2; k++)
			ask_sites(&sum[k], site, orders[k], options, beta, terms);
		require_same_score(&sum[0].s, &sum[1].s);
		next = ms_score_step(&sum[0].s, have_best ? &best.s : NULL, beta, memory);
		if (!sum[0].s.beyond && (!have_best || ms_score_number(&sum[0].s, MS_SCORE_LOGLIK) >=
								 ms_score_number(&best.s, MS_SCORE_LOGLIK)))
		{
			copy_score(&best, &sum[0].s);
			have_best = true;
		}
	}
	memset(f, 0x5a, sizeof(*f));
	f->m.estimate = f->estimate;
	f->m.vcov = f->vcov;
	ms_score_model(&f->m, next == MS_SCORE_CONVERGED || !have_best ? &sum[0].s : &best.s, options.variance, memory);
	require((next == MS_SCORE_CONVERGED) == ms_model_fitted(&f->m));
	require_whole(&f->m);
	check_model(&f->m);
	free(memory);
}

/* How many fits, and how many of them with another status than that of all rows. */
static int	fits_of_sites;
static int	other_status;

/* The patients of a cluster are at one site.  In Cox's model each site is a stratum, or has strata of its own. */
static void
check_sites(const study *s, ms_fit_options options)
{
	static study part[SITES];
	static study all;
	static table site[SITES];
	fitted		of_sites;
	fitted		of_all;

	if (options.family == MS_FAMILY_NEGATIVE_BINOMIAL)
		return;
	all = *s;
	for (int k = 0; k < SITES; k++)
	{
		part[k].kind = s->kind;
		part[k].terms = s->terms;
		part[k].n = 0;
	}
	for (int i = 0; i < s->n; i++)
	{
		patient    *p = &all.p[i];
		int			k = p->flags & MS_ROW_CLUSTER ? (p->cluster + 1) % SITES : i % SITES;

		part[k].p[part[k].n++] = *p;
		if (s->kind == MS_ROWS_COX)
		{
			p->stratum += 10 * (k + 1);
			p->flags |= MS_ROW_STRATUM;
		}
	}
	for (int k = 0; k < SITES; k++)
		fill(&site[k], &part[k]);
	fit(&of_all, &all, options);
	fit_sites(&of_sites, site, options, of_all.m.terms);
	fits_of_sites++;
	if (of_sites.m.status != of_all.m.status)
	{
		/* where the fits of rows are at their limits too */
		other_status++;
		require(!ms_model_fitted(&of_sites.m) || !ms_model_fitted(&of_all.m));
		require(other_status <= 1 + fits_of_sites / 500);
	}
	else
		require_same(&of_sites, &of_all, 1e-8);
}

/* Studies that defeat a fit, or nearly. */

static const ms_fit_options traps[] = {
	{MS_FAMILY_COX, MS_TIES_EFRON, MS_VARIANCE_MODEL},
	{MS_FAMILY_COX, MS_TIES_BRESLOW, MS_VARIANCE_ROBUST},
	{MS_FAMILY_POISSON, 0, MS_VARIANCE_ROBUST},
	{MS_FAMILY_NEGATIVE_BINOMIAL, 0, MS_VARIANCE_MODEL},
	{MS_FAMILY_LOGISTIC, 0, MS_VARIANCE_ROBUST}
};

/* A study in which everything is well: patients with two covariates. */
static study *
good_study(const ms_fit_options *options, int n)
{
	static study s;
	uint32_t	seed = 1;

	s.kind = options->family == MS_FAMILY_COX ? MS_ROWS_COX :
		options->family == MS_FAMILY_LOGISTIC ? MS_ROWS_LOGISTIC : MS_ROWS_COUNT;
	s.terms = 2;
	for (s.n = 0; s.n < n; s.n++)
	{
		patient    *p = &s.p[s.n];
		uint32_t	r = (seed = seed * 1664525 + 1013904223) >> 8;

		*p = (patient) {.weight = 1, .count = 1, .x = {r & 1, (r >> 1) % 32 / 4.0}};
		p->number = s.kind == MS_ROWS_COX ? 1 + (r >> 6) % 90 : s.kind == MS_ROWS_LOGISTIC ? (r >> 6) % 2 :
			(r >> 6) % 3 * ((r >> 8) % 3);
		p->other = s.kind == MS_ROWS_COUNT ? 100 + (r >> 10) % 300 : 0;
		p->flags = s.kind == MS_ROWS_COX && (r >> 12) % 4 ? MS_ROW_EVENT : 0;
	}
	return &s;
}

static void
set_event(study *s, patient *p, bool event)
{
	if (s->kind == MS_ROWS_COX)
		p->flags = (p->flags & ~MS_ROW_EVENT) | (event ? MS_ROW_EVENT : 0);
	else
		p->number = event;
}

static void
require_status(const study *s, const ms_fit_options *options, ms_fit_status status, int covariate)
{
	fitted		f;

	fit(&f, s, *options);
	if (status == MS_FIT_OK && f.m.status == MS_FIT_NO_OVERDISPERSION)
		return;
	if (f.m.status != status || (covariate >= 0 && f.m.status_term != covariate + f.m.terms - s->terms))
		fprintf(stderr, "family %d: status %d, term %d\n", options->family, f.m.status, f.m.status_term);
	require(f.m.status == status);
	require(covariate < 0 || f.m.status_term == covariate + f.m.terms - s->terms);
}

#define EVERY(size, change) \
	s = good_study(o, size); \
	for (patient *p = s->p; p < s->p + s->n; p++) { change; }

static void
check_traps(const ms_fit_options *o)
{
	study	   *s;

	EVERY(0, );
	require_status(s, o, MS_FIT_NO_EVENTS, -1);
	EVERY(200, );
	require_status(s, o, MS_FIT_OK, -1);
	s->terms = 1;
	require_status(s, o, MS_FIT_OK, -1);
	s->terms = 0;
	require_status(s, o, MS_FIT_OK, -1);
	/* one patient, without and with the event */
	EVERY(1, set_event(s, p, false));
	require_status(s, o, MS_FIT_NO_EVENTS, -1);
	EVERY(1, set_event(s, p, true));
	require_status(s, o, o->family == MS_FAMILY_LOGISTIC ? MS_FIT_SEPARATED : MS_FIT_COLLINEAR, -1);
	/* nobody, everybody */
	EVERY(200, set_event(s, p, false));
	require_status(s, o, MS_FIT_NO_EVENTS, -1);
	EVERY(200, set_event(s, p, true));
	require_status(s, o, o->family == MS_FAMILY_LOGISTIC ? MS_FIT_SEPARATED : MS_FIT_OK, -1);
	/* a level that is absent, one that is everybody's, a sum of others */
	EVERY(200, p->x[0] = 0);
	require_status(s, o, MS_FIT_COLLINEAR, 0);
	EVERY(200, p->x[1] = 0.1);
	require_status(s, o, MS_FIT_COLLINEAR, 1);
	EVERY(200, p->x[2] = 0.3 * p->x[0] - 7 * p->x[1] + 1e3);
	s->terms = 3;
	require_status(s, o, MS_FIT_COLLINEAR, 2);
	/* no event in a group */
	EVERY(200, if (p->x[0] == 1) set_event(s, p, false));
	require_status(s, o, MS_FIT_SEPARATED, 0);
	/* outcomes that a covariate tells exactly */
	if (o->family == MS_FAMILY_LOGISTIC)
	{
		EVERY(200, set_event(s, p, p->x[1] > 3));
		require_status(s, o, MS_FIT_SEPARATED, 1);
	}
}

static void
check_extremes(const ms_fit_options *o)
{
	study	   *s;
	fitted		f;

	/* units and weights */
	EVERY(200, p->x[0] *= 1e6; p->x[1] *= 1e-6);
	require_status(s, o, MS_FIT_OK, -1);
	EVERY(200, p->x[0] *= 1e200; p->x[1] *= 1e-200);
	require_status(s, o, MS_FIT_NOT_CONVERGED, -1);
	EVERY(200, p->weight = 1e-200);
	require_status(s, o, MS_FIT_OK, -1);
	EVERY(200, p->weight = 1e200);
	require_status(s, o, MS_FIT_OK, -1);
	EVERY(200, p->weight = p == s->p ? 1e9 : 1e-9);
	fit(&f, s, *o);				/* any status, but no crash, and nothing that is not finite */
	/* all in one cluster: their residuals are 0 together; strata of one; thousands tied */
	EVERY(200, p->flags |= MS_ROW_CLUSTER; p->cluster = 7);
	require_status(s, o, MS_FIT_OK, -1);
	if (o->family == MS_FAMILY_COX)
	{
		EVERY(200, p->flags |= MS_ROW_STRATUM; p->stratum = p - s->p);
		require_status(s, o, MS_FIT_COLLINEAR, 0);
		EVERY(200, p->number = 5; p->count = INT64_C(1) << 40);
		require_status(s, o, MS_FIT_OK, -1);
		EVERY(200, p->number = 5; p->count = 40);
		require_status(s, o, MS_FIT_OK, -1);
	}
	/* as many terms as patients, nearly */
	EVERY(9, for (int j = 0; j < 8; j++) p->x[j] = (p - s->p) == j; set_event(s, p, (p - s->p) % 2));
	s->terms = 8;
	fit(&f, s, *o);
	require(!ms_model_fitted(&f.m));
}

static int	statuses[MS_FIT_NOT_CONVERGED + 1];

/*
 * libFuzzer seeks what differs, and finds patients so nearly separated that no
 * digits are left.  There the bits must still be the same in any order, and all
 * numbers be allowed; the rest is for studies that come by chance.
 */
#ifdef SEPMS_LIBFUZZER
static const bool by_chance = false;
#else
static const bool by_chance = true;
#endif

static void
check_numbers(bytes *b, const study *s, const table *t, ms_fit_options options, fitted *f)
{
	/* a likelihood that rises without end may leave too few digits where patients enter late */
	require(f->m.status != MS_FIT_NOT_CONVERGED || t->rows.other != NULL);
	require(statuses[MS_FIT_NOT_CONVERGED] <= 1 + (statuses[MS_FIT_OK] + statuses[MS_FIT_SEPARATED]) / 500);
	check_twice(s, f);
	check_stratum(s, f);
	check_unit(b, s, f);
	check_sites(s, options);
	if (ms_model_fitted(&f->m))
		check_maximum(&t->rows, f);
}

static void
check_random(bytes *b)
{
	ms_fit_options options;
	study		s = random_study(b, &options);
	static table t;
	fitted		f;

	fill(&t, &s);
	fit_rows(&f, &t.rows, options);
	statuses[f.m.status]++;
	check_single(&s, &f);
	check_order(b, &s, &f);
	if (by_chance)
		check_numbers(b, &s, &t, options, &f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool begun;
	bytes		b = {data, size};

	if (!begun)
	{
		begun = true;
		check_sources();
		for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++)
		{
			check_traps(&traps[i]);
			check_extremes(&traps[i]);
		}
	}
	check_random(&b);
	return 0;
}
