/*
 * number.h
 *		Numbers as text.
 */
#ifndef MS_NUMBER_H
#define MS_NUMBER_H

#include <math.h>
#include <stdbool.h>

/* Room for the longest text of a number and its zero. */
#define MS_NUMBER_TEXT_MAX 32

/*
 * A finite number with the fewest of 15, 16 or 17 digits that read back as
 * the same; the length is returned.
 */
extern int	ms_number_print(double number, char text[MS_NUMBER_TEXT_MAX]);

/*
 * Reads a finite decimal number from *p on, in text that ends with a zero, and
 * moves *p behind it; false where there is none.  A zero has no sign.
 */
extern bool ms_number_parse(const char **p, double *number);

/* -0, which is not stored: there equal values are equal bytes. */
static inline bool
ms_is_minus_zero(double number)
{
	return number == 0 && signbit(number);
}

#endif							/* MS_NUMBER_H */
