/*
 * criteria.h
 *		A definition of confirmed disability events: every choice that two
 *		papers may make differently, by name.
 *
 * The names and defaults are those of the R package msprog (Montobbio 2024,
 * Mult Scler 30:1185, doi:10.1177/13524585241243157), so that the methods
 * section of a paper maps one to one.  Days are numbers, since tolerances such
 * as 730.5 are in use; an upper limit may be infinite.
 */
#ifndef SEPMS_CORE_CRITERIA_H
#define SEPMS_CORE_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most confirmation periods of one definition. */
#define SEPMS_PERIODS_MAX 8

typedef enum sepms_outcome
{
	SEPMS_OUTCOME_EDSS,
	SEPMS_OUTCOME_T25FW,
	SEPMS_OUTCOME_NHPT,
	SEPMS_OUTCOME_SDMT,
	SEPMS_OUTCOME_CUSTOM
} sepms_outcome;

/* What counts as a change, where there is more than one rule in use. */
typedef enum sepms_change_rule
{
	SEPMS_RULE_NONE,			/* t25fw, nhpt, custom */
	SEPMS_RULE_STD50,			/* EDSS, see edss.h */
	SEPMS_RULE_STD55,
	SEPMS_RULE_OPERA,
	SEPMS_RULE_MSPROG,			/* SDMT: 4 points or 20 %, the smaller */
	SEPMS_RULE_4PT,				/* 4 points */
	SEPMS_RULE_8PT,				/* 8 points */
	SEPMS_RULE_10PCT			/* 10 % */
} sepms_change_rule;

typedef enum sepms_sought
{
	SEPMS_FIRST_CDW,
	SEPMS_FIRST_CDI,
	SEPMS_FIRST_PIRA,
	SEPMS_FIRST_RAW,
	SEPMS_FIRST,
	SEPMS_MULTIPLE
} sepms_sought;

typedef enum sepms_baseline
{
	SEPMS_BASELINE_FIXED,
	SEPMS_BASELINE_ROVING,
	SEPMS_BASELINE_ROVING_IMPR,
	SEPMS_BASELINE_ROVING_WORS
} sepms_baseline;

typedef enum sepms_proceed
{
	SEPMS_PROCEED_FIRSTCONF,
	SEPMS_PROCEED_EVENT
} sepms_proceed;

typedef enum sepms_sub_threshold
{
	SEPMS_SUB_NONE,
	SEPMS_SUB_CHANGE,
	SEPMS_SUB_IMPROVEMENT,
	SEPMS_SUB_WORSENING
} sepms_sub_threshold;

typedef enum sepms_extrema
{
	SEPMS_EXTREMA_NONE,
	SEPMS_EXTREMA_STRICT,
	SEPMS_EXTREMA_ALL
} sepms_extrema;

/* The windows without a relapse that make a worsening PIRA: see disability.h. */
typedef enum sepms_anchor
{
	SEPMS_ANCHOR_PREC,
	SEPMS_ANCHOR_EVENT,
	SEPMS_ANCHOR_CONF,
	SEPMS_ANCHORS				/* how many */
} sepms_anchor;

typedef enum sepms_prec_type
{
	SEPMS_PREC_BASELINE,
	SEPMS_PREC_LAST,			/* the visit before the event */
	SEPMS_PREC_LAST_DELTA		/* the last from which it is a change */
} sepms_prec_type;

typedef struct sepms_windows
{
	double		days[SEPMS_ANCHORS][2]; /* before and after; NaN: open */
	int			prec_type;		/* sepms_prec_type */
} sepms_windows;

/* Choices are ints that hold the enum named, for the table of parameters. */
typedef struct sepms_criteria
{
	int			outcome;		/* sepms_outcome */
	int			variant;		/* sepms_change_rule */
	int			worsening;		/* 0 increase, 1 decrease */
	double		min_change;		/* custom: points, or NaN */
	double		min_change_rel; /* custom: fraction of the baseline, or NaN */
	int			event;			/* sepms_sought */
	bool		raw_pira;
	int			baseline;		/* sepms_baseline */
	int			proceed_from;	/* sepms_proceed */
	int			sub_threshold_rebl; /* sepms_sub_threshold */
	bool		relapse_rebl;
	bool		bl_geq;
	int			skip_local_extrema; /* sepms_extrema */
	int			periods;		/* how many conf_days */
	double		conf_days[SEPMS_PERIODS_MAX];
	double		conf_tol_days[2];
	double		require_sust_days;
	bool		check_intermediate;
	double		relapse_to_bl[2];	/* after a relapse, before the next */
	double		relapse_to_event[2];
	double		relapse_to_conf[2];
	double		relapse_assoc[2];
	sepms_windows relapse_indep;
	double		impute_last_visit;
} sepms_criteria;

/*
 * The parameters by name, in the order in which they are given and printed.
 */
typedef enum sepms_parameter_kind
{
	SEPMS_WORD,					/* an int: the place among the words */
	SEPMS_FLAG,					/* a bool */
	SEPMS_NUMBER,				/* a double */
	SEPMS_PAIR,					/* two doubles */
	SEPMS_LIST,					/* conf_days and periods */
	SEPMS_WINDOWS				/* a sepms_windows */
} sepms_parameter_kind;

typedef struct sepms_parameter
{
	const char *name;
	sepms_parameter_kind kind;
	size_t		offset;			/* in sepms_criteria */
	const char *const *words;	/* of a SEPMS_WORD, NULL at the end */
} sepms_parameter;

extern const sepms_parameter sepms_parameters[];
extern const int sepms_parameter_count;

/* The parameter of this name, or NULL. */
extern const sepms_parameter *sepms_parameter_named(const char *name, size_t len);

/* The names of the anchors, and of the words of prec_type. */
extern const char *const sepms_anchor_names[];
extern const char *const sepms_prec_type_words[];

/*
 * Set a parameter.  A numeric one is given all its numbers; the answer is
 * NULL, or what is allowed, for a hint.
 */
extern const char *sepms_criteria_set_numbers(sepms_criteria *c,
											  const sepms_parameter *p,
											  const double *numbers, int n);

/* Days of a window without relapses: NaN for open.  NULL, or a hint. */
extern const char *sepms_windows_set(sepms_windows *w, int anchor,
									 const double *days, int n);

/*
 * Check what concerns more than one parameter, and settle what follows from
 * others (raw_pira of firstPIRA, the variant of an outcome).  NULL, or a hint
 * and the parameter at fault in *which.
 */
extern const char *sepms_criteria_settle(sepms_criteria *c, const char **which);

/* Does the baseline follow confirmed changes of this direction? */
extern bool sepms_criteria_roves(const sepms_criteria *c, bool worsening);

/* And those below the threshold? */
extern bool sepms_criteria_roves_below(const sepms_criteria *c, bool worsening);

/*
 * The definition of this name: an outcome, which is the defaults for that
 * outcome, or a published definition.  False where there is none.
 */
extern bool sepms_criteria_named(const char *name, sepms_criteria *c);

/* Name i of those that sepms_criteria_named() knows, or NULL at the end. */
extern const char *sepms_criteria_name(int i);

/* The canonical text: a JSON object of all parameters.  Its length. */
#define SEPMS_CRITERIA_TEXT_MAX 2048

extern size_t sepms_criteria_print(const sepms_criteria *c, char *text);

#endif							/* SEPMS_CORE_CRITERIA_H */
