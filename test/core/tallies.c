/*
 * tallies.c
 *		Random tallies: their packed form, their text, and the statistics read
 *		from them.
 *
 * The bytes are read as a tally.  The program checks what must hold for it and
 * for all that is read from it, and aborts if it does not.  See test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/cox.h"
#include "../../src/core/fine_gray.h"
#include "../../src/core/gray.h"
#include "../../src/core/logrank.h"
#include "../../src/core/neda_tally.h"
#include "../../src/core/pooling.h"
#include "../../src/core/relapse_tally.h"
#include "ledgers.h"

#define ROWS_MAX 24

/* A ledger with its own room for ROWS_MAX rows. */
static ms_ledger
new_ledger(const ms_ledger_kind *kind, size_t rows)
{
	return (ms_ledger) {
		kind, kind->columns, (int) rows, malloc((rows + 1) * sizeof(int32_t)),
		malloc((rows + 1) * kind->columns * sizeof(ms_cell))
	};
}

static void
free_ledger(ms_ledger *l)
{
	free(l->key);
	free(l->cell);
}

static int32_t
random_key(bytes *b, const ms_ledger_kind *kind, int32_t last)
{
	if (kind == &ms_weighted_neda_kind)
	{
		ms_tri		component[MS_NEDA_COMPONENTS];

		for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
			component[i] = (ms_tri) next(b, 3);
		return ms_neda_make(component);
	}
	return last + next(b, 8) + (next(b, 16) == 0 ? 50000000 : 0);
}

static ms_cell
random_cell(bytes *b, const ms_ledger_kind *kind, int column)
{
	static const int64_t large[] = {127, 128, 16383, 16384, INT64_C(1) << 40, MS_LEDGER_TOTAL_MAX, INT64_MAX, -1};
	ms_cell		cell;

	if (ms_ledger_is_weight(kind, column))
		cell.weight = next(b, 4) * 0.1 + next(b, 3);
	else
		cell.count = next(b, 24) == 0 ? large[next(b, 8)] : next(b, 3);
	return cell;
}

static ms_ledger
random_ledger(bytes *b, const ms_ledger_kind *kind)
{
	ms_ledger l = new_ledger(kind, next(b, ROWS_MAX));
	int32_t		key = 0;

	for (int row = 0; row < l.rows; row++)
	{
		l.key[row] = key = random_key(b, kind, key);
		for (int i = 0; i < l.columns; i++)
			ms_ledger_row(&l, row)[i] = random_cell(b, kind, i);
	}
	ms_ledger_settle(&l);
	return l;
}

static bool
same(const ms_ledger *a, const ms_ledger *b)
{
	return a->rows == b->rows && a->columns == b->columns &&
		memcmp(a->key, b->key, a->rows * sizeof(int32_t)) == 0 &&
		memcmp(a->cell, b->cell, (size_t) a->rows * a->columns * sizeof(ms_cell)) == 0;
}

/*
 * The packed form: what was packed can be unpacked.  Changed or truncated
 * bytes are rejected, or they are what the unpacked ledger packs to.
 */
static void
check_packed(bytes *b, const ms_ledger *l)
{
	size_t		size = ms_ledger_packed_size(l);
	char	   *packed = malloc(size + 16);
	char	   *again = malloc(size + 16);
	ms_ledger got = new_ledger(l->kind, l->rows);

	got.columns = l->columns;
	ms_ledger_pack(l, packed);
	require(ms_ledger_unpack(packed, size, &got) && same(l, &got));
	for (int i = next(b, 4); i > 0 && size > 0; i--)
		packed[next(b, 255) % size] = (char) next(b, 256);
	if (next(b, 4) == 0)
		size -= size > 0;
	if (ms_ledger_unpack(packed, size, &got))
	{
		require(ms_ledger_packed_size(&got) == size);
		ms_ledger_pack(&got, again);
		require(memcmp(packed, again, size) == 0);
		(void) ms_ledger_valid(&got);
	}
	free(packed);
	free(again);
	free_ledger(&got);
}

static void
check_text_of(const ms_ledger_kind *kind, const char *text, size_t len, const ms_ledger *expected)
{
	size_t		room = ms_ledger_text_room(kind, text, len);
	ms_ledger got = new_ledger(kind, room);
	ms_json_result result = ms_ledger_parse(text, len, room, &got);

	require(expected == NULL || (result == MS_JSON_OK && same(expected, &got)));
	require(result != MS_JSON_OK || ms_ledger_valid(&got));
	free_ledger(&got);
}

static void
check_text(bytes *b, const ms_ledger *l)
{
	char	   *text = malloc(MS_LEDGER_TEXT_MAX(l->rows, l->columns));
	size_t		len = ms_ledger_print(l, text);

	require(len == strlen(text) && len < MS_LEDGER_TEXT_MAX(l->rows, l->columns));
	check_text_of(l->kind, text, len, l);
	for (int i = 1 + next(b, 4); i > 0; i--)
		text[(next(b, 256) << 8 | next(b, 256)) % len] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	check_text_of(l->kind, text, strlen(text), NULL);
	free(text);
}

/* Curves are within 0 and 1, never rise, and lie between their limits. */

static const ms_conf confs[] = {
	{0.95, MS_CONF_LOG}, {0.9, MS_CONF_LOG_LOG}, {0.5, MS_CONF_PLAIN}
};

#define ROUNDING 1e-9

static bool
between_limits(const ms_point *p)
{
	return isnan(p->lower) || isnan(p->upper) ||
		(p->lower <= p->estimate + ROUNDING && p->estimate <= p->upper + ROUNDING && p->lower >= 0);
}

static void
check_curve(bytes *b, const ms_ledger *l)
{
	ms_life		life[ROWS_MAX];
	ms_squares squares[ROWS_MAX];
	ms_point point[ROWS_MAX];
	bool		weighted = l->kind == &ms_weighted_survival_kind;
	const ms_conf *conf = &confs[next(b, 3)];
	double		p = (1 + next(b, 99)) / 100.0;
	double		tau = 1 + next(b, 200);
	ms_quantile q;
	ms_point area;

	ms_life_table(l, life);
	if (weighted)
		ms_life_squares(l, squares);
	ms_kaplan_meier(life, weighted ? squares : NULL, l->rows, conf, point);
	for (int i = 0; i < l->rows; i++)
	{
		require(life[i].risk >= life[i].events + life[i].censored);
		require(point[i].estimate >= 0 && point[i].estimate <= (i > 0 ? point[i - 1].estimate : 1));
		require(isnan(point[i].std_err) ? point[i].estimate == 0 : point[i].std_err >= 0);
		require(between_limits(&point[i]));
	}
	q = ms_km_quantile(life, point, l->rows, p);
	require(isnan(q.estimate) || (q.estimate >= life[0].day && q.estimate <= life[l->rows - 1].day));
	require(isnan(q.lower) || (q.lower >= life[0].day && q.lower <= life[l->rows - 1].day));
	area = ms_km_area(life, point, l->rows, tau);
	require(isnan(area.estimate) || (area.estimate >= 0 && area.estimate <= tau && area.std_err >= 0));
	ms_nelson_aalen(life, weighted ? squares : NULL, l->rows, conf, point);
	for (int i = 0; i < l->rows; i++)
		require(point[i].estimate >= (i > 0 ? point[i - 1].estimate : 0) && point[i].std_err >= 0);
}

/* The life table with the number of patients multiplied. */
static void
scaled_table(const ms_ledger *l, double times, ms_life *life)
{
	ms_life_table(l, life);
	for (int i = 0; i < l->rows; i++)
		life[i] = (ms_life) {life[i].day, life[i].risk * times, life[i].events * times, life[i].censored * times};
}

/*
 * From a million times the patients on, the ratio stays the same and its
 * standard error falls with the square root of their number: Efron's ties are
 * then those of continuous time.
 */
static void
check_scaled(const ms_ledger *l, const ms_ledger *other, const ms_ratio *ratio)
{
	ms_life		life[2][ROWS_MAX];
	ms_group group[2] = {{l->rows, life[0], 0}, {other->rows, life[1], 0}};
	ms_ratio scaled[2];
	double		width[2];

	for (int i = 0; i < 2; i++)
	{
		double		times = i == 0 ? 1e6 : 1e10;

		scaled_table(l, times, life[0]);
		scaled_table(other, times, life[1]);
		scaled[i] = ms_cox(group, 1, 0.95);
		width[i] = log(scaled[i].upper / scaled[i].lower) * sqrt(times);
	}
	require(isnan(ratio->ratio) == isnan(scaled[1].ratio) && (ratio->ratio == 0) == (scaled[1].ratio == 0));
	if (ratio->upper < 1e4 && ratio->lower > 1e-4)
	{
		require(fabs(scaled[0].ratio / scaled[1].ratio - 1) < 1e-5);
		require(fabs(width[0] / width[1] - 1) < 1e-3);
	}
}

/*
 * Tests and ratios of two or more groups are in range, or NaN; with the groups
 * swapped, the ratio is the reciprocal.
 */
static void
check_comparison(bytes *b, const ms_ledger *l)
{
	ms_ledger other = random_ledger(b, l->kind);
	ms_life		life[2][ROWS_MAX];
	ms_group group[4] = {
		{l->rows, life[0], 0}, {other.rows, life[1], 0}, {other.rows, life[1], 0}, {l->rows, life[0], 0}
	};
	double		work[MS_LOGRANK_WORK(4)];
	ms_test		test;
	ms_ratio ratio;
	ms_ratio back;

	if (ms_ledger_valid(&other))
	{
		ms_life_table(l, life[0]);
		ms_life_table(&other, life[1]);
		pauses = 0;
		test = ms_logrank(group, 1, 2 + next(b, 3), next(b, 3) / 2.0, work);
		require(pauses > 0 || l->rows + other.rows == 0);
		require(isnan(test.chisq) || (test.chisq >= -ROUNDING && test.df >= 1 && test.p_value >= 0 && test.p_value <= 1));
		ratio = ms_cox(group, 1, 0.95);
		back = ms_cox(group + 2, 1, 0.95);
		require(isnan(ratio.ratio) || ratio.ratio >= 0);
		require(isnan(ratio.lower) || (ratio.lower <= ratio.ratio && ratio.ratio <= ratio.upper));
		require(!(ratio.upper < 1e4 && back.upper < 1e4) || fabs(ratio.ratio * back.ratio - 1) < 1e-9);
		check_scaled(l, &other, &ratio);
		/* two strata that mirror each other: no difference */
		ratio = ms_cox(group, 2, 0.95);
		require(!(ratio.upper < 1e4) || fabs(ratio.ratio - 1) < 1e-9);
	}
	free_ledger(&other);
}

static void
check_incidence(bytes *b, const ms_ledger *l)
{
	ms_incidence row[MS_CAUSES_MAX + 1][ROWS_MAX];
	const ms_conf *conf = &confs[next(b, 3)];

	for (int cause = 1; cause <= ms_causes(l); cause++)
		ms_cumulative_incidence(l, cause, conf, row[cause]);
	for (int i = 0; i < l->rows; i++)
	{
		double		all = 0;

		for (int cause = 1; cause <= ms_causes(l); cause++)
		{
			const ms_point *p = &row[cause][i].point;

			require(p->estimate >= (i > 0 ? row[cause][i - 1].point.estimate : 0));
			require(p->std_err >= 0 && between_limits(p));
			all += p->estimate;
		}
		require(all <= 1 + ROUNDING);
	}
}

/*
 * Quantiles are days of the tally, or in the middle of two.  Tests and ratios of
 * groups are in range, or NaN; with the groups swapped, the ratio is the
 * reciprocal.
 */
static void
check_competing(bytes *b, const ms_ledger *l)
{
	ms_ledger	other = random_ledger(b, l->kind);
	int			cause = 1 + next(b, ms_causes(l));
	ms_incidence row[ROWS_MAX];
	ms_life		life[2][ROWS_MAX];
	double		events[2][ROWS_MAX];
	const double *of_cause[4] = {events[0], events[1], events[1], events[0]};
	ms_group	group[4] = {
		{l->rows, life[0], 0}, {other.rows, life[1], 0}, {other.rows, life[1], 0}, {l->rows, life[0], 0}
	};
	double		work[MS_GRAY_WORK(4)];
	ms_quantile q;

	ms_cumulative_incidence(l, cause, &confs[next(b, 3)], row);
	q = ms_incidence_quantile(l, row, (1 + next(b, 254)) / 256.0);
	require(isnan(q.estimate) || (q.estimate >= l->key[0] && q.estimate <= l->key[l->rows - 1]));
	if (ms_ledger_valid(&other))
	{
		ms_test		test;
		ms_ratio	ratio;
		ms_ratio	back;

		ms_cuminc_life(l, cause, life[0], events[0]);
		ms_cuminc_life(&other, cause, life[1], events[1]);
		test = ms_gray(group, of_cause, 1, 2 + next(b, 3), next(b, 3) / 2.0, work);
		require(isnan(test.chisq) || (test.chisq >= 0 && test.df >= 1 && test.p_value >= 0 && test.p_value <= 1));
		ratio = ms_fine_gray(group, of_cause, 0.95);
		back = ms_fine_gray(group + 2, of_cause + 2, 0.95);
		require(isnan(ratio.ratio) || ratio.ratio >= 0);
		require(isnan(ratio.lower) || (ratio.lower <= ratio.ratio && ratio.ratio <= ratio.upper));
		require(!(ratio.upper < 1e4 && back.upper < 1e4) || fabs(ratio.ratio * back.ratio - 1) < 1e-9);
	}
	free_ledger(&other);
}

/*
 * Patients in a reference are in the tally; scores rise with the EDSS, and
 * their mean is 5.
 */
static void
check_scores(bytes *b, const ms_ledger *l)
{
	ms_severity_scale scale = next(b, 2) ? MS_MSSS : MS_ARMSS;
	int			last = ms_severity_last_year(l, scale);
	int			range = next(b, 16) == 0 ? INT32_MAX : next(b, 6);
	double		years = next(b, 256) / 256.0 * MS_SEVERITY_YEARS;
	int32_t		key = ms_severity_key(years);

	require(key / 2 == (int) years && key < 2 * MS_SEVERITY_YEARS && key % 2 == (years != (int) years));
	require(last >= 0 && last <= MS_SEVERITY_YEARS && ms_severity_year(scale, years) <= years);
	for (int year = 1; year <= last; year++)
	{
		ms_reference reference;
		double		sum = 0;
		double		score = 0;
		int64_t		all = 0;

		ms_severity_reference(l, scale, year, range, &reference);
		for (int i = 0; i < MS_SCORED_EDSS; i++)
		{
			require(reference.by_edss[i] >= 0 && reference.by_edss[i] <= ms_ledger_total(l, i));
			all += reference.by_edss[i];
			require(isnan(ms_severity_score(&reference, i)) == (reference.patients == 0));
			if (reference.patients == 0)
				continue;
			require(ms_severity_score(&reference, i) >= score);
			score = ms_severity_score(&reference, i);
			sum += score * (double) reference.by_edss[i];
		}
		require(score <= 10 && all == reference.patients);
		require(all == 0 || fabs(sum / (double) all - 5) <= 0.005 + ROUNDING);
	}
	for (int place = 0; place < MS_EDSS_VALUES; place++)
		require(ms_edss_valid(ms_edss_at(place)) && ms_edss_place(ms_edss_at(place)) == place);
	for (int i = 0; i < MS_SCORED_EDSS; i++)
	{
		require(ms_global_msss(i, years, MS_MSSS_2005) > 0 && ms_global_msss(i, years, MS_MSSS_2017) > 0);
		require(isnan(ms_global_armss(i, years)) == (years < 18 || years >= 76));
	}
}

static void
check_ledger(bytes *b)
{
	const ms_ledger_kind *kind = kinds[next(b, KINDS)];
	ms_ledger l = random_ledger(b, kind);

	if (ms_ledger_valid(&l))
	{
		check_packed(b, &l);
		check_text(b, &l);
		if (kind == &ms_survival_kind)
			check_comparison(b, &l);
		if (kind == &ms_survival_kind || kind == &ms_weighted_survival_kind)
			check_curve(b, &l);
		if (kind == &ms_cuminc_kind)
		{
			check_incidence(b, &l);
			check_competing(b, &l);
		}
		if (kind == &ms_severity_kind)
			check_scores(b, &l);
		if (kind == &ms_weighted_relapse_kind)
			require(ms_weighted_rate_sums(&l).relapses >= 0);
		if (kind == &ms_weighted_neda_kind)
			require(ms_weighted_neda_count(&l, 3).neda <= ms_weighted_neda_count(&l, 3).evaluable);
	}
	free_ledger(&l);
}

static void
check_relapses(bytes *b)
{
	ms_relapses sum = {{0}};
	ms_relapses last = {{0}};
	ms_relapses read;
	char		text[MS_RELAPSES_TEXT_MAX];
	ms_rate_sums s;
	ms_limits limits;
	int64_t		relapses[8];
	int64_t		days[8];
	int			n = next(b, 8);
	int			rate = next(b, 4);	/* 0: each patient has another rate */
	bool		equal = true;
	long double spread = 0;

	for (int i = 0; i < n; i++)
	{
		relapses[i] = next(b, 4) * (rate > 0 ? 1 + next(b, 3) * INT64_C(1000) : 1);
		days[i] = rate > 0 ? rate * 365 * relapses[i] : next(b, 16) == 0 ? INT32_MAX : next(b, 256) * 10;
		last = ms_relapses_of(relapses[i], days[i]);
		if (!ms_relapses_add(&sum, &last))
			return;
	}
	require(ms_relapses_valid(&sum));
	ms_relapses_print(&sum, text);
	require(ms_relapses_parse(text, strlen(text), &read) == MS_JSON_OK && memcmp(&read, &sum, sizeof(sum)) == 0);
	s = ms_rate_sums_of(&sum);
	for (int i = 0; i < n && s.days > 0; i++)
	{
		long double apart = relapses[i] - (long double) days[i] * sum.sum[MS_RELAPSE_RELAPSES] / sum.sum[MS_RELAPSE_DAYS];

		spread += apart * apart;
		equal = equal && relapses[i] * sum.sum[MS_RELAPSE_DAYS] == days[i] * sum.sum[MS_RELAPSE_RELAPSES];
	}
	require((s.spread == 0) == equal);
	require(equal || fabsl(s.spread - spread) <= 1e-12L * spread);
	require(!equal || isnan(ms_log_rate_variance(&s, MS_RATE_ROBUST)));
	for (int method = MS_RATE_WALD; method <= MS_RATE_NEGATIVE_BINOMIAL; method++)
	{
		limits = ms_log_limits(ms_annual_rate(&s), ms_log_rate_variance(&s, method), 0.95);
		require(isnan(limits.lower) || limits.lower <= limits.upper);
	}
	require(isnan(ms_rate_dispersion(&s)) || ms_rate_dispersion(&s) >= 0);
	if (s.days > 0)
	{
		int64_t		others = next(b, 200);
		double		p = ms_poisson_ratio_p(sum.sum[MS_RELAPSE_RELAPSES], s.days, others, 1000);

		require(p >= 0 && p <= 1);
		limits = ms_poisson_ratio(sum.sum[MS_RELAPSE_RELAPSES], s.days, others, 1000, 0.95);
		require(limits.lower <= limits.upper);
	}
	text[next(b, 256) % strlen(text)] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	if (ms_relapses_parse(text, strlen(text), &read) == MS_JSON_OK)
		require(ms_relapses_valid(&read));
	require(!ms_relapses_subtract(&sum, &last) || ms_relapses_valid(&sum));
}

/*
 * Pooled estimates are between the lowest and the highest, and the text reads
 * back; the last estimate can be taken out again.
 */
static void
check_pooling(bytes *b)
{
	static const double std_errs[] = {1e-50, 1e-9, 0.1, 0.25, 1, 3, 1e9, 1e50};
	ms_study	tally[16];
	ms_study	rest[16];
	ms_study   *read = malloc(MS_POOLING_MAX * sizeof(ms_study));
	char	   *text = malloc(ms_studies_text_max(16));
	int			n = 1 + next(b, 15);
	int			got;
	ms_study	last;

	for (int i = 0; i < n; i++)
	{
		last = (ms_study) {next(b, 64) == 0 ? MS_POOLING_ESTIMATE_MAX : (next(b, 9) - 4) / 3.0 + 0.0, std_errs[next(b, 8)]};
		memcpy(rest, tally, i * sizeof(ms_study));
		ms_studies_merge(rest, i, &last, 1, tally);
	}
	require(ms_studies_valid(tally, n) && ms_study_compare(&tally[ms_study_place(tally, n, &last)], &last) == 0);
	require(ms_studies_unmerge(tally, n, &last, 1, rest) && ms_studies_valid(rest, n - 1));
	for (int method = MS_META_FE; method <= MS_META_DL; method++)
	{
		ms_meta		m = ms_meta_analysis(tally, n, (ms_meta_method) method, 0.95);
		double		slack = 1e-12 * fmax(fabs(tally[0].estimate), fabs(tally[n - 1].estimate));

		require(m.estimate >= tally[0].estimate - slack && m.estimate <= tally[n - 1].estimate + slack);
		require(m.std_err > 0 && isfinite(m.upper - m.lower) && isfinite(m.q) && m.q >= 0);
		require(n == 1 || (m.tau2 >= 0 && isfinite(m.tau2) && m.i2 >= 0 && m.i2 <= 100 && m.p_value >= 0));
	}
	if (n > 1)
	{
		ms_rubin	r = ms_rubin_rules(tally, n);

		require(isfinite(r.std_err) && r.std_err > 0 && r.df >= n - 1 - ROUNDING && r.fmi >= 0 && r.fmi <= 1 + ROUNDING);
		require(ms_rubin_reach(&r, 0.95) > 0);
	}
	ms_studies_print(tally, n, text);
	require(ms_studies_parse(text, strlen(text), read, &got) == MS_JSON_OK && got == n);
	require(memcmp(read, tally, n * sizeof(ms_study)) == 0);
	text[next(b, 256) % strlen(text)] = "0123456789.,:[]{}\"e-+ x"[next(b, 23)];
	(void) ms_studies_parse(text, strlen(text), read, &got);
	free(text);
	free(read);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};

	if (size > 0 && data[0] == '{') /* a text as a user might write it */
	{
		char	   *text = malloc(size + 1);
		ms_relapses t;

		memcpy(text, data, size);
		text[size] = '\0';
		for (size_t i = 0; i < KINDS; i++)
			check_text_of(kinds[i], text, size, NULL);
		(void) ms_relapses_parse(text, size, &t);
		free(text);
		return 0;
	}
	switch (next(&b, 16))
	{
		case 0:
		case 8:
			check_relapses(&b);
			break;
		case 1:
			check_pooling(&b);
			break;
		default:
			check_ledger(&b);
	}
	return 0;
}
