/*
 * dmt.h
 *		Disease-modifying treatments of multiple sclerosis, and their lines.
 */
#ifndef SEPMS_CORE_DMT_H
#define SEPMS_CORE_DMT_H

#include "day.h"
#include "label.h"

/* Lines of therapy as a set; the slides put one drug in two of them. */
#define SEPMS_LINE_1		1
#define SEPMS_LINE_2		2
#define SEPMS_LINE_3		4
#define SEPMS_OFF_LABEL		8

typedef struct sepms_drug
{
	sepms_label label;			/* also[0] brands, also[1] ATC codes with the
								 * current one first, also[2] other names */
	const char *class;			/* and mechanism */
	const char *route;
	const char *status;			/* approved, off-label, withdrawn, ... */
	int			lines;			/* SEPMS_LINE_*, SEPMS_OFF_LABEL */
	const char *line_source;	/* who puts it there; NULL: nobody */
	const char *efficacy;		/* low to very high */
	const char *efficacy_samjoo;	/* three levels after Samjoo 2021, or NULL */
	sepms_date	ema;			/* EC marketing authorisation */
	sepms_date	fda;			/* first FDA approval for MS */
	sepms_date	withdrawn;		/* from this day on it is not on the market */
	bool		reconstitution; /* given in courses that act for years */
	int			fr_launch_year; /* of the French slides; 0: none given */
	const char *note;
} sepms_drug;

/* Columns of a drug's other spellings. */
#define SEPMS_DRUG_BRANDS	0
#define SEPMS_DRUG_ATC		1
#define SEPMS_DRUG_OTHER	2

extern const sepms_vocabulary sepms_dmt;

/* No drug has a greater code, so that an array can have a place for each. */
#define SEPMS_DMT_CODE_MAX 255

extern const sepms_drug *sepms_drug_at(int i);
extern const sepms_drug *sepms_drug_by_code(int code);

/*
 * Lines in rising order, each with or without off-label.  The codes leave
 * room between the lines.
 */
#define SEPMS_DMT_LINE_STEP			10	/* from one line to the next */
#define SEPMS_DMT_LINE_OFF_LABEL	1	/* added to a line's code */
#define SEPMS_DMT_LINE_HIGHEST		3
#define SEPMS_DMT_LINE_MAX			2	/* how many lines a drug can have */

extern const sepms_vocabulary sepms_dmt_line;

/* The codes of a drug's lines, lowest first; returns how many. */
extern int	sepms_drug_lines(const sepms_drug *drug,
							 int16_t codes[SEPMS_DMT_LINE_MAX]);

/* The code of the highest of them; 0 where the catalogue gives none. */
extern int16_t sepms_drug_line(const sepms_drug *drug);

/*
 * The line that the MAGNIMS score calls for: score 0 and 1 keep the level,
 * score 2 asks for the next one, on label; above the third there is none.
 */
extern int16_t sepms_next_line(int16_t line, int score);

#endif							/* SEPMS_CORE_DMT_H */
