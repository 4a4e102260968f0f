/*
 * exact_sum.h
 *		Sums of numbers and of their products without rounding, and quotients
 *		of such sums, rounded once.
 *
 * A sum is a whole number of units, each a power of 2, in as many words as the
 * largest sum can need.  Adding is exact, so the order and the split of what
 * is added change no bit of the sum, and what was added can be subtracted
 * again.
 */
#ifndef MS_EXACT_SUM_H
#define MS_EXACT_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json.h"

/* A kind of sum: words of 32 bits, in two's complement, lowest word first; the unit is 2^-unit. */
typedef struct ms_sum_kind
{
	int			words;			/* even */
	int			unit;
} ms_sum_kind;

#define MS_SUM_WORDS_MAX 18

/*
 * A number that is added: its magnitude is `word` times 2^bit, in units of the
 * sum.  It has at most three factors of 53 bits.
 */
typedef struct ms_addend
{
	bool		negative;
	int			n;
	int			bit;
	uint32_t	word[6];
} ms_addend;

/*
 * A finite number in units of 2^-unit, rounded to a whole number of them if it
 * is smaller than 2^(53 - unit); and the product of two, in units that are the
 * product of both.
 */
extern ms_addend ms_addend_of(double number, int unit);
extern ms_addend ms_addend_product(const ms_addend *a, const ms_addend *b);

/* Adds or, if take is set, subtracts.  The sum must have room for the result. */
extern void ms_sum_add(uint32_t *sum, ms_sum_kind kind, const ms_addend *a, bool take);
extern void ms_sum_merge(uint32_t *sum, ms_sum_kind kind, const uint32_t *other, bool take);

/*
 * Whole numbers of any size that the sums and their products need, for what is
 * computed from sums.
 */
#define MS_BIG_WORDS_MAX 48

typedef struct ms_big
{
	bool		negative;		/* never for 0 */
	int			n;				/* words in use; the last one is not 0 */
	uint32_t	word[MS_BIG_WORDS_MAX];
} ms_big;

extern ms_big ms_big_of_sum(const uint32_t *sum, ms_sum_kind kind);
extern ms_big ms_big_of(int64_t number);
extern ms_big ms_big_of_addend(const ms_addend *a);
extern ms_big ms_big_product(const ms_big *a, const ms_big *b);
extern ms_big ms_big_difference(const ms_big *a, const ms_big *b);
extern ms_big ms_big_shifted(const ms_big *a, int bits);	/* times 2^bits, bits >= 0 */
extern int	ms_big_compare(const ms_big *a, const ms_big *b);

/* Sets a sum to a number, which must fit; false if it does not. */
extern bool ms_sum_set(uint32_t *sum, ms_sum_kind kind, const ms_big *a);

/* a / b times 2^exponent, to the nearest double; NaN if b is 0. */
extern double ms_big_quotient(const ms_big *a, const ms_big *b, int exponent);

/*
 * The text of a sum: the exact decimal number, with as many digits as it
 * takes; returns its length.  ms_sum_parse() reads it back, and is RANGE for a
 * number that is no sum of this kind.
 */
#define MS_SUM_TEXT_MAX 448

extern size_t ms_sum_print(const uint32_t *sum, ms_sum_kind kind, char text[MS_SUM_TEXT_MAX]);
extern ms_json_result ms_sum_parse(ms_json *j, ms_sum_kind kind, uint32_t *sum);

#endif							/* MS_EXACT_SUM_H */
