/*
 * edss.c
 *		Read, print and compare EDSS values.
 */
#include "edss.h"

#include "text.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
sepms_edss_valid(int64_t halves)
{
	return halves >= 0 && halves <= SEPMS_EDSS_MAX_HALVES && halves != 1;
}

sepms_edss_result
sepms_edss_parse(const char *text, size_t len, uint8_t *halves)
{
	const char *p = text;
	const char *end = text + len;
	bool		negative = false;
	bool		between = false;	/* a fraction other than 0 and 5 */
	int			whole = 0;
	int			half = 0;

	sepms_skip_blanks(&p, end);
	while (p < end && sepms_is_blank(end[-1]))
		end--;

	if (p < end && (*p == '+' || *p == '-'))
		negative = *p++ == '-';
	if (p == end || !is_digit(*p))
		return SEPMS_EDSS_SYNTAX;
	for (; p < end && is_digit(*p); p++)
		if (whole <= 10)		/* enough to know that it is too large */
			whole = whole * 10 + (*p - '0');

	if (p < end && (*p == '.' || *p == ','))
	{
		p++;
		if (p == end || !is_digit(*p))
			return SEPMS_EDSS_SYNTAX;
		half = *p == '5';
		between = *p != '0' && *p != '5';
		for (p++; p < end && is_digit(*p); p++)
			between |= *p != '0';
	}
	if (p != end)
		return SEPMS_EDSS_SYNTAX;

	if (negative || whole > 10 || (whole == 10 && (half || between)))
		return SEPMS_EDSS_RANGE;
	if (between || !sepms_edss_valid(whole * 2 + half))
		return SEPMS_EDSS_STEP;
	*halves = (uint8_t) (whole * 2 + half);
	return SEPMS_EDSS_OK;
}

sepms_edss_result
sepms_edss_from_double(double value, uint8_t *halves)
{
	int			n;

	if (!(value >= 0 && value <= 10))
		return SEPMS_EDSS_RANGE;
	n = (int) (value * 2);
	if (n != value * 2 || !sepms_edss_valid(n))
		return SEPMS_EDSS_STEP;
	*halves = (uint8_t) n;
	return SEPMS_EDSS_OK;
}

void
sepms_edss_print(uint8_t halves, char text[5])
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
sepms_edss_delta(uint8_t reference, sepms_edss_variant variant)
{
	/* references in half points: 10 is EDSS 5.0, 11 is 5.5 */
	if (reference == 0)
		return variant == SEPMS_EDSS_OPERA ? 2 : 3;
	return reference <= (variant == SEPMS_EDSS_STD50 ? 10 : 11) ? 2 : 1;
}
