/*
 * response.c
 *		Scores of the response to treatment after one year.
 */
#include "response.h"

#include <stdbool.h>

int
sepms_sormani_score_of(int relapses, int new_t2)
{
	if (relapses >= 2)
		return 2;
	if (relapses == SEPMS_NOT_COUNTED || new_t2 == SEPMS_NOT_COUNTED)
		return SEPMS_NO_SCORE;
	return relapses + (new_t2 >= 3);
}

double
sepms_sormani_risk_of(int score, sepms_sormani_endpoint endpoint)
{
	static const double risk[][3] = {
		[SEPMS_SORMANI_PROGRESSION] = {0.15, 0.25, 0.48},
		[SEPMS_SORMANI_FAILURE] = {0.17, 0.27, 0.48},
		[SEPMS_SORMANI_EDSS] = {0.15, 0.22, 0.29},
	};

	return risk[endpoint][score];
}

const char *
sepms_sormani_action_of(int score, sepms_lang lang)
{
	static const char *const action[][3] = {
		[SEPMS_LANG_EN] = {"same treatment", "switch, equivalent level",
		"switch, higher level"},
		[SEPMS_LANG_FR] = {"traitement identique", "changement, niveau équivalent",
		"changement, niveau supérieur"},
	};

	return action[lang][score];
}

int
sepms_rio_score_of(int relapses, int active_lesions, sepms_tri progression)
{
	if (relapses == SEPMS_NOT_COUNTED ||
		active_lesions == SEPMS_NOT_COUNTED || progression == SEPMS_UNKNOWN)
		return SEPMS_NO_SCORE;
	return (relapses >= 1) + (active_lesions > 2) + (progression == SEPMS_YES);
}

int
sepms_modified_rio_score_of(int relapses, int new_t2, int t2_cut)
{
	if (relapses == SEPMS_NOT_COUNTED || new_t2 == SEPMS_NOT_COUNTED)
		return SEPMS_NO_SCORE;
	return (relapses < 2 ? relapses : 2) + (new_t2 > t2_cut);
}

sepms_rio_class
sepms_modified_rio_class_of(int relapses, int new_t2, int later_relapses,
						 int later_new_t2, int t2_cut)
{
	int			score = sepms_modified_rio_score_of(relapses, new_t2, t2_cut);

	if (relapses >= 2 || score >= 2)
		return SEPMS_RIO_HIGH;
	if (score == SEPMS_NO_SCORE)
		return SEPMS_RIO_UNKNOWN;
	if (score == 0)
		return SEPMS_RIO_LOW;

	if (later_relapses >= 1 || later_new_t2 >= 2)
		return SEPMS_RIO_HIGH;
	if (later_relapses == SEPMS_NOT_COUNTED || later_new_t2 == SEPMS_NOT_COUNTED)
		return SEPMS_RIO_INTERMEDIATE;
	return SEPMS_RIO_LOW;
}

double
sepms_modified_rio_risk_of(int score)
{
	return score == 0 ? 0.24 : score == 1 ? 0.33 : 0.65;
}

sepms_tri
sepms_cantor_switch_of(const int level[SEPMS_CANTOR_DOMAINS])
{
	bool		known = true;
	int			at_least[SEPMS_CANTOR_HIGH + 1] = {0};	/* domains with this level or more */

	for (int i = 0; i < SEPMS_CANTOR_DOMAINS; i++)
	{
		known = known && level[i] != SEPMS_NOT_COUNTED;
		for (int l = 1; l <= level[i]; l++)
			at_least[l]++;
	}
	if (at_least[3] >= 1 || at_least[2] >= 2 || at_least[1] >= 3)
		return SEPMS_YES;
	return known ? SEPMS_NO : SEPMS_UNKNOWN;
}
