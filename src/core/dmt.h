/*
 * dmt.h
 *		Disease-modifying treatments of multiple sclerosis, and their lines of
 *		therapy.
 */
#ifndef MS_DMT_H
#define MS_DMT_H

#include "day.h"
#include "label.h"

/* Lines of therapy, as a set, since the slides assign one drug to two of them. */
#define MS_LINE_1			1
#define MS_LINE_2			2
#define MS_LINE_3			4
#define MS_OFF_LABEL		8

/* Routes, as a set. */
#define MS_ROUTE_IM			1
#define MS_ROUTE_SC			2

typedef struct ms_drug
{
	ms_label label;				/* also[0] brands, also[1] ATC codes with the
								 * current one first, also[2] other names */
	const char *class;			/* class and mechanism */
	const char *route;
	const char *status;			/* approved, off-label, withdrawn, ... */
	int			lines;			/* MS_LINE_*, MS_OFF_LABEL */
	const char *line_source;	/* who assigns these lines, or NULL */
	const char *efficacy;		/* low to very high */
	const char *efficacy_samjoo;	/* three levels after Samjoo 2021, or NULL */
	ms_date		ema;			/* EC marketing authorisation */
	ms_date		fda;			/* first FDA approval for MS */
	ms_date		withdrawn;		/* from this day on, not on the market */
	bool		reconstitution; /* given in courses whose effect lasts for years */
	int			fr_launch_year; /* as on the French slides; 0: not given */
	const char *note;
	int			interval;		/* days from one dose to the next, of a drug given on single
								 * days; 0: none */
	const char *interval_source;	/* also of the courses of a reconstitution therapy */
	/* for names among other words, see drug_text.h */
	int16_t		less_specific;	/* the drug that this one is with its route; 0: none */
	int			routes;			/* MS_ROUTE_*, if they tell it from less_specific */
	const char *suffixes;		/* the FDA's, which tell biologicals apart */
	const char *doses;			/* that are read without a unit: Rebif 44 */
} ms_drug;

/* Index of each list in label.also. */
#define MS_DRUG_BRANDS		0
#define MS_DRUG_ATC			1
#define MS_DRUG_OTHER		2

extern const ms_vocabulary ms_dmt;

/* No drug has a greater code: an array can have one entry per code. */
#define MS_DMT_CODE_MAX 255

extern const ms_drug *ms_drug_at(int i);
extern const ms_drug *ms_drug_by_code(int code);

/*
 * The lines in ascending order, each with and without off-label.  The codes
 * leave room between the lines.
 */
#define MS_DMT_LINE_STEP			10	/* from one line to the next */
#define MS_DMT_LINE_OFF_LABEL		1	/* added to a line's code */
#define MS_DMT_LINE_HIGHEST			3
#define MS_DMT_LINE_MAX				2	/* greatest number of lines of a drug */

extern const ms_vocabulary ms_dmt_line;

/* Sets the codes of a drug's lines, lowest first; returns their number. */
extern int	ms_drug_lines(const ms_drug *drug,
						  int16_t codes[MS_DMT_LINE_MAX]);

/* The code of the drug's highest line; 0: the catalogue gives none. */
extern int16_t ms_drug_line(const ms_drug *drug);

/*
 * The line that the MAGNIMS score calls for.  Scores 0 and 1 keep the line;
 * score 2 calls for the next one, on label.  The third line is kept, as there
 * is no higher one.
 */
extern int16_t ms_next_line(int16_t line, int score);

#endif							/* MS_DMT_H */
