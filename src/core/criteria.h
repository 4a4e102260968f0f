/*
 * criteria.h
 *		A definition of confirmed disability events: every choice on which two
 *		papers may differ, by name.
 *
 * The names and defaults are those of the R package msprog (Montobbio 2024,
 * Mult Scler 30:1185, doi:10.1177/13524585241243157), so that the methods
 * section of a paper maps one to one.  Days are doubles, since tolerances such
 * as 730.5 are in use; an upper limit may be infinite.
 */
#ifndef MS_CRITERIA_H
#define MS_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest number of confirmation periods in a definition. */
#define MS_PERIODS_MAX 8

typedef enum ms_outcome
{
	MS_OUTCOME_EDSS,
	MS_OUTCOME_T25FW,
	MS_OUTCOME_NHPT,
	MS_OUTCOME_SDMT,
	MS_OUTCOME_LCLA,			/* low-contrast letter acuity, in letters */
	MS_OUTCOME_CUSTOM
} ms_outcome;

/* The rule for a meaningful change, where several are in use. */
typedef enum ms_change_rule
{
	MS_RULE_NONE,				/* t25fw, nhpt, lcla, custom */
	MS_RULE_STD50,				/* EDSS, see edss.h */
	MS_RULE_STD55,
	MS_RULE_OPERA,
	MS_RULE_MSPROG,				/* SDMT: 4 points or 20 %, the smaller */
	MS_RULE_4PT,				/* 4 points */
	MS_RULE_8PT,				/* 8 points: Weinstock 2022, Mult Scler 28:1101,
								 * doi:10.1177/13524585211049397 */
	MS_RULE_10PCT				/* 10 % */
} ms_change_rule;

typedef enum ms_sought
{
	MS_FIRST_CDW,
	MS_FIRST_CDI,
	MS_FIRST_PIRA,
	MS_FIRST_RAW,
	MS_FIRST,
	MS_MULTIPLE
} ms_sought;

typedef enum ms_baseline
{
	MS_BASELINE_FIXED,
	MS_BASELINE_ROVING,
	MS_BASELINE_ROVING_IMPR,
	MS_BASELINE_ROVING_WORS
} ms_baseline;

typedef enum ms_proceed
{
	MS_PROCEED_FIRSTCONF,
	MS_PROCEED_EVENT
} ms_proceed;

typedef enum ms_sub_threshold
{
	MS_SUB_NONE,
	MS_SUB_CHANGE,
	MS_SUB_IMPROVEMENT,
	MS_SUB_WORSENING
} ms_sub_threshold;

typedef enum ms_extrema
{
	MS_EXTREMA_NONE,
	MS_EXTREMA_STRICT,
	MS_EXTREMA_ALL
} ms_extrema;

/* The anchors of the windows that must be free of relapses for PIRA: see raw_pira.h. */
typedef enum ms_anchor
{
	MS_ANCHOR_PREC,
	MS_ANCHOR_EVENT,
	MS_ANCHOR_CONF,
	MS_ANCHORS					/* number of anchors */
} ms_anchor;

typedef enum ms_prec_type
{
	MS_PREC_BASELINE,
	MS_PREC_LAST,				/* the visit before the event */
	MS_PREC_LAST_DELTA			/* last visit from which the event is a change */
} ms_prec_type;

typedef struct ms_windows
{
	double		days[MS_ANCHORS][2]; /* before and after; NaN: open */
	int			prec_type;		/* ms_prec_type */
} ms_windows;

/*
 * A choice is an int that holds the enum named in its comment, so that the
 * table of parameters can set it.
 */
typedef struct ms_criteria
{
	int			outcome;		/* ms_outcome */
	int			variant;		/* ms_change_rule */
	int			worsening;		/* 0 increase, 1 decrease */
	double		min_change;		/* custom: points, or NaN */
	double		min_change_rel; /* custom: fraction of the baseline, or NaN */
	int			event;			/* ms_sought */
	bool		raw_pira;
	int			baseline;		/* ms_baseline */
	int			proceed_from;	/* ms_proceed */
	int			sub_threshold_rebl; /* ms_sub_threshold */
	bool		relapse_rebl;
	bool		bl_geq;
	int			skip_local_extrema; /* ms_extrema */
	int			periods;		/* number of conf_days */
	double		conf_days[MS_PERIODS_MAX];
	double		conf_tol_days[2];
	double		require_sust_days;
	bool		check_intermediate;
	double		relapse_to_bl[2];	/* days after a relapse, days before the next */
	double		relapse_to_event[2];
	double		relapse_to_conf[2];
	double		relapse_assoc[2];
	ms_windows relapse_indep;
	double		impute_last_visit;
} ms_criteria;

/* The parameters by name, in the order in which they are printed. */
typedef enum ms_parameter_kind
{
	MS_WORD,					/* an int: index of the word */
	MS_FLAG,					/* a bool */
	MS_NUMBER,					/* a double */
	MS_PAIR,					/* two doubles */
	MS_LIST,					/* conf_days, and periods */
	MS_WINDOWS					/* an ms_windows */
} ms_parameter_kind;

typedef struct ms_parameter
{
	const char *name;
	ms_parameter_kind kind;
	size_t		offset;			/* in ms_criteria */
	const char *const *words;	/* of an MS_WORD; ends with NULL */
} ms_parameter;

extern const ms_parameter ms_parameters[];
extern const int ms_parameter_count;

/* The parameter of this name, or NULL. */
extern const ms_parameter *ms_parameter_named(const char *name, size_t len);

/* The names of the anchors, and of the words of prec_type. */
extern const char *const ms_anchor_names[];
extern const char *const ms_prec_type_words[];

/* Are lower values of an outcome worse?  A custom outcome says so itself. */
static inline bool
ms_lower_is_worse(int outcome)
{
	return outcome == MS_OUTCOME_SDMT || outcome == MS_OUTCOME_LCLA;
}

/* A hint with the variants of an outcome. */
extern const char *ms_outcome_variants(int outcome);

/*
 * Sets a parameter of kind number, pair or list to n numbers.  Returns NULL,
 * or a hint that says what is allowed.
 */
extern const char *ms_criteria_set_numbers(ms_criteria *c,
										   const ms_parameter *p,
										   const double *numbers, int n);

/* Sets the days of a window without relapses; NaN: open.  Returns NULL, or a hint. */
extern const char *ms_windows_set(ms_windows *w, int anchor,
								  const double *days, int n);

/*
 * Checks the rules that concern several parameters, and sets the values that
 * follow from others (raw_pira of firstPIRA, the variant of an outcome).
 * Returns NULL, or a hint, and then the parameter at fault in *which.
 */
extern const char *ms_criteria_settle(ms_criteria *c, const char **which);

/* Does the baseline move with confirmed changes of this direction? */
extern bool ms_criteria_roves(const ms_criteria *c, bool worsening);

/* Does it move with confirmed changes below the threshold too? */
extern bool ms_criteria_roves_below(const ms_criteria *c, bool worsening);

/*
 * Sets *c to the definition of this name: that of an outcome, with the
 * outcome's defaults, or a published one.  False if the name is unknown.
 */
extern bool ms_criteria_named(const char *name, ms_criteria *c);

/* Name i of those that ms_criteria_named() knows; NULL after the last. */
extern const char *ms_criteria_name(int i);

/* Writes the canonical text, a JSON object of all parameters.  Returns its length. */
#define MS_CRITERIA_TEXT_MAX 2048

extern size_t ms_criteria_print(const ms_criteria *c, char *text);

#endif							/* MS_CRITERIA_H */
