/*
 * number.c
 *		Numbers as text.
 */
#include "number.h"

#include <stdio.h>
#include <stdlib.h>

int
sepms_number_print(double number, char text[SEPMS_NUMBER_TEXT_MAX])
{
	int			len = 0;

	for (int digits = 15; digits <= 17; digits++)
	{
		len = snprintf(text, SEPMS_NUMBER_TEXT_MAX, "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return len;
}
