/*
 * cox_model.h
 *		Cox's regression model of ms_rows, and the test of its assumption.
 *
 * Cox 1972, J R Stat Soc B 34:187, doi:10.1111/j.2517-6161.1972.tb00899.x; ties
 * by Efron 1977, doi:10.1080/01621459.1977.10480613, or Breslow 1974,
 * doi:10.2307/2529620; robust variance by Lin and Wei 1989,
 * doi:10.1080/01621459.1989.10478874, and Binder 1992,
 * doi:10.1093/biomet/79.1.139.
 *
 * A patient is at risk on the days after the entry, up to the exit; without an
 * entry, or with entry 0, from the first day on.  One whose entry is not before
 * the exit never was at risk, and is left out as if not there.
 */
#ifndef MS_COX_MODEL_H
#define MS_COX_MODEL_H

#include "regression.h"

/* The memory that ms_cox_model() and ms_ph_test() work in. */
extern size_t ms_cox_model_memory(const ms_rows *r);
extern size_t ms_ph_test_memory(const ms_rows *r);

extern void ms_cox_model(ms_model *m, const ms_rows *r, const ms_fit_options *options, void *memory);

/* What the rows say at beta, in the same memory. */
struct ms_evaluation;
extern void ms_cox_evaluate(struct ms_evaluation *e, const ms_rows *r, const ms_fit_options *options,
							const double *beta, void *memory);

/*
 * Are hazards proportional?  Grambsch and Therneau 1994,
 * doi:10.1093/biomet/81.3.515, as the score test of a coefficient that changes
 * with a function of time: 1 - Kaplan-Meier's estimate just before, of all
 * patients, without weights; the day; or its logarithm.  The results are of each
 * term, and last of all together; NaN if the test is not defined, as with an
 * event on day 0 and the logarithm, or all events on one day.
 */
typedef enum ms_transform
{
	MS_TRANSFORM_KM,
	MS_TRANSFORM_IDENTITY,
	MS_TRANSFORM_LOG
} ms_transform;

typedef struct ms_ph_result
{
	double		chisq;
	int			df;
	double		p_value;
} ms_ph_result;

/* `m` is a model fitted to these rows; `result` has one element more than terms. */
extern void ms_ph_test(ms_ph_result *result, const ms_model *m, const ms_rows *r, ms_transform transform,
					   void *memory);

#endif							/* MS_COX_MODEL_H */
