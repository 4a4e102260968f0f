/*
 * edss.c
 *		Reads, checks and prints EDSS values; the smallest rise that counts.
 */
#include "edss.h"

#include "text.h"

bool
ms_edss_valid(int64_t halves)
{
	return halves >= 0 && halves <= MS_EDSS_MAX_HALVES && halves != 1;
}

ms_edss_result
ms_edss_parse(const char *text, size_t len, uint8_t *halves)
{
	const char *p = text;
	const char *end = text + len;
	bool		negative = false;
	bool		between = false;	/* a fraction other than 0 and 5 */
	int			whole = 0;
	int			half = 0;

	ms_skip_blanks(&p, end);
	ms_trim_end(p, &end);

	if (p < end && (*p == '+' || *p == '-'))
		negative = *p++ == '-';
	if (p == end || !ms_is_digit(*p))
		return MS_EDSS_SYNTAX;
	for (; p < end && ms_is_digit(*p); p++)
		if (whole <= 10)		/* beyond this it is too large in any case */
			whole = whole * 10 + (*p - '0');

	if (p < end && (*p == '.' || *p == ','))
	{
		p++;
		if (p == end || !ms_is_digit(*p))
			return MS_EDSS_SYNTAX;
		half = *p == '5';
		between = *p != '0' && *p != '5';
		for (p++; p < end && ms_is_digit(*p); p++)
			between |= *p != '0';
	}
	if (p != end)
		return MS_EDSS_SYNTAX;

	if (negative || whole > 10 || (whole == 10 && (half || between)))
		return MS_EDSS_RANGE;
	if (between || !ms_edss_valid(whole * 2 + half))
		return MS_EDSS_STEP;
	*halves = (uint8_t) (whole * 2 + half);
	return MS_EDSS_OK;
}

ms_edss_result
ms_edss_from_double(double value, uint8_t *halves)
{
	int			n;

	if (!(value >= 0 && value <= 10))
		return MS_EDSS_RANGE;
	n = (int) (value * 2);
	if (n != value * 2 || !ms_edss_valid(n))
		return MS_EDSS_STEP;
	*halves = (uint8_t) n;
	return MS_EDSS_OK;
}

void
ms_edss_print(uint8_t halves, char text[5])
{
	char	   *p = text;

	if (halves >= 20)
		*p++ = '1';
	*p++ = (char) ('0' + halves / 2 % 10);
	if (halves > 0)
	{
		*p++ = '.';
		*p++ = halves % 2 ? '5' : '0';
	}
	*p = '\0';
}

int
ms_edss_delta(uint8_t reference, ms_edss_variant variant)
{
	/* in half points: 10 is EDSS 5.0, 11 is 5.5 */
	if (reference == 0)
		return variant == MS_EDSS_OPERA ? 2 : 3;
	return reference <= (variant == MS_EDSS_STD50 ? 10 : 11) ? 2 : 1;
}
