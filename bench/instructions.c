/*
 * instructions.c
 *		Runs the inner functions on artificial input that is always the same,
 *		for the script bench/instructions, which counts their instructions.
 *
 *		instructions NAME
 *
 * runs the path of this name and prints the number of items; without a name it
 * prints the names.  The script counts measured() and what it calls.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/core/cox_model.h"
#include "../src/core/disability.h"
#include "../src/core/edss.h"
#include "../src/core/glm.h"
#include "../src/core/ledger.h"
#include "../src/core/neda.h"
#include "../src/core/msbase.h"
#include "../src/core/pause.h"
#include "../src/core/series.h"
#include "../src/core/severity.h"
#include "../src/core/spms.h"
#include "../src/core/spms_msoutcomes.h"
#include "../src/core/survival.h"

#define PATIENTS 1000
#define VISITS 20
#define DAYS 3650
#define ROWS 20000
#define TERMS 10

/* Two visits a year, an EDSS that rises and fluctuates, a relapse every other year. */
static ms_visit visit[PATIENTS][VISITS];
static ms_spms_visit spms_visit[PATIENTS][VISITS];
static int32_t onset[PATIENTS][VISITS / 4];
static ms_criteria criteria;

static ms_cell cell[DAYS * 3];
static int32_t key[DAYS];
static ms_ledger ledger = {.key = key, .cell = cell};
static ms_life life[DAYS];
static ms_point point[DAYS];

/* Rows in order of arrival, and their canonical order. */
static int32_t number[ROWS];
static uint8_t flags[ROWS];
static double covariate[ROWS * TERMS];
static ms_row_key row_key[2][ROWS];
static ms_rows arrived = {.terms = TERMS, .rows = ROWS, .number = number, .x = covariate};
static ms_rows canonical;

static char packed[1 << 21];
static size_t packed_size;
static volatile double sink;	/* keeps results from being optimised away */

/* For the core's loops, which are never interrupted here. */
void
ms_pause(void)
{
}

/* A pseudorandom number below `below`, the same in each run. */
static int
draw(int below)
{
	static uint32_t state = 20240301;

	state = state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (int) ((state >> 8) % (uint32_t) below);
}

static void
make_patients(void)
{
	for (int i = 0; i < PATIENTS; i++)
	{
		int			start = draw(9);
		int32_t		since = MS_NO_RELAPSE;

		for (int j = 0; j < VISITS; j++)
		{
			int			halves = start + j * draw(7) / 20 + draw(3);
			int32_t		day = 7000 + 182 * j + draw(15);

			halves = halves == 1 ? 2 : halves > 20 ? 20 : halves;
			visit[i][j] = (ms_visit) {halves / 2.0, day, true};
			if (j % 4 == 0)
			{
				onset[i][j / 4] = day - draw(120);
				since = day - onset[i][j / 4];
			}
			else
				since += 182;
			spms_visit[i][j] = (ms_spms_visit) {
				.day = day, .since = since, .edss = (int16_t) halves, .can_confirm = true
			};
			for (int k = 0; k < MS_GRADES; k++)
				spms_visit[i][j].grade[k] = (int8_t) (halves / 4 + draw(2));
		}
	}
}

/* One day per row, with events and censorings and without late entries. */
static void
make_ledger(const ms_ledger_kind *kind, int columns, int rows, int first)
{
	ledger.kind = kind;
	ledger.columns = columns;
	ledger.rows = rows;
	for (int row = 0; row < rows; row++)
	{
		key[row] = first + row;
		for (int i = 0; i < columns; i++)
			cell[row * columns + i].count = 1 + draw(200);
	}
}

static void
make_nothing(void)
{
}

static int __attribute__((noinline))
read_edss(void)
{
	static const char *const texts[] = {"0", "1.0", "3.5", "4", "6,5", " 10.0 "};
	uint8_t		halves;
	int			n = 0;

	for (int i = 0; i < PATIENTS; i++)
		for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++, n++)
		{
			sink = ms_edss_parse(texts[j], strlen(texts[j]), &halves);
			sink = halves;
		}
	return n;
}

static int
make_statuses(void)
{
	int			n = 0;

	for (int i = 0; i < PATIENTS; i++)
	{
		/* each combination of no, yes and unknown, a few times */
		ms_tri		component[MS_NEDA_COMPONENTS];

		for (int k = 0, rest = i; k < MS_NEDA_COMPONENTS; k++, rest /= 3)
			component[k] = (ms_tri) (rest % 3);
		sink = ms_is_neda(ms_neda_make(component), 3, false);
		n++;
	}
	return n;
}

static int
pack_series(void)
{
	for (int i = 0; i < PATIENTS; i++)
	{
		ms_packing packing = ms_series_packing(visit[i], VISITS);

		ms_series_pack(visit[i], &packing, packed);
		ms_series_unpack(packed, &packing, visit[i]);
	}
	return PATIENTS;
}

static void
make_criteria(void)
{
	const char *which;

	make_patients();
	if (!ms_criteria_named("edss", &criteria))
		abort();
	criteria.event = MS_MULTIPLE;
	if (ms_criteria_settle(&criteria, &which) != NULL)
		abort();
}

static int
find_events(void)
{
	ms_scratch scratch[VISITS];
	ms_event event[VISITS];
	int			found = 0;

	for (int i = 0; i < PATIENTS; i++)
	{
		ms_course course = {
			.visit = visit[i], .visits = VISITS, .onset = onset[i],
			.relapses = VISITS / 4, .relapses_known = true
		};

		found += ms_disability_search(&course, &criteria, scratch, event, NULL);
	}
	if (found == 0)
		abort();				/* it would measure next to nothing */
	return PATIENTS;
}

static int
find_msbase(void)
{
	ms_msbase_rules rules = {.kind = MS_MSBASE_PIRA, .conf_days = 90.75, .relapse_days = 30};
	int32_t		since[VISITS];
	ms_msbase_event event[VISITS];
	int			found = 0;

	for (int i = 0; i < PATIENTS; i++)
	{
		ms_course course = {
			.visit = visit[i], .visits = VISITS, .onset = onset[i],
			.relapses = VISITS / 4, .relapses_known = true
		};

		found += ms_msbase_search(&course, &rules, since, event);
	}
	if (found == 0)
		abort();
	return PATIENTS;
}

static int
find_conversions(ms_spms (*search) (const ms_spms_visit *visit, int n, const ms_spms_rules *rules))
{
	ms_spms_rules rules = {.systems = true, .conf_days = 90, .relapse_days = 30, .sustained = true};
	int			found = 0;

	for (int i = 0; i < PATIENTS; i++)
		found += search(spms_visit[i], VISITS, &rules).converted == MS_YES;
	if (found == 0)
		abort();
	return PATIENTS;
}

static int
find_lorscheider(void)
{
	return find_conversions(ms_spms_search);
}

static int
find_msoutcomes(void)
{
	return find_conversions(ms_spms_msoutcomes);
}

static void
make_survival(void)
{
	make_ledger(&ms_survival_kind, 2, DAYS, 1);
}

static void
make_packed(void)
{
	make_survival();
	packed_size = ms_ledger_packed_size(&ledger);
	if (packed_size > sizeof(packed))
		abort();
	ms_ledger_pack(&ledger, packed);
}

static int
unpack_ledger(void)
{
	if (!ms_ledger_unpack(packed, packed_size, &ledger) || !ms_ledger_valid(&ledger))
		abort();
	return DAYS;
}

static int
pack_ledger(void)
{
	packed_size = ms_ledger_packed_size(&ledger);
	ms_ledger_pack(&ledger, packed);
	return DAYS;
}

static int
draw_curve(void)
{
	ms_conf		conf = {0.95, MS_CONF_LOG};

	ms_life_table(&ledger, life);
	ms_kaplan_meier(life, NULL, DAYS, &conf, point);
	sink = point[DAYS - 1].estimate;
	return DAYS;
}

static void
make_severity(void)
{
	make_ledger(&ms_severity_kind, MS_SCORED_EDSS, 60, 2);
}

static int
score_locally(void)
{
	int			n = 0;

	for (int year = 1; year <= 30; year++)
	{
		ms_reference reference;

		ms_severity_reference(&ledger, MS_MSSS, year, 2, &reference);
		for (int column = 0; column < MS_SCORED_EDSS; column++, n++)
			sink = ms_severity_score(&reference, column);
	}
	return n;
}

static int
score_globally(void)
{
	int			n = 0;

	for (int year = 1; year <= 30; year++)
		for (int column = 0; column < MS_SCORED_EDSS; column++, n++)
			sink = ms_global_msss(column, year, MS_MSSS_2017);
	return n;
}

/* Yes or no and continuous covariates; each raises the odds of an event a little. */
static void
make_rows(ms_rows_kind kind)
{
	arrived.kind = kind;
	arrived.flags = kind == MS_ROWS_COX ? flags : NULL;
	for (int row = 0; row < ROWS; row++)
	{
		int			odds = 20;
		bool		event;

		for (int i = 0; i < TERMS; i++)
		{
			int			whole = i < 4 ? draw(2) : draw(1000);

			covariate[row * TERMS + i] = i < 4 ? whole : whole / 100.0;
			odds += i < 4 ? 5 * whole : whole / 200;
		}
		event = draw(100) < odds;
		number[row] = kind == MS_ROWS_COX ? 1 + draw(DAYS) : event;
		flags[row] = event ? MS_ROW_EVENT : 0;
	}
}

static void
make_cox_rows(void)
{
	make_rows(MS_ROWS_COX);
}

static void
make_logistic_rows(void)
{
	make_rows(MS_ROWS_LOGISTIC);
}

static int
sort_rows(void)
{
	ms_rows_order order;

	if (!ms_rows_sort(&arrived, row_key[0], row_key[1], &order) ||
		ms_rows_packed_size(&arrived, &order) > sizeof(packed))
		abort();
	ms_rows_pack(&arrived, &order, packed);
	return ROWS;
}

static void
make_sorted_rows(ms_rows_kind kind)
{
	ms_rows_order order;

	make_rows(kind);
	canonical = arrived;
	canonical.number = malloc(sizeof(number));
	canonical.flags = malloc(sizeof(flags));
	canonical.x = malloc(sizeof(covariate));
	if (!ms_rows_sort(&arrived, row_key[0], row_key[1], &order) || (order.columns & MS_ROWS_COUNTS))
		abort();
	ms_rows_gather(&arrived, &order, &canonical);
}

static void
make_sorted_cox(void)
{
	make_sorted_rows(MS_ROWS_COX);
}

static void
make_sorted_logistic(void)
{
	make_sorted_rows(MS_ROWS_LOGISTIC);
}

/* The rows of all rounds: the start is one more. */
static int
fit_rows(ms_family family, size_t memory)
{
	ms_fit_options options = {.family = family};
	double		estimate[TERMS + 1];
	double		vcov[(TERMS + 1) * (TERMS + 1)];
	ms_model	m = {.estimate = estimate, .vcov = vcov};
	void	   *work = malloc(memory);

	if (family == MS_FAMILY_COX)
		ms_cox_model(&m, &canonical, &options, work);
	else
		ms_glm(&m, &canonical, &options, work);
	if (!ms_model_fitted(&m))
		abort();
	free(work);
	return canonical.rows * (m.iterations + 1);
}

static int
fit_cox(void)
{
	return fit_rows(MS_FAMILY_COX, ms_cox_model_memory(&canonical));
}

static int
fit_logistic(void)
{
	return fit_rows(MS_FAMILY_LOGISTIC, ms_glm_memory(&canonical));
}

static const struct
{
	const char *name;
	const char *item;
	void		(*make) (void);
	int			(*run) (void);
} paths[] = {
	{"edss_parse", "text", make_nothing, read_edss},
	{"neda_status", "status made and judged", make_nothing, make_statuses},
	{"series_pack", "series of 20 visits, packed and unpacked", make_patients, pack_series},
	{"disability_search", "patient of 20 visits", make_criteria, find_events},
	{"msbase_search", "patient of 20 visits", make_patients, find_msbase},
	{"spms_search", "patient of 20 visits", make_patients, find_lorscheider},
	{"spms_msoutcomes", "patient of 20 visits", make_patients, find_msoutcomes},
	{"ledger_pack", "day", make_packed, pack_ledger},
	{"ledger_unpack", "day, and checked", make_packed, unpack_ledger},
	{"kaplan_meier", "day of the curve", make_survival, draw_curve},
	{"severity_local", "score", make_severity, score_locally},
	{"severity_global", "score", make_nothing, score_globally},
	{"cox_rows", "row of 10 covariates, sorted and packed", make_cox_rows, sort_rows},
	{"logistic_rows", "row of 10 covariates, sorted and packed", make_logistic_rows, sort_rows},
	{"cox_model", "row of 10 covariates in a round", make_sorted_cox, fit_cox},
	{"glm", "row of 10 covariates in a round", make_sorted_logistic, fit_logistic},
};

int __attribute__((noinline))
measured(int (*run) (void))
{
	return run() + (sink != sink);	/* not a tail call: run() must return here */
}

int
main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (argc < 2)
			printf("%s\n", paths[i].name);
		else if (strcmp(argv[1], paths[i].name) == 0)
		{
			paths[i].make();
			printf("%d %s\n", measured(paths[i].run), paths[i].item);
			return 0;
		}
	return argc < 2 ? 0 : 1;
}
