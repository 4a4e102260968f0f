/*
 * tallies.c
 *		Random tallies, their packed bytes and their texts through the pure
 *		core, and counts through suppression.
 *
 * Bytes are read as a tally; what must hold of it and of all that is read from
 * it is checked, and the process aborts where it does not.  See test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/cuminc.h"
#include "../../src/core/neda.h"
#include "../../src/core/privacy.h"
#include "../../src/core/rate.h"
#include "../../src/core/severity.h"

#define ROWS_MAX 24

static const sepms_ledger_kind *const kinds[] = {
	&sepms_survival_kind, &sepms_weighted_survival_kind, &sepms_cuminc_kind,
	&sepms_weighted_relapse_kind, &sepms_weighted_neda_kind, &sepms_severity_kind
};

/* A ledger with room of its own for ROWS_MAX rows. */
static sepms_ledger
new_ledger(const sepms_ledger_kind *kind, size_t rows)
{
	return (sepms_ledger) {
		kind, kind->columns, (int) rows, malloc((rows + 1) * sizeof(int32_t)),
		malloc((rows + 1) * kind->columns * sizeof(sepms_cell))
	};
}

static void
free_ledger(sepms_ledger *l)
{
	free(l->key);
	free(l->cell);
}

static int32_t
random_key(bytes *b, const sepms_ledger_kind *kind, int32_t last)
{
	if (kind == &sepms_weighted_neda_kind)
	{
		sepms_tri	component[SEPMS_NEDA_COMPONENTS];

		for (int i = 0; i < SEPMS_NEDA_COMPONENTS; i++)
			component[i] = (sepms_tri) next(b, 3);
		return sepms_neda_make(component);
	}
	return last + next(b, 8) + (next(b, 16) == 0 ? 50000000 : 0);
}

static sepms_cell
random_cell(bytes *b, const sepms_ledger_kind *kind, int column)
{
	static const int64_t large[] = {127, 128, 16383, 16384, INT64_C(1) << 40, SEPMS_LEDGER_TOTAL_MAX, INT64_MAX, -1};
	sepms_cell	cell;

	if (sepms_ledger_is_weight(kind, column))
		cell.weight = next(b, 4) * 0.1 + next(b, 3);
	else
		cell.count = next(b, 24) == 0 ? large[next(b, 8)] : next(b, 3);
	return cell;
}

static sepms_ledger
random_ledger(bytes *b, const sepms_ledger_kind *kind)
{
	sepms_ledger l = new_ledger(kind, next(b, ROWS_MAX));
	int32_t		key = 0;

	for (int row = 0; row < l.rows; row++)
	{
		l.key[row] = key = random_key(b, kind, key);
		for (int i = 0; i < l.columns; i++)
			sepms_ledger_row(&l, row)[i] = random_cell(b, kind, i);
	}
	sepms_ledger_settle(&l);
	return l;
}

static bool
same(const sepms_ledger *a, const sepms_ledger *b)
{
	return a->rows == b->rows && a->columns == b->columns &&
		memcmp(a->key, b->key, a->rows * sizeof(int32_t)) == 0 &&
		memcmp(a->cell, b->cell, (size_t) a->rows * a->columns * sizeof(sepms_cell)) == 0;
}

/*
 * Bytes: what was packed is unpacked; changed or cut short, it is refused, or
 * is what packs to these bytes.
 */
static void
check_packed(bytes *b, const sepms_ledger *l)
{
	size_t		size = sepms_ledger_packed_size(l);
	char	   *packed = malloc(size + 16);
	char	   *again = malloc(size + 16);
	sepms_ledger got = new_ledger(l->kind, l->rows);

	got.columns = l->columns;
	sepms_ledger_pack(l, packed);
	require(sepms_ledger_unpack(packed, size, &got) && same(l, &got));
	for (int i = next(b, 4); i > 0 && size > 0; i--)
		packed[next(b, 255) % size] = (char) next(b, 256);
	if (next(b, 4) == 0)
		size -= size > 0;
	if (sepms_ledger_unpack(packed, size, &got))
	{
		require(sepms_ledger_packed_size(&got) == size);
		sepms_ledger_pack(&got, again);
		require(memcmp(packed, again, size) == 0);
		(void) sepms_ledger_valid(&got);
	}
	free(packed);
	free(again);
	free_ledger(&got);
}

static void
check_text_of(const sepms_ledger_kind *kind, const char *text, size_t len, const sepms_ledger *expected)
{
	size_t		room = sepms_ledger_text_room(kind, text, len);
	sepms_ledger got = new_ledger(kind, room);
	sepms_json_result result = sepms_ledger_parse(text, len, room, &got);

	require(expected == NULL || (result == SEPMS_JSON_OK && same(expected, &got)));
	require(result != SEPMS_JSON_OK || sepms_ledger_valid(&got));
	free_ledger(&got);
}

static void
check_text(bytes *b, const sepms_ledger *l)
{
	char	   *text = malloc(SEPMS_LEDGER_TEXT_MAX(l->rows, l->columns));
	size_t		len = sepms_ledger_print(l, text);

	require(len == strlen(text) && len < SEPMS_LEDGER_TEXT_MAX(l->rows, l->columns));
	check_text_of(l->kind, text, len, l);
	for (int i = 1 + next(b, 4); i > 0; i--)
		text[(next(b, 256) << 8 | next(b, 256)) % len] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	check_text_of(l->kind, text, strlen(text), NULL);
	free(text);
}

/*
 * Curves: within 0 and 1, never rising, between their limits.
 */

static const sepms_conf confs[] = {
	{0.95, SEPMS_CONF_LOG}, {0.9, SEPMS_CONF_LOG_LOG}, {0.5, SEPMS_CONF_PLAIN}
};

#define ROUNDING 1e-9

static bool
between_limits(const sepms_point *p)
{
	return isnan(p->lower) || isnan(p->upper) ||
		(p->lower <= p->estimate + ROUNDING && p->estimate <= p->upper + ROUNDING && p->lower >= 0);
}

static void
check_curve(bytes *b, const sepms_ledger *l)
{
	sepms_life	life[ROWS_MAX];
	sepms_squares squares[ROWS_MAX];
	sepms_point point[ROWS_MAX];
	bool		weighted = l->kind == &sepms_weighted_survival_kind;
	const sepms_conf *conf = &confs[next(b, 3)];
	double		p = (1 + next(b, 99)) / 100.0;
	double		tau = 1 + next(b, 200);
	sepms_quantile q;
	sepms_point area;

	sepms_life_table(l, life);
	if (weighted)
		sepms_life_squares(l, squares);
	sepms_kaplan_meier(life, weighted ? squares : NULL, l->rows, conf, point);
	for (int i = 0; i < l->rows; i++)
	{
		require(life[i].risk >= life[i].events + life[i].censored);
		require(point[i].estimate >= 0 && point[i].estimate <= (i > 0 ? point[i - 1].estimate : 1));
		require(isnan(point[i].std_err) ? point[i].estimate == 0 : point[i].std_err >= 0);
		require(between_limits(&point[i]));
	}
	q = sepms_km_quantile_of(life, point, l->rows, p);
	require(isnan(q.estimate) || (q.estimate >= life[0].day && q.estimate <= life[l->rows - 1].day));
	require(isnan(q.lower) || (q.lower >= life[0].day && q.lower <= life[l->rows - 1].day));
	area = sepms_km_area(life, point, l->rows, tau);
	require(isnan(area.estimate) || (area.estimate >= 0 && area.estimate <= tau && area.std_err >= 0));
	sepms_nelson_aalen_of(life, weighted ? squares : NULL, l->rows, conf, point);
	for (int i = 0; i < l->rows; i++)
		require(point[i].estimate >= (i > 0 ? point[i - 1].estimate : 0) && point[i].std_err >= 0);
}

/* A life table of so many times the patients. */
static void
scaled_table(const sepms_ledger *l, double times, sepms_life *life)
{
	sepms_life_table(l, life);
	for (int i = 0; i < l->rows; i++)
		life[i] = (sepms_life) {life[i].day, life[i].risk * times, life[i].events * times, life[i].censored * times};
}

/*
 * Of a million times the patients or more the ratio stays and its standard error
 * becomes smaller by the root: Efron's ties are then those of a continuous time.
 */
static void
check_scaled(const sepms_ledger *l, const sepms_ledger *other, const sepms_ratio *ratio)
{
	sepms_life	life[2][ROWS_MAX];
	sepms_group group[2] = {{l->rows, life[0], 0}, {other->rows, life[1], 0}};
	sepms_ratio scaled[2];
	double		width[2];

	for (int i = 0; i < 2; i++)
	{
		double		times = i == 0 ? 1e6 : 1e10;

		scaled_table(l, times, life[0]);
		scaled_table(other, times, life[1]);
		scaled[i] = sepms_cox(group, 1, 0.95);
		width[i] = log(scaled[i].upper / scaled[i].lower) * sqrt(times);
	}
	require(isnan(ratio->ratio) == isnan(scaled[1].ratio) && (ratio->ratio == 0) == (scaled[1].ratio == 0));
	if (ratio->upper < 1e4 && ratio->lower > 1e-4)
	{
		require(fabs(scaled[0].ratio / scaled[1].ratio - 1) < 1e-5);
		require(fabs(width[0] / width[1] - 1) < 1e-3);
	}
}

/* Two groups and a third of both: tests and ratios are what they are, or not there. */
static void
check_comparison(bytes *b, const sepms_ledger *l)
{
	sepms_ledger other = random_ledger(b, l->kind);
	sepms_life	life[2][ROWS_MAX];
	sepms_group group[4] = {
		{l->rows, life[0], 0}, {other.rows, life[1], 0}, {other.rows, life[1], 0}, {l->rows, life[0], 0}
	};
	double		work[SEPMS_LOGRANK_WORK(4)];
	sepms_test	test;
	sepms_ratio ratio;
	sepms_ratio back;

	if (sepms_ledger_valid(&other))
	{
		sepms_life_table(l, life[0]);
		sepms_life_table(&other, life[1]);
		pauses = 0;
		test = sepms_logrank_of(group, 1, 2 + next(b, 3), next(b, 3) / 2.0, work);
		require(pauses > 0 || l->rows + other.rows == 0);
		require(isnan(test.chisq) || (test.chisq >= -ROUNDING && test.df >= 1 && test.p_value >= 0 && test.p_value <= 1));
		ratio = sepms_cox(group, 1, 0.95);
		back = sepms_cox(group + 2, 1, 0.95);
		require(isnan(ratio.ratio) || ratio.ratio >= 0);
		require(isnan(ratio.lower) || (ratio.lower <= ratio.ratio && ratio.ratio <= ratio.upper));
		require(!(ratio.upper < 1e4 && back.upper < 1e4) || fabs(ratio.ratio * back.ratio - 1) < 1e-9);
		check_scaled(l, &other, &ratio);
		/* two strata that are each other's mirror: no difference */
		ratio = sepms_cox(group, 2, 0.95);
		require(!(ratio.upper < 1e4) || fabs(ratio.ratio - 1) < 1e-9);
	}
	free_ledger(&other);
}

static void
check_incidence(bytes *b, const sepms_ledger *l)
{
	sepms_incidence row[SEPMS_CAUSES_MAX + 1][ROWS_MAX];
	const sepms_conf *conf = &confs[next(b, 3)];

	for (int cause = 1; cause <= sepms_causes(l); cause++)
		sepms_cumulative_incidence(l, cause, conf, row[cause]);
	for (int i = 0; i < l->rows; i++)
	{
		double		all = 0;

		for (int cause = 1; cause <= sepms_causes(l); cause++)
		{
			const sepms_point *p = &row[cause][i].point;

			require(p->estimate >= (i > 0 ? row[cause][i - 1].point.estimate : 0));
			require(p->std_err >= 0 && between_limits(p));
			all += p->estimate;
		}
		require(all <= 1 + ROUNDING);
	}
}

/* Those in a reference are in the tally; scores rise with the EDSS, and their mean there is 5. */
static void
check_scores(bytes *b, const sepms_ledger *l)
{
	sepms_severity_scale scale = next(b, 2) ? SEPMS_MSSS : SEPMS_ARMSS;
	int			last = sepms_severity_last_year(l, scale);
	int			range = next(b, 16) == 0 ? INT32_MAX : next(b, 6);
	double		years = next(b, 256) / 256.0 * SEPMS_SEVERITY_YEARS;
	int32_t		key = sepms_severity_key(years);

	require(key / 2 == (int) years && key < 2 * SEPMS_SEVERITY_YEARS && key % 2 == (years != (int) years));
	require(last >= 0 && last <= SEPMS_SEVERITY_YEARS && sepms_severity_year(scale, years) <= years);
	for (int year = 1; year <= last; year++)
	{
		sepms_reference reference;
		double		sum = 0;
		double		score = 0;
		int64_t		all = 0;

		sepms_severity_reference(l, scale, year, range, &reference);
		for (int i = 0; i < SEPMS_SCORED_EDSS; i++)
		{
			require(reference.by_edss[i] >= 0 && reference.by_edss[i] <= sepms_ledger_total(l, i));
			all += reference.by_edss[i];
			require(isnan(sepms_severity_score(&reference, i)) == (reference.patients == 0));
			if (reference.patients == 0)
				continue;
			require(sepms_severity_score(&reference, i) >= score);
			score = sepms_severity_score(&reference, i);
			sum += score * (double) reference.by_edss[i];
		}
		require(score <= 10 && all == reference.patients);
		require(all == 0 || fabs(sum / (double) all - 5) <= 0.005 + ROUNDING);
	}
	for (int place = 0; place < SEPMS_EDSS_VALUES; place++)
		require(sepms_edss_valid(sepms_edss_at(place)) && sepms_edss_place(sepms_edss_at(place)) == place);
	for (int i = 0; i < SEPMS_SCORED_EDSS; i++)
	{
		require(sepms_global_msss_of(i, years, SEPMS_MSSS_2005) > 0 && sepms_global_msss_of(i, years, SEPMS_MSSS_2017) > 0);
		require(isnan(sepms_global_armss_of(i, years)) == (years < 18 || years >= 76));
	}
}

static void
check_ledger(bytes *b)
{
	const sepms_ledger_kind *kind = kinds[next(b, sizeof(kinds) / sizeof(kinds[0]))];
	sepms_ledger l = random_ledger(b, kind);

	if (sepms_ledger_valid(&l))
	{
		check_packed(b, &l);
		check_text(b, &l);
		if (kind == &sepms_survival_kind)
			check_comparison(b, &l);
		if (kind == &sepms_survival_kind || kind == &sepms_weighted_survival_kind)
			check_curve(b, &l);
		if (kind == &sepms_cuminc_kind)
			check_incidence(b, &l);
		if (kind == &sepms_severity_kind)
			check_scores(b, &l);
		if (kind == &sepms_weighted_relapse_kind)
			require(sepms_rate_sums_of_weighted(&l).relapses >= 0);
		if (kind == &sepms_weighted_neda_kind)
			require(sepms_weighted_neda_count(&l, 3).neda <= sepms_weighted_neda_count(&l, 3).evaluable);
	}
	free_ledger(&l);
}

static void
check_relapses(bytes *b)
{
	sepms_relapses sum = {{0}};
	sepms_relapses last = {{0}};
	sepms_relapses read;
	char		text[SEPMS_RELAPSES_TEXT_MAX];
	sepms_rate_sums s;
	sepms_limits limits;
	int64_t		relapses[8];
	int64_t		days[8];
	int			n = next(b, 8);
	int			rate = next(b, 4);	/* 0: each has another */
	bool		equal = true;
	long double spread = 0;

	for (int i = 0; i < n; i++)
	{
		relapses[i] = next(b, 4) * (rate > 0 ? 1 + next(b, 3) * INT64_C(1000) : 1);
		days[i] = rate > 0 ? rate * 365 * relapses[i] : next(b, 16) == 0 ? INT32_MAX : next(b, 256) * 10;
		last = sepms_relapses_of(relapses[i], days[i]);
		if (!sepms_relapses_add(&sum, &last))
			return;
	}
	require(sepms_relapses_valid(&sum));
	sepms_relapses_print(&sum, text);
	require(sepms_relapses_parse(text, strlen(text), &read) == SEPMS_JSON_OK && memcmp(&read, &sum, sizeof(sum)) == 0);
	s = sepms_rate_sums_of(&sum);
	for (int i = 0; i < n && s.days > 0; i++)
	{
		long double apart = relapses[i] - (long double) days[i] * sum.sum[SEPMS_RELAPSE_RELAPSES] / sum.sum[SEPMS_RELAPSE_DAYS];

		spread += apart * apart;
		equal = equal && relapses[i] * sum.sum[SEPMS_RELAPSE_DAYS] == days[i] * sum.sum[SEPMS_RELAPSE_RELAPSES];
	}
	require((s.spread == 0) == equal);
	require(equal || fabsl(s.spread - spread) <= 1e-12L * spread);
	require(!equal || isnan(sepms_log_rate_variance(&s, SEPMS_RATE_ROBUST)));
	for (int method = SEPMS_RATE_WALD; method <= SEPMS_RATE_NEGATIVE_BINOMIAL; method++)
	{
		limits = sepms_log_limits(sepms_annual_rate(&s), sepms_log_rate_variance(&s, method), 0.95);
		require(isnan(limits.lower) || limits.lower <= limits.upper);
	}
	require(isnan(sepms_rate_dispersion(&s)) || sepms_rate_dispersion(&s) >= 0);
	if (s.days > 0)
	{
		int64_t		others = next(b, 200);
		double		p = sepms_poisson_ratio_p(sum.sum[SEPMS_RELAPSE_RELAPSES], s.days, others, 1000);

		require(p >= 0 && p <= 1);
		limits = sepms_poisson_ratio(sum.sum[SEPMS_RELAPSE_RELAPSES], s.days, others, 1000, 0.95);
		require(limits.lower <= limits.upper);
	}
	text[next(b, 256) % strlen(text)] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	if (sepms_relapses_parse(text, strlen(text), &read) == SEPMS_JSON_OK)
		require(sepms_relapses_valid(&read));
	require(!sepms_relapses_subtract(&sum, &last) || sepms_relapses_valid(&sum));
}

/* Nothing small is shown, and no line has one hidden cell while it could have two. */
static void
check_suppression(bytes *b)
{
	int64_t		count[36];
	bool		hidden[36];
	int			rows = 1 + next(b, 6);
	int			columns = 1 + next(b, 6);
	int			threshold = 1 + next(b, 20);

	for (int i = 0; i < rows * columns; i++)
		count[i] = next(b, 30) == 0 ? INT64_MAX : next(b, 40) - 1;
	sepms_suppress_table(count, rows, columns, threshold, hidden);
	for (int row = 0; row < rows; row++)
	{
		int			n = 0;
		int			could = 0;

		for (int i = row * columns; i < (row + 1) * columns; i++)
		{
			require(hidden[i] || sepms_publishable_count(count[i], threshold));
			require(!hidden[i] || count[i] > 0);
			n += hidden[i];
			could += !hidden[i] && count[i] > 0;
		}
		require(n != 1 || could == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};

	if (size > 0 && data[0] == '{') /* a text that a user might have written */
	{
		char	   *text = malloc(size + 1);
		sepms_relapses t;

		memcpy(text, data, size);
		text[size] = '\0';
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			check_text_of(kinds[i], text, size, NULL);
		(void) sepms_relapses_parse(text, size, &t);
		free(text);
		return 0;
	}
	switch (next(&b, 8))
	{
		case 0:
			check_relapses(&b);
			break;
		case 1:
			check_suppression(&b);
			break;
		default:
			check_ledger(&b);
	}
	return 0;
}
