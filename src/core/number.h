/*
 * number.h
 *		Numbers as text.
 */
#ifndef MS_NUMBER_H
#define MS_NUMBER_H

#include <math.h>
#include <stdbool.h>

/* Room for the longest text of a number and its terminating zero. */
#define MS_NUMBER_TEXT_MAX 32

/*
 * Writes a finite number with the fewest of 15, 16 or 17 digits that read back
 * as the same number; returns the length.
 */
extern int	ms_number_print(double number, char text[MS_NUMBER_TEXT_MAX]);

/*
 * Reads a finite decimal number at *p, in text that ends with a zero byte, and
 * moves *p past it; false if there is none.  -0 is read as 0.
 */
extern bool ms_number_parse(const char **p, double *number);

/* -0 is never stored, so that equal values have equal bytes. */
static inline bool
ms_is_minus_zero(double number)
{
	return number == 0 && signbit(number);
}

#endif							/* MS_NUMBER_H */
