/*
 * number.c
 *		Numbers as text.
 */
#include "number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
ms_number_print(double number, char text[MS_NUMBER_TEXT_MAX])
{
	int			len = 0;

	for (int digits = 15; digits <= 17; digits++)
	{
		len = snprintf(text, MS_NUMBER_TEXT_MAX, "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return len;
}

bool
ms_number_parse(const char **p, double *number)
{
	char	   *behind;

	/*
	 * strtod() also reads hexadecimal numbers, infinity and NaN, which are not
	 * accepted
	 */
	if (**p == '\0' || strchr("+-.0123456789", **p) == NULL)
		return false;
	*number = strtod(*p, &behind) + 0.0;	/* turns -0 into 0 */
	for (const char *c = *p; c < behind; c++)
		if (strchr("+-.0123456789eE", *c) == NULL)
			return false;
	if (behind == *p || !isfinite(*number))
		return false;
	*p = behind;
	return true;
}
