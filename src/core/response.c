/*
 * response.c
 *		Scores of the response to treatment after one year.
 */
#include "response.h"

#include <stdbool.h>

int
ms_sormani_score(int relapses, int new_t2)
{
	if (relapses >= 2)
		return 2;
	if (relapses == MS_NOT_COUNTED || new_t2 == MS_NOT_COUNTED)
		return MS_NO_SCORE;
	return relapses + (new_t2 >= 3);
}

double
ms_sormani_risk(int score, ms_sormani_endpoint endpoint)
{
	static const double risk[][3] = {
		[MS_SORMANI_PROGRESSION] = {0.15, 0.25, 0.48},
		[MS_SORMANI_FAILURE] = {0.17, 0.27, 0.48},
		[MS_SORMANI_EDSS] = {0.15, 0.22, 0.29},
	};

	return risk[endpoint][score];
}

const char *
ms_sormani_action(int score, ms_lang lang)
{
	static const char *const action[][3] = {
		[MS_LANG_EN] = {"same treatment", "switch, equivalent level",
		"switch, higher level"},
		[MS_LANG_FR] = {"traitement identique", "changement, niveau équivalent",
		"changement, niveau supérieur"},
	};

	return action[lang][score];
}

int
ms_rio_score(int relapses, int active_lesions, ms_tri progression)
{
	if (relapses == MS_NOT_COUNTED ||
		active_lesions == MS_NOT_COUNTED || progression == MS_UNKNOWN)
		return MS_NO_SCORE;
	return (relapses >= 1) + (active_lesions > 2) + (progression == MS_YES);
}

int
ms_modified_rio_score(int relapses, int new_t2, int t2_cut)
{
	if (relapses == MS_NOT_COUNTED || new_t2 == MS_NOT_COUNTED)
		return MS_NO_SCORE;
	return (relapses < 2 ? relapses : 2) + (new_t2 > t2_cut);
}

ms_rio_class
ms_modified_rio_class(int relapses, int new_t2, int later_relapses,
						 int later_new_t2, int t2_cut)
{
	int			score = ms_modified_rio_score(relapses, new_t2, t2_cut);

	if (relapses >= 2 || score >= 2)
		return MS_RIO_HIGH;
	if (score == MS_NO_SCORE)
		return MS_RIO_UNKNOWN;
	if (score == 0)
		return MS_RIO_LOW;

	if (later_relapses >= 1 || later_new_t2 >= 2)
		return MS_RIO_HIGH;
	if (later_relapses == MS_NOT_COUNTED || later_new_t2 == MS_NOT_COUNTED)
		return MS_RIO_INTERMEDIATE;
	return MS_RIO_LOW;
}

double
ms_modified_rio_risk(int score)
{
	return score == 0 ? 0.24 : score == 1 ? 0.33 : 0.65;
}

ms_tri
ms_cantor_switch(const int level[MS_CANTOR_DOMAINS])
{
	bool		known = true;
	int			at_least[MS_CANTOR_HIGH + 1] = {0};		/* domains with this level or more */

	for (int i = 0; i < MS_CANTOR_DOMAINS; i++)
	{
		known = known && level[i] != MS_NOT_COUNTED;
		for (int l = 1; l <= level[i]; l++)
			at_least[l]++;
	}
	if (at_least[3] >= 1 || at_least[2] >= 2 || at_least[1] >= 3)
		return MS_YES;
	return known ? MS_NO : MS_UNKNOWN;
}
