/*
 * regression_io.c
 *		Input and output of the tallies of regressions.
 */
#include "regression_rows.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "../core/regression_text.h"

static Datum
too_many_terms(Node *escontext, ms_rows_kind kind)
{
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many elements of x for a %s", sepms_rows_type(kind)),
			 errdetail("It holds at most %d.", MS_ROWS_TERMS_MAX)));
}

static Datum
in(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	static const char *const columns[] = {"days, observed", "events, days", "outcome"};
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	Size		rows;
	Size		elements;
	ms_rows		r = {.kind = kind};
	ms_json_result result;

	ms_rows_text_room(str, len, &rows, &elements);
	sepms_rows_allocate(&r, rows, elements, CurrentMemoryContext);
	result = ms_rows_parse(str, len, rows, elements, &r);
	if (result == MS_JSON_OK)
		return sepms_return_rows(&r);
	if (result == MS_JSON_LENGTH)
		return too_many_terms(fcinfo->context, kind);
	return sepms_bad_tally_text(fcinfo, sepms_rows_type(kind), result, MS_ROWS_VERSION,
								psprintf("A tally is a JSON object with a version, terms, left_out, and arrays of equal length: %s, x, ...",
										 columns[kind]),
								"The rows must ascend, each with terms elements of x, and a column that says nothing is left out.");
}

static Datum
out(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	const ms_rows *r = sepms_rows_arg(fcinfo, 0, kind);
	char	   *text = MemoryContextAllocHuge(CurrentMemoryContext, ms_rows_text_max(r));

	if (ms_rows_print(r, text) >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the text of a %s is too long", sepms_rows_type(kind)),
				 errdetail("It is longer than 1 GB; the value itself can be stored.")));
	PG_RETURN_CSTRING(text);
}

/* The bytes of a row that has these columns. */
static Size
row_bytes(ms_rows_kind kind, uint32 columns, uint32 terms)
{
	return sizeof(int32) + (columns & MS_ROWS_OTHER ? sizeof(int32) : 0) + (columns & MS_ROWS_FLAGS ? 1 : 0) +
		(columns & MS_ROWS_STRATUM ? sizeof(int32) : 0) + (columns & MS_ROWS_CLUSTER ? sizeof(int64) : 0) +
		(columns & MS_ROWS_WEIGHT ? sizeof(double) : 0) + (columns & MS_ROWS_COUNTS ? sizeof(int64) : 0) +
		terms * sizeof(double);
}

/* Makes the columns absent that are not in the value. */
static void
drop_columns(ms_rows *r, uint32 columns)
{
	if (!(columns & MS_ROWS_OTHER))
		r->other = NULL;
	if (!(columns & MS_ROWS_FLAGS))
		r->flags = NULL;
	if (!(columns & MS_ROWS_STRATUM))
		r->stratum = NULL;
	if (!(columns & MS_ROWS_CLUSTER))
		r->cluster = NULL;
	if (!(columns & MS_ROWS_WEIGHT))
		r->weight = NULL;
	if (!(columns & MS_ROWS_COUNTS))
		r->count = NULL;
}

static void
receive_row(StringInfo buf, ms_rows *r, int row)
{
	r->number[row] = (int32) pq_getmsgint(buf, sizeof(int32));
	if (r->other != NULL)
		r->other[row] = (int32) pq_getmsgint(buf, sizeof(int32));
	if (r->flags != NULL)
		r->flags[row] = (uint8) pq_getmsgbyte(buf);
	if (r->stratum != NULL)
		r->stratum[row] = (int32) pq_getmsgint(buf, sizeof(int32));
	if (r->cluster != NULL)
		r->cluster[row] = pq_getmsgint64(buf);
	if (r->weight != NULL)
		r->weight[row] = pq_getmsgfloat8(buf);
	if (r->count != NULL)
		r->count[row] = pq_getmsgint64(buf);
	for (int i = 0; i < r->terms; i++)
		r->x[(Size) row * r->terms + i] = pq_getmsgfloat8(buf) + 0.0;
}

static Datum
recv(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	const char *type = sepms_rows_type(kind);
	ms_rows		r = {.kind = kind};
	uint32		columns;
	uint32		terms;
	uint32		rows;

	sepms_binary_version(type, buf, MS_ROWS_VERSION);
	sepms_binary_needs(type, buf, 2 * sizeof(int16) + sizeof(int32) + sizeof(int64));
	columns = pq_getmsgint(buf, sizeof(int16));
	terms = pq_getmsgint(buf, sizeof(int16));
	rows = pq_getmsgint(buf, sizeof(int32));
	r.left_out = pq_getmsgint64(buf);
	if (columns > MS_ROWS_COLUMNS_ALL)
		sepms_bad_binary(type, "unknown columns");
	if (terms > MS_ROWS_TERMS_MAX)
		sepms_bad_binary(type, "too many elements of x");
	if (rows > (buf->len - buf->cursor) / row_bytes(kind, columns, terms))
		sepms_bad_binary(type, "too many rows");
	r.rows = rows;
	r.terms = terms;
	sepms_rows_allocate(&r, rows, (Size) rows * terms, CurrentMemoryContext);
	drop_columns(&r, columns);
	for (int row = 0; row < r.rows; row++)
	{
		ms_pause_at(row);
		receive_row(buf, &r, row);
	}
	if (!ms_rows_valid(&r))
		sepms_bad_binary(type, "rows out of order, columns that say nothing, or numbers out of range");
	return sepms_return_rows(&r);
}

static void
send_row(StringInfo buf, const ms_rows *r, int row)
{
	pq_sendint32(buf, r->number[row]);
	if (r->other != NULL)
		pq_sendint32(buf, r->other[row]);
	if (r->flags != NULL)
		pq_sendbyte(buf, r->flags[row]);
	if (r->stratum != NULL)
		pq_sendint32(buf, r->stratum[row]);
	if (r->cluster != NULL)
		pq_sendint64(buf, r->cluster[row]);
	if (r->weight != NULL)
		pq_sendfloat8(buf, r->weight[row]);
	if (r->count != NULL)
		pq_sendint64(buf, r->count[row]);
	for (int i = 0; i < r->terms; i++)
		pq_sendfloat8(buf, ms_rows_x(r, row)[i]);
}

static Datum
send(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	const ms_rows *r = sepms_rows_arg(fcinfo, 0, kind);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_ROWS_VERSION);
	pq_sendint16(&buf, ms_rows_columns(r));
	pq_sendint16(&buf, r->terms);
	pq_sendint32(&buf, r->rows);
	pq_sendint64(&buf, r->left_out);
	for (int row = 0; row < r->rows; row++)
	{
		ms_pause_at(row);
		send_row(&buf, r, row);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

#define IO_FUNCTION(type, what, kind) \
	PG_FUNCTION_INFO_V1(sepms_##type##_##what); \
	Datum \
	sepms_##type##_##what(PG_FUNCTION_ARGS) \
	{ \
		return what(fcinfo, kind); \
	}

#define IO_FUNCTIONS(type, kind) \
	IO_FUNCTION(type, in, kind) \
	IO_FUNCTION(type, out, kind) \
	IO_FUNCTION(type, recv, kind) \
	IO_FUNCTION(type, send, kind)

IO_FUNCTIONS(cox_tally, MS_ROWS_COX)
IO_FUNCTIONS(count_tally, MS_ROWS_COUNT)
IO_FUNCTIONS(logistic_tally, MS_ROWS_LOGISTIC)
