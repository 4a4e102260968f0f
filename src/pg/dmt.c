/*
 * dmt.c
 *		The types dmt and dmt_line, and the catalogue as rows.
 */
#include "common.h"

#include "../core/drug_text.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

SEPMS_LABEL_FUNCTION(dmt, in)
SEPMS_LABEL_FUNCTION(dmt, out)
SEPMS_LABEL_FUNCTION(dmt, recv)
SEPMS_LABEL_FUNCTION(dmt, send)

SEPMS_LABEL_FUNCTION(dmt_line, out)
SEPMS_LABEL_FUNCTION(dmt_line, recv)
SEPMS_LABEL_FUNCTION(dmt_line, send)

/*
 * A line, or a drug, which stands for its line: dmt_line('ocrelizumab') is
 * this cast, not the function that takes a dmt, and should give the same
 * result.
 */
PG_FUNCTION_INFO_V1(sepms_dmt_line_in);
Datum
sepms_dmt_line_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	const ms_label *drug = NULL;
	int16		line;

	if (sepms_label_of(&ms_dmt_line, str) == NULL)
		drug = sepms_label_of(&ms_dmt, str);
	if (drug == NULL)
		return sepms_label_in(fcinfo, &ms_dmt_line);
	line = ms_drug_line(ms_drug_by_code(drug->code));
	if (line == 0)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "dmt_line", str),
				 errdetail("The catalogue assigns no treatment line to this drug."),
				 errhint("dmt_line(dmt) is NULL for such a drug.")));
	PG_RETURN_INT16(line);
}

PG_FUNCTION_INFO_V1(sepms_try_dmt);
Datum
sepms_try_dmt(PG_FUNCTION_ARGS)
{
	const char *utf8 = sepms_utf8(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	const ms_drug *drug = ms_drug_in_text(utf8, strlen(utf8));

	if (drug == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT16(drug->label.code);
}

static const ms_drug *
drug_arg(FunctionCallInfo fcinfo, int arg)
{
	return (const ms_drug *) sepms_stored_label(&ms_dmt, PG_GETARG_INT16(arg));
}

PG_FUNCTION_INFO_V1(sepms_dmt_line);
Datum
sepms_dmt_line(PG_FUNCTION_ARGS)
{
	int16		line = ms_drug_line(drug_arg(fcinfo, 0));

	if (line == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT16(line);
}

/* dmt_line[], empty if the catalogue has no line for the drug. */
static Datum
lines_array(const ms_drug *drug, Oid dmt_line_type)
{
	int16		codes[MS_DMT_LINE_MAX];
	int			n = ms_drug_lines(drug, codes);
	Datum		elems[MS_DMT_LINE_MAX];

	for (int i = 0; i < n; i++)
		elems[i] = Int16GetDatum(codes[i]);
	return PointerGetDatum(construct_array(elems, n, dmt_line_type, sizeof(int16), true,
										   TYPALIGN_SHORT));
}

PG_FUNCTION_INFO_V1(sepms_dmt_lines);
Datum
sepms_dmt_lines(PG_FUNCTION_ARGS)
{
	Oid			array_type = get_func_rettype(fcinfo->flinfo->fn_oid);

	return lines_array(drug_arg(fcinfo, 0), get_element_type(array_type));
}

/* text[] of the spellings in a list separated by '|', from this one on. */
static Datum
spellings_array(const char *list, int first)
{
	ArrayBuildState *array = initArrayResult(TEXTOID, CurrentMemoryContext, false);
	const char *item;
	size_t		len;

	while ((list = ms_next_spelling(list, &item, &len)) != NULL)
		if (first-- <= 0)
			accumArrayResult(array,
							 PointerGetDatum(sepms_text_from_utf8(pnstrdup(item, len))),
							 false, TEXTOID, CurrentMemoryContext);
	return makeArrayResult(array, CurrentMemoryContext);
}

#define CATALOG_COLUMNS 16

PG_FUNCTION_INFO_V1(sepms_dmt_catalog);
Datum
sepms_dmt_catalog(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid			lines_type;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	lines_type = TupleDescAttr(rsinfo->setDesc, 6)->atttypid;

	for (int i = 0; i < ms_dmt.count; i++)
	{
		const ms_drug *d = ms_drug_at(i);
		const char *atc = d->label.also[MS_DRUG_ATC];
		const char *first_atc;
		size_t		len;
		Datum		values[CATALOG_COLUMNS];
		bool		nulls[CATALOG_COLUMNS] = {false};
		int			c = 0;

		values[c++] = Int16GetDatum(d->label.code);
		values[c++] = spellings_array(d->label.also[MS_DRUG_BRANDS], 0);
		nulls[c] = ms_next_spelling(atc, &first_atc, &len) == NULL;
		values[c] = nulls[c] ? (Datum) 0 :
			PointerGetDatum(cstring_to_text_with_len(first_atc, len));
		c++;
		values[c++] = spellings_array(atc, 1);
		values[c++] = PointerGetDatum(sepms_text_from_utf8(d->class));
		values[c++] = PointerGetDatum(sepms_text_from_utf8(d->route));
		values[c++] = lines_array(d, get_element_type(lines_type));
		values[c++] = BoolGetDatum(strcmp(d->status, "off-label") == 0);
		values[c] = sepms_text_or_null(d->line_source, &nulls[c]);
		c++;
		values[c] = sepms_text_or_null(d->efficacy, &nulls[c]);
		c++;
		values[c] = sepms_text_or_null(d->efficacy_samjoo, &nulls[c]);
		c++;
		values[c++] = PointerGetDatum(sepms_text_from_utf8(d->status));
		values[c] = sepms_date_or_null(d->ema, &nulls[c]);
		c++;
		values[c] = sepms_date_or_null(d->fda, &nulls[c]);
		c++;
		nulls[c] = d->fr_launch_year == 0;
		values[c++] = Int32GetDatum(d->fr_launch_year);
		values[c] = sepms_text_or_null(d->note, &nulls[c]);
		c++;
		Assert(c == CATALOG_COLUMNS);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

#define INTERVAL_COLUMNS 4

PG_FUNCTION_INFO_V1(sepms_dmt_intervals);
Datum
sepms_dmt_intervals(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < ms_dmt.count; i++)
	{
		const ms_drug *d = ms_drug_at(i);
		Datum		values[INTERVAL_COLUMNS];
		bool		nulls[INTERVAL_COLUMNS] = {false};

		if (d->interval_source == NULL)
			continue;
		values[0] = Int16GetDatum(d->label.code);
		values[1] = Int32GetDatum(d->interval);
		nulls[1] = d->interval == 0;
		values[2] = BoolGetDatum(d->reconstitution);
		values[3] = PointerGetDatum(sepms_text_from_utf8(d->interval_source));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
