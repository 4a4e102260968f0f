/*
 * number.h
 *		Numbers as text.
 */
#ifndef SEPMS_CORE_NUMBER_H
#define SEPMS_CORE_NUMBER_H

/* Room for the longest text of a number and its zero. */
#define SEPMS_NUMBER_TEXT_MAX 32

/*
 * A finite number with the fewest of 15, 16 or 17 digits that read back as
 * the same; the length is returned.
 */
extern int	sepms_number_print(double number, char text[SEPMS_NUMBER_TEXT_MAX]);

#endif							/* SEPMS_CORE_NUMBER_H */
