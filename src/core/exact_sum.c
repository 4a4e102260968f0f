/*
 * exact_sum.c
 *		Sums without rounding, and what is computed from them.
 */
#include "exact_sum.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORD_BITS 32

/*
 * What is added
 */

ms_addend
ms_addend_of(double number, int unit)
{
	int			exponent;
	double		fraction = frexp(fabs(number), &exponent);	/* in [0.5, 1), or 0 */
	int			bit = exponent - 53 + unit; /* of the lowest digit, in units */
	uint64_t	digits;
	ms_addend	a = {.negative = number < 0, .n = 2};

	if (bit < 0)
	{
		digits = (uint64_t) rint(ldexp(fabs(number), unit));
		bit = 0;
	}
	else
		digits = (uint64_t) ldexp(fraction, 53);
	a.bit = number == 0 ? 0 : bit;
	a.word[0] = (uint32_t) digits;
	a.word[1] = (uint32_t) (digits >> WORD_BITS);
	return a;
}

/* to = a * b, where to has room for both. */
static void
multiply(const uint32_t *a, int na, const uint32_t *b, int nb, uint32_t *to)
{
	memset(to, 0, (na + nb) * sizeof(uint32_t));
	for (int i = 0; i < na; i++)
	{
		uint64_t	carry = 0;

		for (int j = 0; j < nb; j++)
		{
			carry += (uint64_t) a[i] * b[j] + to[i + j];
			to[i + j] = (uint32_t) carry;
			carry >>= WORD_BITS;
		}
		to[i + nb] = (uint32_t) carry;
	}
}

ms_addend
ms_addend_product(const ms_addend *a, const ms_addend *b)
{
	ms_addend	product = {
		.negative = a->negative != b->negative, .n = a->n + b->n, .bit = a->bit + b->bit
	};

	multiply(a->word, a->n, b->word, b->n, product.word);
	return product;
}

/* Adds a word and a carry, or subtracts them. */
static inline void
step(uint32_t *to, uint32_t word, bool take, uint64_t *carry)
{
	uint64_t	sum = take ? (uint64_t) *to - word - *carry : (uint64_t) *to + word + *carry;

	*to = (uint32_t) sum;
	*carry = sum >> WORD_BITS & 1;
}

void
ms_sum_add(uint32_t *sum, ms_sum_kind kind, const ms_addend *a, bool take)
{
	int			at = a->bit / WORD_BITS;
	int			shift = a->bit % WORD_BITS;
	bool		subtract = a->negative != take;
	uint64_t	carry = 0;
	uint64_t	digits = 0;

	for (int i = 0; i < a->n; i++, at++)
	{
		digits |= (uint64_t) a->word[i] << shift;
		if (at >= kind.words)
			return;				/* only zeros are left */
		step(&sum[at], (uint32_t) digits, subtract, &carry);
		digits >>= WORD_BITS;
	}
	for (; at < kind.words && (digits != 0 || carry != 0); at++)
	{
		step(&sum[at], (uint32_t) digits, subtract, &carry);
		digits = 0;
	}
}

void
ms_sum_merge(uint32_t *sum, ms_sum_kind kind, const uint32_t *other, bool take)
{
	uint64_t	carry = 0;

	for (int i = 0; i < kind.words; i++)
		step(&sum[i], other[i], take, &carry);
}

/*
 * Whole numbers
 */

static void
trim(ms_big *a)
{
	while (a->n > 0 && a->word[a->n - 1] == 0)
		a->n--;
	if (a->n == 0)
		a->negative = false;
}

ms_big
ms_big_of_sum(const uint32_t *sum, ms_sum_kind kind)
{
	ms_big		a = {sum[kind.words - 1] >> (WORD_BITS - 1), kind.words, {0}};
	uint64_t	carry = 0;

	for (int i = 0; i < kind.words; i++)
		step(&a.word[i], sum[i], a.negative, &carry);
	trim(&a);
	return a;
}

bool
ms_sum_set(uint32_t *sum, ms_sum_kind kind, const ms_big *a)
{
	uint64_t	carry = 0;

	if (a->n > kind.words || (a->n == kind.words && a->word[a->n - 1] >> (WORD_BITS - 1)))
		return false;
	memset(sum, 0, kind.words * sizeof(uint32_t));
	for (int i = 0; i < kind.words; i++)
		step(&sum[i], i < a->n ? a->word[i] : 0, a->negative, &carry);
	return true;
}

ms_big
ms_big_of(int64_t number)
{
	uint64_t	magnitude = number < 0 ? -(uint64_t) number : (uint64_t) number;
	ms_big		a = {number < 0, 2, {(uint32_t) magnitude, (uint32_t) (magnitude >> WORD_BITS)}};

	trim(&a);
	return a;
}

ms_big
ms_big_of_addend(const ms_addend *a)
{
	ms_big		digits = {a->negative, a->n, {0}};

	memcpy(digits.word, a->word, a->n * sizeof(uint32_t));
	trim(&digits);
	return ms_big_shifted(&digits, a->bit);
}

ms_big
ms_big_product(const ms_big *a, const ms_big *b)
{
	ms_big		product = {a->negative != b->negative, a->n + b->n, {0}};

	multiply(a->word, a->n, b->word, b->n, product.word);
	trim(&product);
	return product;
}

static int
compare_magnitudes(const ms_big *a, const ms_big *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (int i = a->n - 1; i >= 0; i--)
		if (a->word[i] != b->word[i])
			return a->word[i] < b->word[i] ? -1 : 1;
	return 0;
}

int
ms_big_compare(const ms_big *a, const ms_big *b)
{
	int			magnitudes = compare_magnitudes(a, b);

	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? -magnitudes : magnitudes;
}

/* The larger magnitude plus or minus the smaller one. */
static ms_big
combine(const ms_big *larger, const ms_big *smaller, bool take)
{
	ms_big		sum = *larger;
	uint64_t	carry = 0;

	for (int i = 0; i < larger->n; i++)
		step(&sum.word[i], i < smaller->n ? smaller->word[i] : 0, take, &carry);
	if (carry != 0)
		sum.word[sum.n++] = 1;
	trim(&sum);
	return sum;
}

ms_big
ms_big_difference(const ms_big *a, const ms_big *b)
{
	bool		take = a->negative == b->negative;
	ms_big		difference;

	if (compare_magnitudes(a, b) >= 0)
		return combine(a, b, take);
	difference = combine(b, a, take);
	if (difference.n > 0)
		difference.negative = !b->negative;
	return difference;
}

ms_big
ms_big_shifted(const ms_big *a, int bits)
{
	int			words = bits / WORD_BITS;
	int			shift = bits % WORD_BITS;
	ms_big		shifted = {a->negative, a->n == 0 ? 0 : a->n + words + 1, {0}};
	uint64_t	digits = 0;

	for (int i = 0; i < a->n; i++)
	{
		digits |= (uint64_t) a->word[i] << shift;
		shifted.word[words + i] = (uint32_t) digits;
		digits >>= WORD_BITS;
	}
	if (a->n > 0)
		shifted.word[words + a->n] = (uint32_t) digits;
	trim(&shifted);
	return shifted;
}

static int
bits_of(const ms_big *a)
{
	int			bits = (a->n - 1) * WORD_BITS;

	for (uint32_t top = a->word[a->n - 1]; top != 0; top >>= 1)
		bits++;
	return bits;
}

/*
 * Long division, bit by bit, until the quotient has 64 of them.  What is left
 * goes into the last bit, so that the conversion to double rounds to nearest.
 */
double
ms_big_quotient(const ms_big *a, const ms_big *b, int exponent)
{
	ms_big		rest = *a;
	ms_big		divisor = *b;
	int			shift;
	uint64_t	quotient = 0;
	double		result;

	if (b->n == 0)
		return NAN;
	if (a->n == 0)
		return 0;
	rest.negative = divisor.negative = false;
	shift = bits_of(a) - bits_of(b);
	if (shift > 0)
		divisor = ms_big_shifted(&divisor, shift);
	else
		rest = ms_big_shifted(&rest, -shift);
	if (compare_magnitudes(&rest, &divisor) < 0)
	{
		rest = ms_big_shifted(&rest, 1);
		shift--;
	}
	for (int i = 0; i < 64; i++)
	{
		quotient <<= 1;
		if (compare_magnitudes(&rest, &divisor) >= 0)
		{
			rest = combine(&rest, &divisor, true);
			quotient |= 1;
		}
		rest = ms_big_shifted(&rest, 1);
	}
	if (rest.n > 0)
		quotient |= 1;
	result = ldexp((double) quotient, shift - 63 + exponent);
	return a->negative != b->negative ? -result : result;
}

/*
 * Text
 */

/* a = a * factor + more */
static void
multiply_small(ms_big *a, uint32_t factor, uint32_t more)
{
	uint64_t	carry = more;

	for (int i = 0; i < a->n; i++)
	{
		carry += (uint64_t) a->word[i] * factor;
		a->word[i] = (uint32_t) carry;
		carry >>= WORD_BITS;
	}
	if (carry != 0)
		a->word[a->n++] = (uint32_t) carry;
}

/* a = a / divisor; returns the remainder. */
static uint32_t
divide_small(ms_big *a, uint32_t divisor)
{
	uint64_t	rest = 0;

	for (int i = a->n - 1; i >= 0; i--)
	{
		rest = rest << WORD_BITS | a->word[i];
		a->word[i] = (uint32_t) (rest / divisor);
		rest %= divisor;
	}
	trim(a);
	return (uint32_t) rest;
}

#define NINE_DIGITS 1000000000

/* The digits of a whole number, nine at a time from the last. */
static size_t
print_whole(ms_big a, char *text)
{
	uint32_t	part[MS_BIG_WORDS_MAX * 2];
	int			n = 0;
	size_t		len;

	do
		part[n++] = divide_small(&a, NINE_DIGITS);
	while (a.n > 0);
	len = sprintf(text, "%u", (unsigned) part[--n]);
	while (n > 0)
		len += sprintf(text + len, "%09u", (unsigned) part[--n]);
	return len;
}

/*
 * The digits after the point: the fraction is below 2^(32 words), and each
 * multiplication by 1e9 pushes nine digits out at the top.
 */
static size_t
print_fraction(ms_big a, int words, char *text)
{
	size_t		len = 0;

	while (a.n > 0)
	{
		uint32_t	digits = 0;

		multiply_small(&a, NINE_DIGITS, 0);
		if (a.n > words)
		{
			digits = a.word[words];
			a.n = words;
		}
		trim(&a);
		len += sprintf(text + len, "%09u", (unsigned) digits);
	}
	while (text[len - 1] == '0')
		len--;
	return len;
}

size_t
ms_sum_print(const uint32_t *sum, ms_sum_kind kind, char text[MS_SUM_TEXT_MAX])
{
	ms_big		all = ms_big_of_sum(sum, kind);
	int			words = (kind.unit + WORD_BITS - 1) / WORD_BITS;
	ms_big		whole = {0};
	ms_big		fraction;
	size_t		len = 0;

	if (all.negative)
		text[len++] = '-';
	all = ms_big_shifted(&all, words * WORD_BITS - kind.unit);
	fraction = all;
	fraction.negative = false;
	if (all.n > words)
	{
		fraction.n = words;
		whole.n = all.n - words;
		memcpy(whole.word, all.word + words, whole.n * sizeof(uint32_t));
	}
	trim(&fraction);
	len += print_whole(whole, text + len);
	if (fraction.n > 0)
	{
		text[len++] = '.';
		len += print_fraction(fraction, words, text + len);
	}
	text[len] = '\0';
	return len;
}

/* Reads digits after those of a; returns how many, or -1 if there are more than `most`. */
static int
read_digits(ms_json *j, ms_big *a, int most)
{
	int			n = 0;

	for (; j->p < j->end && *j->p >= '0' && *j->p <= '9'; j->p++)
	{
		if (n++ == most)
			return -1;
		multiply_small(a, 10, *j->p - '0');
		trim(a);
	}
	return n;
}

/* The digits before and after the point make a whole number, which is 10^decimals times too large. */
ms_json_result
ms_sum_parse(ms_json *j, ms_sum_kind kind, uint32_t *sum)
{
	bool		negative = ms_json_take(j, '-');
	int			whole_digits_max = (kind.words * WORD_BITS - kind.unit) / 3;
	ms_big		a = {0};
	int			decimals = 0;
	int			n;

	if (j->p == j->end || *j->p < '0' || *j->p > '9')
		return MS_JSON_SYNTAX;
	if (read_digits(j, &a, whole_digits_max) < 0)
		return MS_JSON_RANGE;
	if (j->p < j->end && *j->p == '.')
	{
		j->p++;
		n = decimals = read_digits(j, &a, kind.unit);
		if (n == 0)
			return MS_JSON_SYNTAX;
		if (n < 0)
			return MS_JSON_RANGE;
	}
	a = ms_big_shifted(&a, kind.unit - decimals);
	for (int i = 0; i < decimals; i++)
		if (divide_small(&a, 5) != 0)
			return MS_JSON_RANGE;
	a.negative = negative && a.n > 0;
	return ms_sum_set(sum, kind, &a) ? MS_JSON_OK : MS_JSON_RANGE;
}
