/*
 * transplant.c
 *		Screening for AHSCT, and the steps of the procedure.
 */
#include "transplant.h"

#include <math.h>

const char *const ms_screen_names[MS_SCREENS + 1] = {
	[MS_SCREEN_LISBON_2015] = "lisbon2015",
	[MS_SCREEN_EBMT_2019] = "ebmt2019",
	[MS_SCREEN_BEATMS] = "beatms",
};

const char *const ms_candidate_names[MS_CANDIDATE_ITEMS] = {
	[MS_CANDIDATE_PHENOTYPE] = "phenotype",
	[MS_CANDIDATE_RELAPSES_12M] = "relapses_12m",
	[MS_CANDIDATE_RELAPSES_24M] = "relapses_24m",
	[MS_CANDIDATE_GD_12M] = "gd_12m",
	[MS_CANDIDATE_NEW_T2_12M] = "new_t2_12m",
	[MS_CANDIDATE_DURATION] = "duration_years",
	[MS_CANDIDATE_AGE] = "age_years",
	[MS_CANDIDATE_EDSS] = "edss",
	[MS_CANDIDATE_FAILED] = "failed_high_efficacy",
	[MS_CANDIDATE_EPISODES] = "episodes_36m",
	[MS_CANDIDATE_EPISODES_ON_DMT] = "episodes_on_dmt_36m",
	[MS_CANDIDATE_MCDONALD] = "mcdonald",
};

const char *const ms_screen_criterion_names[MS_SCREEN_CRITERIA] = {
	[MS_CRITERION_PHENOTYPE] = "phenotype",
	[MS_CRITERION_DIAGNOSIS] = "diagnosis",
	[MS_CRITERION_ACTIVITY] = "activity",
	[MS_CRITERION_DURATION] = "duration",
	[MS_CRITERION_AGE] = "age",
	[MS_CRITERION_EDSS] = "edss",
	[MS_CRITERION_FAILURE] = "failure",
};

/*
 * The criteria.  Each finding is an item of the candidate; duration, age and
 * EDSS have level 1 if they are within their limits.
 */

static bool
relapsing(const int8_t *level)
{
	return level[MS_CANDIDATE_PHENOTYPE];
}

/* A phenotype at level 2 is eligible; one at level 1 also needs inflammatory activity. */
static bool
relapsing_or_active(const int8_t *level)
{
	bool		inflammatory = level[MS_CANDIDATE_RELAPSES_12M] > 0 ||
		level[MS_CANDIDATE_GD_12M] > 0 || level[MS_CANDIDATE_NEW_T2_12M] > 0;

	return level[MS_CANDIDATE_PHENOTYPE] + inflammatory >= 2;
}

static bool
diagnosed(const int8_t *level)
{
	return level[MS_CANDIDATE_MCDONALD];
}

static bool
active_lisbon(const int8_t *level)
{
	return level[MS_CANDIDATE_RELAPSES_24M] >= 2 &&
		(level[MS_CANDIDATE_GD_12M] >= 1 || level[MS_CANDIDATE_NEW_T2_12M] >= 3);
}

static bool
active_ebmt(const int8_t *level)
{
	return level[MS_CANDIDATE_RELAPSES_12M] >= 2 ||
		(level[MS_CANDIDATE_RELAPSES_12M] == 1 &&
		 (level[MS_CANDIDATE_GD_12M] >= 1 || level[MS_CANDIDATE_NEW_T2_12M] >= 1));
}

static bool
active_beatms(const int8_t *level)
{
	return level[MS_CANDIDATE_EPISODES] >= 2 && level[MS_CANDIDATE_EPISODES_ON_DMT] >= 1;
}

static bool
short_duration(const int8_t *level)
{
	return level[MS_CANDIDATE_DURATION];
}

static bool
age_in_range(const int8_t *level)
{
	return level[MS_CANDIDATE_AGE];
}

static bool
edss_in_range(const int8_t *level)
{
	return level[MS_CANDIDATE_EDSS];
}

static bool
drug_failed(const int8_t *level)
{
	return level[MS_CANDIDATE_FAILED];
}

#define AS_PUBLISHED	"as published"
#define OURS			"our operationalisation"
#define FROM_MEMORY		"uncertain, from memory"

typedef struct screen
{
	const char *source;
	int8_t		phenotype[MS_SP / 10 + 1];		/* levels, by a tenth of the code */
	double		duration;		/* less than, in years; 0: any */
	double		age_from;		/* at least */
	double		age_to;			/* less than */
	int			edss_halves;	/* at most */
	struct
	{
		bool		(*met) (const int8_t *level);
		ms_requirement words;
	}			criterion[MS_SCREEN_CRITERIA];
} screen;

static const screen screens[MS_SCREENS] = {
	[MS_SCREEN_LISBON_2015] = {
		.source = "Scolding 2017, Brain 140:2776 (ECTRIMS, Lisbon)",
		.phenotype = {[MS_RR / 10] = 1},
		.duration = 5,
		.criterion = {
			[MS_CRITERION_PHENOTYPE] = {relapsing, {"RR", AS_PUBLISHED}},
			[MS_CRITERION_ACTIVITY] = {active_lisbon, {"at least 2 relapses in 24 months, and in 12 months a Gd+ lesion or at least 3 new T2 lesions", OURS}},
			[MS_CRITERION_DURATION] = {short_duration, {"less than 5 years", AS_PUBLISHED}},
			[MS_CRITERION_FAILURE] = {drug_failed, {"at least 1 high-efficacy drug stopped for lack of efficacy", OURS}},
		},
	},
	[MS_SCREEN_EBMT_2019] = {
		.source = "Sharrack 2020, Bone Marrow Transplant 55:283, doi:10.1038/s41409-019-0684-0",
		.phenotype = {[MS_RR / 10] = 2, [MS_SP / 10] = 1, [MS_PP / 10] = 1},
		.duration = 10,
		.age_to = 45,
		.edss_halves = 11,
		.criterion = {
			[MS_CRITERION_PHENOTYPE] = {relapsing_or_active, {"RR; SP or PP with a relapse, a Gd+ or a new T2 lesion in 12 months, as a weaker recommendation", FROM_MEMORY}},
			[MS_CRITERION_ACTIVITY] = {active_ebmt, {"in 12 months at least 2 relapses, or 1 relapse and a Gd+ or new T2 lesion", FROM_MEMORY}},
			[MS_CRITERION_DURATION] = {short_duration, {"less than 10 years", FROM_MEMORY}},
			[MS_CRITERION_AGE] = {age_in_range, {"below 45 (preferred, not required)", FROM_MEMORY}},
			[MS_CRITERION_EDSS] = {edss_in_range, {"5.5 or less; 6.0 in selected patients", FROM_MEMORY}},
			[MS_CRITERION_FAILURE] = {drug_failed, {"failure of at least 1 high-efficacy drug", FROM_MEMORY}},
		},
	},
	[MS_SCREEN_BEATMS] = {
		.source = "BEAT-MS, NCT04047628, its later protocol",
		.phenotype = {[MS_RR / 10] = 2, [MS_SP / 10] = 1},
		.age_from = 18,
		.age_to = 56,			/* up to and including 55, in completed years */
		.edss_halves = 12,
		.criterion = {
			[MS_CRITERION_PHENOTYPE] = {relapsing_or_active, {"RR; SP with a relapse, a Gd+ or a new T2 lesion in 12 months", OURS}},
			[MS_CRITERION_DIAGNOSIS] = {diagnosed, {"McDonald 2017, with dissemination in space on MRI", AS_PUBLISHED}},
			[MS_CRITERION_ACTIVITY] = {active_beatms, {"at least 2 episodes of activity in 36 months, at least 1 of them after a month or more on an oral or monoclonal antibody drug", AS_PUBLISHED}},
			[MS_CRITERION_AGE] = {age_in_range, {"18 to 55, in completed years", AS_PUBLISHED}},
			[MS_CRITERION_EDSS] = {edss_in_range, {"6.0 or less", AS_PUBLISHED}},
		},
	},
};

static bool
eligible(const int8_t *level, const void *about)
{
	const screen *s = about;

	for (int i = 0; i < MS_SCREEN_CRITERIA; i++)
		if (s->criterion[i].met != NULL && !s->criterion[i].met(level))
			return false;
	return true;
}

/*
 * The candidate's findings
 */

/* Sets a finding: is a number, if known, within its limits? */
static void
find_within(ms_findings *f, int item, bool known, bool in_limits)
{
	ms_find_count(f, item, known ? in_limits : -1, 1, item);
}

/* A part is at most the whole, and the whole at least the part. */
static void
find_part(ms_findings *f, int part, int whole)
{
	if (f->low[whole] < f->low[part])
		f->low[whole] = f->low[part];
	if (f->high[part] > f->high[whole])
		f->high[part] = f->high[whole];
}

static ms_findings
findings_of(const ms_candidate *c, const screen *s)
{
	ms_findings f = {.n = MS_CANDIDATE_ITEMS};

	ms_find_count(&f, MS_CANDIDATE_PHENOTYPE,
				  c->phenotype == MS_NO_PHENOTYPE ? -1 : s->phenotype[c->phenotype / 10],
				  s->phenotype[MS_RR / 10], MS_CANDIDATE_PHENOTYPE);
	ms_find_count(&f, MS_CANDIDATE_RELAPSES_12M, c->relapses_12m, 2,
				  MS_CANDIDATE_RELAPSES_12M);
	ms_find_count(&f, MS_CANDIDATE_RELAPSES_24M, c->relapses_24m, 2,
				  MS_CANDIDATE_RELAPSES_24M);
	find_part(&f, MS_CANDIDATE_RELAPSES_12M, MS_CANDIDATE_RELAPSES_24M);
	ms_find_count(&f, MS_CANDIDATE_GD_12M, c->gd_12m, 1, MS_CANDIDATE_GD_12M);
	ms_find_count(&f, MS_CANDIDATE_NEW_T2_12M, c->new_t2_12m, 3, MS_CANDIDATE_NEW_T2_12M);
	find_within(&f, MS_CANDIDATE_DURATION, !isnan(c->duration), c->duration < s->duration);
	find_within(&f, MS_CANDIDATE_AGE, !isnan(c->age),
				c->age >= s->age_from && c->age < s->age_to);
	find_within(&f, MS_CANDIDATE_EDSS, c->edss_halves >= 0, c->edss_halves <= s->edss_halves);
	ms_find_count(&f, MS_CANDIDATE_FAILED, c->failed, 1, MS_CANDIDATE_FAILED);
	ms_find_count(&f, MS_CANDIDATE_EPISODES, c->episodes_36m, 2, MS_CANDIDATE_EPISODES);
	ms_find_count(&f, MS_CANDIDATE_EPISODES_ON_DMT, c->episodes_on_dmt_36m, 2,
				  MS_CANDIDATE_EPISODES_ON_DMT);
	find_part(&f, MS_CANDIDATE_EPISODES_ON_DMT, MS_CANDIDATE_EPISODES);
	ms_find_fact(&f, MS_CANDIDATE_MCDONALD, c->mcdonald, MS_CANDIDATE_MCDONALD);
	return f;
}

static bool
more(int part, int whole)
{
	return part >= 0 && whole >= 0 && part > whole;
}

ms_candidate_fault
ms_candidate_check(const ms_candidate *c)
{
	return more(c->relapses_12m, c->relapses_24m) ? MS_CANDIDATE_MORE_RELAPSES :
		more(c->episodes_on_dmt_36m, c->episodes_36m) ? MS_CANDIDATE_MORE_EPISODES :
		MS_CANDIDATE_FINE;
}

ms_screening
ms_screen(const ms_candidate *c, ms_screen_variant variant)
{
	const screen *s = &screens[variant];
	ms_findings f = findings_of(c, s);
	ms_screening result = {
		ms_rule_answer(&f, eligible, s), 0, ms_rule_missing(&f, eligible, s)
	};

	for (int i = 0; i < MS_SCREEN_CRITERIA; i++)
		if (s->criterion[i].met != NULL && !s->criterion[i].met(f.high))
			result.unmet |= UINT32_C(1) << i;
	return result;
}

const ms_requirement *
ms_screen_requirement(ms_screen_variant variant, ms_screen_criterion criterion)
{
	return &screens[variant].criterion[criterion].words;
}

const char *
ms_screen_source(ms_screen_variant variant)
{
	return screens[variant].source;
}

/*
 * Steps
 */

static const ms_label steps[MS_TRANSPLANT_STEPS] = {
	{10, "mobilisation", {"mobilization|stem cell mobilisation|growth factors|mobilisation des cellules souches|facteurs de croissance"}},
	{20, "collection", {"harvest|apheresis|leukapheresis|cytapheresis|recueil|cytaphérèse|collecte|prélèvement"}},
	{30, "cryopreservation", {"freezing|cryoconservation|congélation"}},
	{40, "conditioning", {"chemotherapy|conditionnement|chimiothérapie"}},
	{50, "reinjection", {"reinfusion|infusion|transplant|transplantation|graft|réinjection|greffe|autogreffe"}},
	{60, "aplasia", {"aplasie|neutropenia|neutropénie"}},
	{70, "recovery", {"engraftment|haematological recovery|hematological recovery|récupération|récupération hématologique|sortie d'aplasie|reconstitution"}},
};

const ms_vocabulary ms_transplant_step = MS_VOCABULARY("transplant_step", steps);

const char *
ms_transplant_issue_name(ms_transplant_issue_kind kind)
{
	static const char *const names[] = {"twice", "missing", "no date", "out of order"};

	return names[kind];
}

/*
 * The earliest record of a step; if none has a day, the first one; NULL if
 * there is none.
 */
static const ms_dated_step *
first_record(const ms_dated_step *record, int n, int16_t step)
{
	const ms_dated_step *first = NULL;

	for (int i = 0; i < n; i++)
		if (record[i].step == step && (first == NULL || first->day == MS_NO_DAY ||
									   (record[i].day != MS_NO_DAY && record[i].day < first->day)))
			first = &record[i];
	return first;
}

void
ms_transplant_issues(const ms_dated_step *record, int n,
					 void (*found) (void *arg, const ms_transplant_issue *issue), void *arg)
{
	const ms_dated_step *latest = NULL;		/* latest of the steps so far */

	for (int i = 0; i < MS_TRANSPLANT_STEPS; i++)
	{
		int16_t		step = steps[i].code;
		const ms_dated_step *first = first_record(record, n, step);

		if (first == NULL)
		{
			for (int j = i + 1; j < MS_TRANSPLANT_STEPS; j++)
				if (first_record(record, n, steps[j].code) != NULL)
				{
					found(arg, &(ms_transplant_issue) {MS_TRANSPLANT_MISSING, step, steps[j].code, MS_NO_DAY, 0});
					break;
				}
			continue;
		}
		for (int j = 0; j < n; j++)
			if (record[j].step == step && &record[j] != first)
				found(arg, &(ms_transplant_issue) {MS_TRANSPLANT_TWICE, step, 0, record[j].day, 0});
		if (first->day == MS_NO_DAY)
		{
			found(arg, &(ms_transplant_issue) {MS_TRANSPLANT_NO_DATE, step, 0, MS_NO_DAY, 0});
			continue;
		}
		if (latest != NULL && first->day < latest->day)
			found(arg, &(ms_transplant_issue) {
				MS_TRANSPLANT_OUT_OF_ORDER, step, latest->step, first->day, latest->day - first->day
			});
		else
			latest = first;
	}
}
