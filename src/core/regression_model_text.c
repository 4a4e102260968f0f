/*
 * regression_model_text.c
 *		A fitted model as text.
 */
#include "regression_model_text.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "prose.h"

/*
 * Printing
 */

#define HEAD_TEXT_MAX 640		/* names of members included */

size_t
ms_model_text_max(const ms_model *m)
{
	size_t		n = m->terms;
	size_t		numbers = n + n * (n + 1) / 2;

	return HEAD_TEXT_MAX + MS_STATUS_MAX + n * (MS_TERM_NAME_MAX + 8) + numbers * (MS_NUMBER_TEXT_MAX + 2);
}

static char *
print_number(const char *name, double number, char *p)
{
	p += sprintf(p, ", \"%s\": ", name);
	return p + ms_number_print(number, p);
}

static char *
print_numbers(const double *numbers, int n, char *p)
{
	*p++ = '[';
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p += ms_number_print(numbers[i], p);
	}
	*p++ = ']';
	return p;
}

static char *
print_head(const ms_model *m, const char *const *names, char *p)
{
	char		status[MS_STATUS_MAX];

	p += sprintf(p, "{\"version\": %d, \"family\": \"%s\"", MS_MODEL_VERSION, ms_family_names[m->options.family]);
	if (m->options.family == MS_FAMILY_COX)
		p += sprintf(p, ", \"ties\": \"%s\"", ms_ties_names[m->options.ties]);
	ms_model_status_print(m, names, status);
	p += sprintf(p, ", \"variance\": \"%s\", \"status\": \"%s\", \"n\": %" PRId64 ", \"events\": %" PRId64
				 ", \"left_out\": %" PRId64,
				 ms_variance_names[m->options.variance], status, m->patients, m->events, m->left_out);
	if (m->clusters > 0)
		p += sprintf(p, ", \"clusters\": %" PRId64, m->clusters);
	if (m->strata > 0)
		p += sprintf(p, ", \"strata\": %" PRId64, m->strata);
	if (m->weighted)
		p += sprintf(p, ", \"weighted\": true");
	if (m->late_entries)
		p += sprintf(p, ", \"late_entries\": true");
	p += sprintf(p, ", \"iterations\": %d", m->iterations);
	if (!isnan(m->loglik_null))
		p = print_number("loglik_null", m->loglik_null, p);
	if (ms_model_fitted(m))
		p = print_number("loglik", m->loglik, p);
	if (isfinite(m->theta))
		p = print_number("theta", m->theta, p);
	p += sprintf(p, ", \"terms\": [");
	for (int i = 0; i < m->terms; i++)
		p += sprintf(p, "%s\"%s\"", i > 0 ? ", " : "", names[i]);
	*p++ = ']';
	return p;
}

size_t
ms_model_print(const ms_model *m, const char *const *names, char *text)
{
	char	   *p = print_head(m, names, text);

	if (ms_model_fitted(m))
	{
		p += sprintf(p, ", \"estimate\": ");
		p = print_numbers(m->estimate, m->terms, p);
		p += sprintf(p, ", \"vcov\": [");
		for (int i = 0; i < m->terms; i++)
		{
			if (i > 0)
				p += sprintf(p, ", ");
			p = print_numbers(m->vcov + (size_t) i * m->terms, i + 1, p);
		}
		*p++ = ']';
	}
	return p + sprintf(p, "}") - text;
}

/*
 * Reading
 */

typedef enum member
{
	FAMILY, TIES, VARIANCE, STATUS, N, EVENTS, LEFT_OUT, CLUSTERS, STRATA, WEIGHTED, LATE_ENTRIES, ITERATIONS,
	LOGLIK_NULL, LOGLIK, THETA, TERMS, ESTIMATE, VCOV, MEMBERS
} member;

static const char *const member_names[MEMBERS] = {
	"family", "ties", "variance", "status", "n", "events", "left_out", "clusters", "strata", "weighted", "late_entries",
	"iterations", "loglik_null", "loglik", "theta", "terms", "estimate", "vcov"
};

typedef struct reading
{
	ms_model   *m;
	ms_model_room *room;
	unsigned	seen;			/* bits of members */
	int			estimates;
	int			rows;			/* of vcov, which is read as a lower half, row after row */
	double	   *next;
	const char *status;
	size_t		status_len;
} reading;

static ms_json_result
read_terms(ms_json *j, reading *rd)
{
	ms_model   *m = rd->m;
	ms_json_result result;

	for (m->terms = 0; ms_json_next(j, m->terms, &result); m->terms++)
	{
		const char *given;
		size_t		len;
		char	   *name = rd->room->name[m->terms];

		if (m->terms == MS_MODEL_TERMS_MAX)
			return MS_JSON_LENGTH;
		if (!ms_json_name(j, &given, &len))
			return MS_JSON_SYNTAX;
		if (len > MS_TERM_NAME_MAX)
			return MS_JSON_RANGE;
		memcpy(name, given, len);
		name[len] = '\0';
		rd->room->names[m->terms] = name;
	}
	return result;
}

static ms_json_result
read_vcov(ms_json *j, reading *rd)
{
	ms_json_result result;

	for (rd->rows = 0; ms_json_next(j, rd->rows, &result); rd->rows++)
	{
		int			n;

		if (rd->rows == MS_MODEL_TERMS_MAX)
			return MS_JSON_LENGTH;
		result = ms_json_numbers(j, rd->next, rd->rows + 1, &n);
		if (result != MS_JSON_OK)
			return result == MS_JSON_LENGTH ? MS_JSON_RANGE : result;
		if (n != rd->rows + 1)
			return MS_JSON_RANGE;
		rd->next += n;
	}
	return result;
}

static ms_json_result
read_iterations(ms_json *j, int *iterations)
{
	int64_t		given;
	ms_json_result result = ms_json_count(j, &given);

	if (result == MS_JSON_OK && given > INT_MAX)
		return MS_JSON_RANGE;
	*iterations = (int) given;
	return result;
}

static ms_json_result
read_value(ms_json *j, reading *rd, member which)
{
	ms_model   *m = rd->m;
	int			word = 0;
	ms_json_result result;

	switch (which)
	{
		case FAMILY:
			result = ms_json_choice(j, ms_family_names, &word);
			m->options.family = word;
			return result;
		case TIES:
			result = ms_json_choice(j, ms_ties_names, &word);
			m->options.ties = word;
			return result;
		case VARIANCE:
			result = ms_json_choice(j, ms_variance_names, &word);
			m->options.variance = word;
			return result;
		case STATUS:
			return ms_json_name(j, &rd->status, &rd->status_len) ? MS_JSON_OK : MS_JSON_SYNTAX;
		case N:
			return ms_json_count(j, &m->patients);
		case EVENTS:
			return ms_json_count(j, &m->events);
		case LEFT_OUT:
			return ms_json_count(j, &m->left_out);
		case CLUSTERS:
			return ms_json_count(j, &m->clusters);
		case STRATA:
			return ms_json_count(j, &m->strata);
		case WEIGHTED:
			m->weighted = true;
			return ms_json_word(j, "true") ? MS_JSON_OK : MS_JSON_SYNTAX;
		case LATE_ENTRIES:
			m->late_entries = true;
			return ms_json_word(j, "true") ? MS_JSON_OK : MS_JSON_SYNTAX;
		case ITERATIONS:
			return read_iterations(j, &m->iterations);
		case LOGLIK_NULL:
			return ms_json_signed(j, &m->loglik_null);
		case LOGLIK:
			return ms_json_signed(j, &m->loglik);
		case THETA:
			return ms_json_number(j, &m->theta);
		case TERMS:
			return read_terms(j, rd);
		case ESTIMATE:
			return ms_json_numbers(j, m->estimate, MS_MODEL_TERMS_MAX, &rd->estimates);
		default:
			return read_vcov(j, rd);
	}
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *rd = object;
	int			which;
	ms_json_result result = ms_json_find(name, len, member_names, MEMBERS, &rd->seen, &which);

	return result == MS_JSON_OK ? read_value(j, rd, which) : result;
}

/* The members that a model has. */
static unsigned
members_of(const ms_model *m)
{
	unsigned	all = (1u << MEMBERS) - 1;

	if (m->options.family != MS_FAMILY_COX)
		all &= ~(1u << TIES);
	if (m->clusters == 0)
		all &= ~(1u << CLUSTERS);
	if (m->strata == 0)
		all &= ~(1u << STRATA);
	if (!m->weighted)
		all &= ~(1u << WEIGHTED);
	if (!m->late_entries)
		all &= ~(1u << LATE_ENTRIES);
	if (!ms_model_fitted(m))
		all &= ~(1u << LOGLIK | 1u << ESTIMATE | 1u << VCOV);
	if (isnan(m->loglik_null))
		all &= ~(1u << LOGLIK_NULL);
	if (!isfinite(m->theta))
		all &= ~(1u << THETA);
	return all;
}

/* Moves the lower half, from its last row on, to where the whole matrix has it, and mirrors it. */
static void
unfold(double *vcov, int n)
{
	for (int i = n - 1; i >= 0; i--)
		memmove(vcov + (size_t) i * n, vcov + (size_t) i * (i + 1) / 2, (i + 1) * sizeof(double));
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++)
			vcov[(size_t) j * n + i] = vcov[(size_t) i * n + j];
}

ms_json_result
ms_model_parse(const char *text, size_t len, ms_model_room *room, ms_model *m)
{
	reading		rd = {.m = m, .room = room, .next = room->vcov};
	const unsigned needed = 1u << FAMILY | 1u << VARIANCE | 1u << STATUS | 1u << N | 1u << EVENTS | 1u << LEFT_OUT |
		1u << ITERATIONS | 1u << TERMS;
	ms_json_result result;

	*m = (ms_model) {.status_term = -1, .loglik_null = NAN, .loglik = NAN, .theta = NAN,
	.estimate = room->estimate, .vcov = room->vcov};
	if ((result = ms_json_tally(text, len, MS_MODEL_VERSION, read_member, &rd)) != MS_JSON_OK)
		return result;
	if ((rd.seen & needed) != needed)
		return MS_JSON_SYNTAX;
	if (!ms_model_status_parse(rd.status, rd.status_len, room->names, m))
		return MS_JSON_RANGE;
	if (m->status == MS_FIT_NO_OVERDISPERSION && isnan(m->theta))
		m->theta = INFINITY;
	if (rd.seen != members_of(m))
		return MS_JSON_RANGE;
	if (ms_model_fitted(m))
	{
		if (rd.estimates != m->terms || rd.rows != m->terms)
			return MS_JSON_RANGE;
		unfold(m->vcov, m->terms);
	}
	return ms_model_valid(m, room->names) ? MS_JSON_OK : MS_JSON_RANGE;
}

/*
 * The methods paragraph
 */

#define PARAGRAPH_MAX 2048		/* without names */

size_t
ms_model_description_max(const ms_model *m)
{
	/* a character of a single-byte encoding may have three bytes in UTF-8 */
	return PARAGRAPH_MAX + (size_t) (m->terms + 1) * (3 * MS_TERM_NAME_MAX + 8);
}

static void
say_family(ms_prose *w, const ms_model *m)
{
	bool		efron = m->options.ties == MS_TIES_EFRON;

	switch (m->options.family)
	{
		case MS_FAMILY_COX:
			ms_say(w, "Hazard ratios were estimated by Cox regression, with %s's method for tied times",
				   "Les rapports de risque instantané (hazard ratios) ont été estimés par un modèle de Cox, avec la méthode %s pour les ex aequo",
				   efron ? ms_in_language(w, "Efron", "d'Efron") : ms_in_language(w, "Breslow", "de Breslow"));
			break;
		case MS_FAMILY_POISSON:
			ms_say(w, "Rate ratios were estimated by Poisson regression, with the logarithm of the years at risk as an offset",
				   "Les rapports de taux ont été estimés par une régression de Poisson, avec le logarithme des années à risque en offset");
			break;
		case MS_FAMILY_NEGATIVE_BINOMIAL:
			ms_say(w, "Rate ratios were estimated by negative binomial regression, with the logarithm of the years at risk as an offset",
				   "Les rapports de taux ont été estimés par une régression binomiale négative, avec le logarithme des années à risque en offset");
			break;
		case MS_FAMILY_LOGISTIC:
			ms_say(w, "Odds ratios were estimated by logistic regression",
				   "Les rapports de cotes (odds ratios) ont été estimés par une régression logistique");
			break;
	}
}

/*
 * Rows that name clusters or enter late may be intervals of patients, or patients
 * of centres or pairs; the model does not know which.
 */
static bool
of_rows(const ms_model *m)
{
	return m->clusters > 0 || m->late_entries;
}

static void
say_variance(ms_prose *w, const ms_model *m)
{
	if (m->options.variance == MS_VARIANCE_MODEL)
		ms_say(w, "; standard errors are those of the model.", " ; les erreurs standard sont celles du modèle.");
	else if (m->clusters > 0)
		ms_say(w, "; standard errors are robust to correlation within clusters.",
			   " ; les erreurs standard sont robustes à la corrélation au sein des grappes (clusters).");
	else
		ms_say(w, "; standard errors are robust (sandwich).", " ; les erreurs standard sont robustes (sandwich).");
}

static void
say_terms(ms_prose *w, const ms_model *m, const char *const *names)
{
	int			first = ms_family_has_intercept(m->options.family);

	if (m->terms == first)
	{
		ms_say(w, " The model has no covariates.", " Le modèle ne comporte pas de covariable.");
		return;
	}
	ms_say(w, m->terms == first + 1 ? " The covariate is " : " The covariates are ",
		   m->terms == first + 1 ? " La covariable est " : " Les covariables sont ");
	for (int i = first; i < m->terms; i++)
	{
		if (i > first)
			ms_say(w, i + 1 == m->terms ? " and " : ", ", i + 1 == m->terms ? " et " : ", ");
		ms_say(w, "%s", "%s", names[i]);
	}
	ms_say(w, ".", ".");
}

/* In French, 0 takes the singular. */
static const char *
plural(const ms_prose *w, int64_t n)
{
	return n == 1 || (n == 0 && w->lang == MS_LANG_FR) ? "" : "s";
}

static void
say_numbers(ms_prose *w, const ms_model *m)
{
	ms_say(w, of_rows(m) ? " The analysis included %" PRId64 " row%s" : " The analysis included %" PRId64 " patient%s",
		   of_rows(m) ? " L'analyse porte sur %" PRId64 " ligne%s" : " L'analyse porte sur %" PRId64 " patient%s",
		   m->patients, plural(w, m->patients));
	if (m->clusters > 0)
		ms_say(w, " in %" PRId64 " cluster%s", " en %" PRId64 " grappe%s", m->clusters, plural(w, m->clusters));
	ms_say(w, " with %" PRId64 " event%s", " et %" PRId64 " événement%s", m->events, plural(w, m->events));
	if (m->strata > 0)
		ms_say(w, ", in %" PRId64 " %s, each with a baseline hazard of its own",
			   ", en %" PRId64 " %s, chacune avec son risque de base",
			   m->strata, m->strata == 1 ? ms_in_language(w, "stratum", "strate") :
			   ms_in_language(w, "strata", "strates"));
}

static void
say_left_out(ms_prose *w, const ms_model *m)
{
	bool		one = m->left_out == 1;
	const char *english = one ? "was" : "were";
	const char *french = of_rows(m) ? (one ? "a été exclue" : "ont été exclues") :
		one ? "a été exclu" : "ont été exclus";

	ms_say(w, "; %" PRId64 " with a missing value %s left out", " ; %" PRId64 " avec une valeur manquante %s",
		   m->left_out, ms_in_language(w, english, french));
}

static void
say_patients(ms_prose *w, const ms_model *m)
{
	say_numbers(w, m);
	if (m->late_entries)
		ms_say(w, "; each row was at risk from its entry to its exit",
			   " ; chaque ligne est à risque de son entrée à sa sortie");
	if (m->weighted)
		ms_say(w, of_rows(m) ? "; the rows were weighted" : "; they were weighted",
			   of_rows(m) ? " ; les lignes sont pondérées" : " ; ils sont pondérés");
	if (m->left_out > 0)
		say_left_out(w, m);
	ms_say(w, ".", ".");
}

static void
say_status(ms_prose *w, const ms_model *m, const char *const *names)
{
	const char *term = m->status_term >= 0 ? names[m->status_term] : NULL;

	switch (m->status)
	{
		case MS_FIT_OK:
			break;
		case MS_FIT_NO_OVERDISPERSION:
			ms_say(w, " The counts vary no more than Poisson's, so the estimates are those of Poisson regression.",
				   " Les comptes ne varient pas plus que ceux d'une loi de Poisson : les estimations sont celles d'une régression de Poisson.");
			break;
		case MS_FIT_NO_EVENTS:
			ms_say(w, " There are no estimates, because there are no events.",
				   " Il n'y a pas d'estimation, faute d'événements.");
			break;
		case MS_FIT_COLLINEAR:
			ms_say(w, " There are no estimates, because %s is constant or a combination of the other covariates.",
				   " Il n'y a pas d'estimation, car %s est constante ou combinaison des autres covariables.",
				   term != NULL ? term : ms_in_language(w, "a covariate", "une covariable"));
			break;
		case MS_FIT_SEPARATED:
			if (m->status_term == 0 && ms_family_has_intercept(m->options.family))
				ms_say(w, " There are no estimates, because all had the event.",
					   of_rows(m) ? " Il n'y a pas d'estimation, car toutes les lignes ont l'événement." :
					   " Il n'y a pas d'estimation, car tous les patients ont eu l'événement.");
			else
				ms_say(w, " There are no estimates, because the likelihood rises without end along %s, as with a group without events.",
					   " Il n'y a pas d'estimation, car la vraisemblance croît sans fin selon %s, comme avec un groupe sans événement.",
					   term != NULL ? term : ms_in_language(w, "a covariate", "une covariable"));
			break;
		case MS_FIT_NOT_CONVERGED:
			ms_say(w, " There are no estimates, because the fit did not converge.",
				   " Il n'y a pas d'estimation, car l'ajustement n'a pas convergé.");
			break;
	}
}

void
ms_model_describe(const ms_model *m, const char *const *names, ms_lang lang, char *text)
{
	ms_prose	w = {lang, text, ms_model_description_max(m)};

	text[0] = '\0';
	say_family(&w, m);
	say_variance(&w, m);
	say_terms(&w, m, names);
	say_patients(&w, m);
	say_status(&w, m, names);
}
