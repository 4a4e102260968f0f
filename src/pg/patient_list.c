/*
 * patient_list.c
 *		Types whose value is a list of items of one patient: stored form, text,
 *		binary, rows.
 */
#include "patient_list.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/*
 * The stored value.  If the kind has pack(), the body is the number of items,
 * followed by what pack() wrote.  Otherwise it is the items themselves, and
 * their number follows from the size.
 */
typedef struct Stored
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* of the kind */
	uint8		form[3];		/* how it is packed; zeros if there is only one way */
	char		body[FLEXIBLE_ARRAY_MEMBER];
} Stored;

StaticAssertDecl(offsetof(Stored, body) == 8, "no hidden bytes");

static void *
plain_items(Stored *stored, const sepms_list_kind *kind, int *n)
{
	static const uint8 one_way[sizeof(stored->form)] = {0};
	Size		size = VARSIZE(stored) - offsetof(Stored, body);

	if (memcmp(stored->form, one_way, sizeof(one_way)) != 0 || size % kind->item_size != 0 ||
		size / kind->item_size > kind->limit)
		return NULL;
	*n = size / kind->item_size;
	return stored->body;
}

static void *
unpacked_items(const Stored *stored, const sepms_list_kind *kind, int *n)
{
	const char *packed = stored->body + sizeof(int32);
	Size		size = VARSIZE(stored) - offsetof(Stored, body);
	void	   *items;

	if (size < sizeof(int32))
		return NULL;
	memcpy(n, stored->body, sizeof(int32));
	if (*n < 0 || *n > kind->limit)
		return NULL;
	items = palloc(Max(*n, 1) * kind->item_size);
	return kind->unpack(packed, size - sizeof(int32), stored->form, items, *n) ? items : NULL;
}

void *
sepms_list_arg(FunctionCallInfo fcinfo, int arg, const sepms_list_kind *kind, int *n)
{
	Stored	   *stored = (Stored *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	void	   *items = NULL;

	if (VARSIZE(stored) >= offsetof(Stored, body) && stored->version == kind->version)
		items = kind->unpack == NULL ? plain_items(stored, kind, n) : unpacked_items(stored, kind, n);
	if (items == NULL || !kind->valid(items, *n))
		sepms_damaged(kind->type);
	return items;
}

Datum
sepms_return_list(const void *items, int n, const sepms_list_kind *kind)
{
	bool		plain = kind->pack == NULL;
	uint8		form[3] = {0};
	Size		body = plain ? n * kind->item_size : sizeof(int32) + kind->packed_size(items, n, form);
	Stored	   *stored = palloc0(offsetof(Stored, body) + body);

	SET_VARSIZE(stored, offsetof(Stored, body) + body);
	stored->version = kind->version;
	memcpy(stored->form, form, sizeof(form));
	if (!plain)
	{
		memcpy(stored->body, &n, sizeof(int32));
		kind->pack(items, n, form, stored->body + sizeof(int32));
	}
	else if (n > 0)
		memcpy(stored->body, items, body);
	return PointerGetDatum(stored);
}

/* Reports too many items: softly for the text of a value; an aggregate passes a hint. */
static Datum
refuse_many(Node *escontext, const sepms_list_kind *kind, const char *hint)
{
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many %s for %s", kind->items, kind->value),
			 errdetail(kind->at_most, kind->limit),
			 hint != NULL ? errhint("%s", hint) : 0));
}

void
sepms_list_too_many(const sepms_list_kind *kind)
{
	(void) refuse_many(NULL, kind, kind->one_patient);
}

/*
 * Text
 */

/* Reports an unknown name as the type of the name does, with near misses. */
static Datum
refuse_name(Node *escontext, const sepms_list_kind *kind, const char *name, int len)
{
	const char *str = pnstrdup(name, len);

	if (GetDatabaseEncoding() != PG_SQL_ASCII)	/* there, it may be in any encoding */
		str = pg_any_to_server(str, len, PG_UTF8);
	return sepms_unknown_label(escontext, kind->names, str);
}

/* Reports that item i could not be read. */
static Datum
refuse_text(FunctionCallInfo fcinfo, const sepms_list_kind *kind, ms_list_result result, int i)
{
	const sepms_list_fault *fault = &kind->fault[result];

	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", kind->type, PG_GETARG_CSTRING(0)),
			 fault->detail != NULL ? errdetail(fault->detail, i + 1) : 0,
			 fault->hint != NULL ? errhint("%s", fault->hint) : 0));
}

Datum
sepms_list_in(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	const char *str = PG_GETARG_CSTRING(0);
	const char *text = kind->names != NULL ? sepms_utf8(str) : str;
	const char *end = text + strlen(text);
	size_t		most = kind->text_items(text, end - text);
	ms_list_result result;
	void	   *items;
	int			n;

	if (most > kind->limit)
		return refuse_many(fcinfo->context, kind, NULL);
	items = palloc(Max(most, 1) * kind->item_size);
	result = ms_list_parse(&text, end, items, kind->item_size, kind->parse, &n);
	if (result == MS_LIST_OK)
		return sepms_return_list(items, kind->settle(items, n), kind);
	if (result == MS_LIST_NAME)
		return refuse_name(fcinfo->context, kind, text, ms_list_name(text, end));
	return refuse_text(fcinfo, kind, result, n);
}

Datum
sepms_list_out(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	int			n;
	const void *items = sepms_list_arg(fcinfo, 0, kind, &n);
	char	   *str = palloc(MS_LIST_TEXT_MAX(n, kind->text_max));

	ms_list_print(items, n, kind->item_size, kind->print, str);
	PG_RETURN_CSTRING(str);
}

/*
 * Binary
 */

Datum
sepms_list_recv(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	uint32		n;
	char	   *items;

	sepms_binary_version(kind->type, buf, kind->version);
	sepms_binary_needs(kind->type, buf, sizeof(int32));
	n = pq_getmsgint(buf, sizeof(int32));
	if (n > kind->limit || n > (buf->len - buf->cursor) / kind->wire_size)
		sepms_bad_binary(kind->type, psprintf("too many %s", kind->items));
	items = palloc0(Max(n, 1) * kind->item_size);
	for (uint32 i = 0; i < n; i++)
	{
		ms_pause_at(i);
		kind->recv(buf, items + i * kind->item_size);
	}
	if (!kind->valid(items, n))
		sepms_bad_binary(kind->type, kind->invalid);
	return sepms_return_list(items, n, kind);
}

Datum
sepms_list_send(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	int			n;
	const char *items = sepms_list_arg(fcinfo, 0, kind, &n);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, kind->version);
	pq_sendint32(&buf, n);
	for (int i = 0; i < n; i++)
	{
		ms_pause_at(i);
		kind->send(&buf, items + i * kind->item_size);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Functions that every list type has */

Datum
sepms_list_count(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	int			n;

	(void) sepms_list_arg(fcinfo, 0, kind, &n);
	PG_RETURN_INT32(n);
}

Datum
sepms_list_unnest(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			n;
	const char *items = sepms_list_arg(fcinfo, 0, kind, &n);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < n; i++)
	{
		Datum		values[SEPMS_LIST_COLUMNS_MAX];
		bool		nulls[SEPMS_LIST_COLUMNS_MAX] = {false};

		CHECK_FOR_INTERRUPTS();
		kind->row(items + i * kind->item_size, values, nulls);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
