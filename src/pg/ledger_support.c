/*
 * ledger_support.c
 *		Planner support for functions that return the rows of a ledger: if the
 *		ledger is a constant, their number is known.
 */
#include "ledger.h"

#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"

static Node *
rows_of_constant(FunctionCallInfo fcinfo, bool by_column)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Node	   *tally;
	int			columns;
	int			rows;

	if (!IsA(request, SupportRequestRows) || !is_funcclause(request->node))
		return NULL;
	tally = linitial(((FuncExpr *) request->node)->args);
	if (!IsA(tally, Const) || ((Const *) tally)->constisnull)
		return NULL;
	if (!sepms_ledger_size(((Const *) tally)->constvalue, &columns, &rows))
		return NULL;
	request->rows = (double) rows * (by_column ? columns - 1 : 1);
	return (Node *) request;
}

/* One row for each row of the ledger. */
PG_FUNCTION_INFO_V1(sepms_tally_rows_support);
Datum
sepms_tally_rows_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(rows_of_constant(fcinfo, false));
}

/* One row for each row of the ledger and each column except the first. */
PG_FUNCTION_INFO_V1(sepms_tally_cells_support);
Datum
sepms_tally_cells_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(rows_of_constant(fcinfo, true));
}
