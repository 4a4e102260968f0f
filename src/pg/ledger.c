/*
 * ledger.c
 *		Types whose values are ledgers: the stored value, its input and output,
 *		and how a value that was read before is recognized.  ledger_state.c has
 *		the state of their aggregates.
 */
#include "ledger.h"

#include "access/detoast.h"
#include "libpq/pqformat.h"

/*
 * The stored value: a version, the number of columns in use, the number of
 * rows, then what core/ledger.h packs.
 */
typedef struct Ledger
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_LEDGER_VERSION */
	uint8		columns;
	uint16		unused;			/* reserved, always zero */
	int32		rows;
	char		packed[FLEXIBLE_ARRAY_MEMBER];
} Ledger;

ms_ledger
sepms_ledger_make(const ms_ledger_kind *kind, int columns, Size rows)
{
	return (ms_ledger) {
		kind, columns, rows, palloc(Max(rows, 1) * sizeof(int32)),
		palloc(Max(rows * columns, 1) * sizeof(ms_cell))
	};
}

/* Detoasts a value of any kind and checks its header; NULL if it is damaged. */
static Ledger *
head_of(Datum value)
{
	Ledger	   *flat = (Ledger *) PG_DETOAST_DATUM(value);

	if (VARSIZE(flat) < offsetof(Ledger, packed) || flat->version != MS_LEDGER_VERSION ||
		flat->unused != 0 || flat->rows < 0 || flat->rows > MS_LEDGER_ROWS_MAX)
		return NULL;
	return flat;
}

bool
sepms_ledger_size(Datum value, int *columns, int *rows)
{
	const Ledger *flat = head_of(value);

	if (flat == NULL)
		return false;
	*columns = flat->columns;
	*rows = flat->rows;
	return true;
}

ms_ledger
sepms_ledger_from(Datum value, const ms_ledger_kind *kind)
{
	const Ledger *flat = head_of(value);
	ms_ledger l;

	if (flat == NULL || flat->columns > kind->columns)
		sepms_damaged(kind->type);
	l = sepms_ledger_make(kind, flat->columns, flat->rows);
	if (!ms_ledger_unpack(flat->packed, VARSIZE(flat) - offsetof(Ledger, packed), &l) ||
		!ms_ledger_valid(&l))
		sepms_damaged(kind->type);
	return l;
}

ms_ledger
sepms_ledger_arg(FunctionCallInfo fcinfo, int arg, const ms_ledger_kind *kind)
{
	return sepms_ledger_from(PG_GETARG_DATUM(arg), kind);
}

Size
sepms_ledger_flat_size(const ms_ledger *l)
{
	return offsetof(Ledger, packed) + ms_ledger_packed_size(l);
}

void
sepms_ledger_flatten(const ms_ledger *l, void *value, Size size)
{
	Ledger	   *flat = value;

	memset(flat, 0, offsetof(Ledger, packed));
	SET_VARSIZE(flat, size);
	flat->version = MS_LEDGER_VERSION;
	flat->columns = l->columns;
	flat->rows = l->rows;
	ms_ledger_pack(l, flat->packed);
}

static Datum
return_flat(const ms_ledger *l)
{
	Size		size = sepms_ledger_flat_size(l);
	void	   *flat = palloc(size);

	sepms_ledger_flatten(l, flat, size);
	return PointerGetDatum(flat);
}

/*
 * I/O
 */

Datum
sepms_ledger_too_long(Node *escontext, const ms_ledger_kind *kind)
{
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many %s for a %s", kind->key, kind->type),
			 errdetail("It holds at most %d different ones.", MS_LEDGER_ROWS_MAX)));
}

Datum
sepms_ledger_in(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	Size		room = ms_ledger_text_room(kind, str, len);
	ms_ledger l = sepms_ledger_make(kind, kind->columns, room);
	ms_json_result result = ms_ledger_parse(str, len, room, &l);

	if (result == MS_JSON_OK)
		return return_flat(&l);
	if (result == MS_JSON_LENGTH)
		return sepms_ledger_too_long(fcinfo->context, kind);
	return sepms_bad_tally_text(fcinfo, kind->type, result, MS_LEDGER_VERSION,
								psprintf("A tally is a JSON object with a version and arrays of equal length: %s, %s, ...",
										 kind->key, kind->column[0]),
								psprintf("The %s must ascend, and no count or weight may be negative or too large.", kind->key));
}

Datum
sepms_ledger_out(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, kind);
	char	   *str = palloc(MS_LEDGER_TEXT_MAX(l.rows, l.columns));

	ms_ledger_print(&l, str);
	PG_RETURN_CSTRING(str);
}

Datum
sepms_ledger_recv(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	uint32		columns;
	uint32		rows;
	ms_ledger l;

	sepms_binary_version(kind->type, buf, MS_LEDGER_VERSION);
	sepms_binary_needs(kind->type, buf, sizeof(int16) + sizeof(int32));
	columns = pq_getmsgint(buf, sizeof(int16));
	rows = pq_getmsgint(buf, sizeof(int32));
	if (columns > kind->columns)
		sepms_bad_binary(kind->type, "too many columns");
	if (rows > MS_LEDGER_ROWS_MAX ||
		rows > (buf->len - buf->cursor) / (sizeof(int32) + columns * sizeof(int64)))
		sepms_bad_binary(kind->type, "too many rows");
	l = sepms_ledger_make(kind, columns, rows);
	for (int row = 0; row < l.rows; row++)
	{
		ms_pause_at(row);
		l.key[row] = (int32) pq_getmsgint(buf, sizeof(int32));
		for (int i = 0; i < l.columns; i++)
		{
			ms_cell *cell = &ms_ledger_row(&l, row)[i];

			if (ms_ledger_is_weight(kind, i))
				cell->weight = pq_getmsgfloat8(buf) + 0.0;
			else
				cell->count = pq_getmsgint64(buf);
		}
	}
	if (!ms_ledger_valid(&l))
		sepms_bad_binary(kind->type, "rows out of order or empty, or numbers out of range");
	return return_flat(&l);
}

Datum
sepms_ledger_send(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, kind);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_LEDGER_VERSION);
	pq_sendint16(&buf, l.columns);
	pq_sendint32(&buf, l.rows);
	for (int row = 0; row < l.rows; row++)
	{
		ms_pause_at(row);
		pq_sendint32(&buf, l.key[row]);
		for (int i = 0; i < l.columns; i++)
		{
			const ms_cell *cell = &ms_ledger_row(&l, row)[i];

			if (ms_ledger_is_weight(kind, i))
				pq_sendfloat8(&buf, cell->weight);
			else
				pq_sendint64(&buf, cell->count);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * Ledgers that are read repeatedly.  Each row of a query may pass the same
 * tally: as a value or, since 16, as the state of the aggregate itself, which
 * otherwise would be flattened each time.
 */

Datum
sepms_ledger_fetched(Datum value)
{
	struct varlena *v = (struct varlena *) DatumGetPointer(value);

	if (VARATT_IS_EXTERNAL(v) && sepms_ledger_stamp(value) == 0)
		v = detoast_external_attr(v);
	return PointerGetDatum(v);
}

bool
sepms_ledger_same(const sepms_ledger_memory *m, Datum fetched)
{
	const char *bytes = DatumGetPointer(fetched);
	uint64		stamp = sepms_ledger_stamp(fetched);

	if (stamp != 0 || m->stamp != 0)
		return stamp == m->stamp;
	return m->size == VARSIZE_ANY(bytes) && memcmp(m->bytes, bytes, m->size) == 0;
}

void
sepms_ledger_remember(sepms_ledger_memory *m, Datum fetched, MemoryContext context)
{
	const char *bytes = DatumGetPointer(fetched);

	sepms_ledger_forget(m);
	m->stamp = sepms_ledger_stamp(fetched);
	if (m->stamp == 0)
	{
		m->bytes = MemoryContextAlloc(context, VARSIZE_ANY(bytes));
		m->size = VARSIZE_ANY(bytes);
		memcpy(m->bytes, bytes, m->size);
	}
}

void
sepms_ledger_forget(sepms_ledger_memory *m)
{
	if (m->bytes != NULL)
		pfree(m->bytes);
	*m = (sepms_ledger_memory) {0};
}
