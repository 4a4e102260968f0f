/*
 * edss.h
 *		Kurtzke's Expanded Disability Status Scale (EDSS).
 *
 * It has twenty values: 0, then 1.0 to 10.0 in half points (0.5 is not a
 * value; 10 is death due to MS).  A value is stored as a number of half
 * points, so that thresholds are compared as integers.
 *
 * Source: Kurtzke 1983, Neurology 33:1444, doi:10.1212/wnl.33.11.1444.
 */
#ifndef MS_EDSS_H
#define MS_EDSS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MS_EDSS_MAX_HALVES 20
#define MS_EDSS_VALUES 20

typedef enum ms_edss_result
{
	MS_EDSS_OK,
	MS_EDSS_SYNTAX,				/* not a decimal number */
	MS_EDSS_RANGE,				/* below 0 or above 10 */
	MS_EDSS_STEP				/* between two values of the scale */
} ms_edss_result;

/* Is this number of half points a value of the scale? */
extern bool ms_edss_valid(int64_t halves);

/* The index of a value, from 0 to MS_EDSS_VALUES - 1, and the value at an index. */
static inline int
ms_edss_place(uint8_t halves)
{
	return halves == 0 ? 0 : halves - 1;
}

static inline uint8_t
ms_edss_at(int place)
{
	return (uint8_t) (place == 0 ? 0 : place + 1);
}

/* Text to half points; accepts a decimal point or comma, and blanks around the number. */
extern ms_edss_result ms_edss_parse(const char *text, size_t len,
									uint8_t *halves);

/* A number to half points; NaN is out of range. */
extern ms_edss_result ms_edss_from_double(double value,
										  uint8_t *halves);

/* Half points to text: "0", "3.5", "10.0". */
extern void ms_edss_print(uint8_t halves, char text[5]);

/*
 * The smallest rise that counts as worsening depends on the reference value,
 * and the variants differ at 0 and at 5.5:
 *
 *		reference	0	1.0-5.0	5.5	6.0 and above
 *		std50		1.5	1.0		0.5	0.5
 *		std55		1.5	1.0		1.0	0.5
 *		opera		1.0	1.0		1.0	0.5
 *
 * std50: Montobbio's msprog and most current trials; std55: MSBase,
 * Lorscheider 2016, doi:10.1093/brain/aww173; opera: the OPERA and ORATORIO
 * trials, Hauser 2017, doi:10.1056/NEJMoa1601277.
 */
typedef enum ms_edss_variant
{
	MS_EDSS_STD50,
	MS_EDSS_STD55,
	MS_EDSS_OPERA
} ms_edss_variant;

/* The smallest rise that counts, in half points. */
extern int	ms_edss_delta(uint8_t reference, ms_edss_variant variant);

#endif							/* MS_EDSS_H */
