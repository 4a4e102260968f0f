/*
 * mutate.c
 *		Random changes to what input functions read, and to states of
 *		aggregates that move between processes; used by test/hostile/run.
 *
 * mutations(type, valid, cases, seed) changes the text or the bytes of a valid
 * value, as many times as given.  Each case must end in a value that is read
 * back from its own text and its own bytes, or in an error that a user may
 * see: of class 22 (data), 54 (limit), or 08P01 (a binary message that ends
 * too early), with the type named in the message.  Anything else raises an
 * error with the bytes that caused it.
 *
 * changed(bytes, seed) changes bytes; resumed(state, deserialize, bytes) is a
 * transition function whose state is deserialized from these bytes.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

PG_MODULE_MAGIC;

#define BYTES_MAX 4096			/* the longest mutated form */

typedef struct io
{
	Oid			type;
	const char *name;
	FmgrInfo	in,
				out,
				recv,
				send;
	Oid			in_param,
				recv_param;
} io;

static uint64 state;

/* xorshift64*: Vigna 2016, doi:10.1145/2845077 */
static int
draw(int below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (int) ((state * UINT64CONST(2685821657736338717)) >> 33) % below;
}

/* Replaces `cut` bytes by others. */
static void
splice(StringInfo s, int at, int cut, const char *bytes, int len)
{
	char		kept[BYTES_MAX * 2];
	int			rest = s->len - at - cut;

	memcpy(kept, s->data + at + cut, rest);
	s->len = at;
	appendBinaryStringInfo(s, bytes, len);
	appendBinaryStringInfo(s, kept, rest);
	if (s->len > BYTES_MAX)
		s->len = BYTES_MAX;
	s->data[s->len] = '\0';
}

static int
digits_from(StringInfo s, int at)
{
	int			n = 0;

	while (at + n < s->len && s->data[at + n] >= '0' && s->data[at + n] <= '9')
		n++;
	return n;
}

static void
change_once(StringInfo s, bool as_text)
{
	static const char *const words[] = {
		"-1", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "99999999999999999999", "1e308", "1e-320", "-0", "0.1", "NaN",
		"infinity", "-infinity", "0001-01-01 BC", "5874897-12-31", "2020-02-30", "null", "true", "\"\"", "\\u0000", "\xc3\xa9", " ", "{", "}", "[", "]", ",", ":", "\"", "(", ")", "'", "\\",
	};
	static const char numbers[][4] = {
		{0, 0, 0, 0}, {0xff, 0xff, 0xff, 0xff}, {0x7f, 0xff, 0xff, 0xff}, {0x80, 0, 0, 0}, {0, 0x0f, 0x42, 0x41}, {0x7f, 0xf8, 0, 0}, {0, 0, 0, 1},
	};
	int			at = draw(s->len + 1);
	int			left = s->len - at;
	int			some = left == 0 ? 0 : 1 + draw(Min(left, 16));
	char		copy[32];

	switch (draw(8))
	{
		case 0:					/* one bit */
			if (left > 0)
				s->data[at] ^= 1 << draw(as_text ? 7 : 8);
			break;
		case 1:					/* one byte */
			if (left > 0)
				s->data[at] = as_text ? 1 + draw(127) : draw(256);
			break;
		case 2:					/* delete some bytes */
			splice(s, at, some, "", 0);
			break;
		case 3:					/* copy some bytes, to the same or another place */
			memcpy(copy, s->data + at, some);
			splice(s, draw(s->len + 1), 0, copy, some);
			break;
		case 4:					/* cut off the rest */
			if (draw(4) == 0)
				splice(s, at, left, "", 0);
			break;
		case 5:					/* replace a number or a byte by a word or a number */
		case 6:
			if (as_text)
			{
				const char *word = words[draw(lengthof(words))];

				splice(s, at, draw(4) == 0 ? Min(1, left) : digits_from(s, at), word, strlen(word));
			}
			else
				splice(s, at, draw(4) == 0 ? 0 : Min(4, left), numbers[draw(lengthof(numbers))], 4);
			break;
		default:				/* append a byte */
			if (draw(4) == 0)
			{
				copy[0] = as_text ? 1 + draw(127) : draw(256);
				splice(s, s->len, 0, copy, 1);
			}
			break;
	}
	if (as_text)				/* a C string ends at its first zero */
		s->len = strlen(s->data);
}

static bytea *
bytea_of(StringInfo s)
{
	bytea	   *bytes = palloc(VARHDRSZ + s->len);

	SET_VARSIZE(bytes, VARHDRSZ + s->len);
	memcpy(VARDATA(bytes), s->data, s->len);
	return bytes;
}

static Datum
received(io *t, const char *bytes, int len)
{
	StringInfoData buf;
	Datum		value;

	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, bytes, len);
	value = ReceiveFunctionCall(&t->recv, &buf, t->recv_param, -1);
	if (buf.cursor != buf.len)	/* the error of the server for a parameter or COPY */
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("incorrect binary data format of %s", t->name)));
	return value;
}

static bool
same_bytes(bytea *a, bytea *b)
{
	return VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0;
}

/* Is a value read back unchanged, from its text and from its bytes? */
static void
check_value(io *t, Datum value)
{
	char	   *text = OutputFunctionCall(&t->out, value);
	bytea	   *sent = SendFunctionCall(&t->send, value);
	Datum		from_text = InputFunctionCall(&t->in, text, t->in_param, -1);
	Datum		from_bytes = received(t, VARDATA(sent), VARSIZE(sent) - VARHDRSZ);

	if (strcmp(OutputFunctionCall(&t->out, from_text), text) != 0 ||
		strcmp(OutputFunctionCall(&t->out, from_bytes), text) != 0)
		elog(ERROR, "%s: not the same text again: %s", t->name, text);
	if (!same_bytes(SendFunctionCall(&t->send, from_text), sent) ||
		!same_bytes(SendFunctionCall(&t->send, from_bytes), sent))
		elog(ERROR, "%s: not the same bytes again: %s", t->name, text);
}

/*
 * May a user see this error?  It must name the type, or that of an item in the
 * value.  Errors of disability_criteria name a parameter, or come from jsonb; that
 * a name in a regression_model is no text is the server's own error.
 */
static bool
good_error(io *t, ErrorData *e)
{
	int			class = ERRCODE_TO_CATEGORY(e->sqlerrcode);
	bool		named = strstr(e->message, t->name) != NULL ||
		strcmp(t->name, "disability_criteria") == 0 ||
		(strcmp(t->name, "treatment_history") == 0 && strstr(e->message, "type dmt") != NULL);

	if (e->sqlerrcode == ERRCODE_PROTOCOL_VIOLATION)
		return true;			/* the server's own error: insufficient data left in message */
	if (e->sqlerrcode == ERRCODE_CHARACTER_NOT_IN_REPERTOIRE)
		return strcmp(t->name, "disability_criteria") == 0 || strcmp(t->name, "regression_model") == 0;
	return named && (class == ERRCODE_TO_CATEGORY(ERRCODE_DATA_EXCEPTION) ||
					 class == ERRCODE_TO_CATEGORY(ERRCODE_PROGRAM_LIMIT_EXCEEDED));
}

/* Tries one case, and undoes it.  Was the input accepted? */
static bool
try_case(io *t, StringInfo s, bool as_text)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile e = NULL;
	volatile bool checking = false;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		Datum		value = as_text ? InputFunctionCall(&t->in, s->data, t->in_param, -1) :
			received(t, s->data, s->len);

		checking = true;
		check_value(t, value);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		e = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;

	if (e != NULL && (checking || !good_error(t, e)))
	{
		ereport(ERROR, (errmsg("%s, %s %s: %s %s", t->name, as_text ? "text" : "binary",
							   TextDatumGetCString(DirectFunctionCall2(binary_encode, PointerGetDatum(bytea_of(s)),
																	   CStringGetTextDatum("escape"))),
							   unpack_sql_state(e->sqlerrcode), e->message)));
	}
	return e == NULL;
}

PG_FUNCTION_INFO_V1(mutations);
Datum
mutations(PG_FUNCTION_ARGS)
{
	const char *valid = text_to_cstring(PG_GETARG_TEXT_PP(1));
	int64		cases = PG_GETARG_INT64(2);
	int64		count[4] = {0};
	MemoryContext per_case = AllocSetContextCreate(CurrentMemoryContext, "case", ALLOCSET_DEFAULT_SIZES);
	MemoryContext outer = CurrentMemoryContext;
	io			t = {.type = PG_GETARG_OID(0)};
	bytea	   *sent;
	Oid			function;
	bool		varlena;
	TupleDesc	desc;
	Datum		values[4];
	bool		nulls[4] = {false};

	state = (uint64) PG_GETARG_INT32(3) * 2 + 1;
	t.name = format_type_be(t.type);
	getTypeInputInfo(t.type, &function, &t.in_param);
	fmgr_info(function, &t.in);
	getTypeOutputInfo(t.type, &function, &varlena);
	fmgr_info(function, &t.out);
	getTypeBinaryInputInfo(t.type, &function, &t.recv_param);
	fmgr_info(function, &t.recv);
	getTypeBinaryOutputInfo(t.type, &function, &varlena);
	fmgr_info(function, &t.send);
	sent = SendFunctionCall(&t.send, InputFunctionCall(&t.in, (char *) valid, t.in_param, -1));

	for (int64 i = 0; i < cases; i++)
	{
		bool		as_text = i % 2 == 0;
		StringInfoData s;

		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(per_case);
		MemoryContextReset(per_case);
		initStringInfo(&s);
		if (as_text)
			appendStringInfoString(&s, valid);
		else
			appendBinaryStringInfo(&s, VARDATA(sent), VARSIZE(sent) - VARHDRSZ);
		for (int n = 1 + draw(4); n > 0; n--)
			change_once(&s, as_text);
		if (!as_text || pg_verifymbstr(s.data, s.len, true))	/* the server checks this first */
			count[(as_text ? 0 : 2) + (try_case(&t, &s, as_text) ? 0 : 1)]++;
	}
	MemoryContextSwitchTo(outer);
	MemoryContextDelete(per_case);

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "mutations() gives a row");
	for (int i = 0; i < 4; i++)
		values[i] = Int64GetDatum(count[i]);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

PG_FUNCTION_INFO_V1(changed);
Datum
changed(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData s;

	state = ((uint64) PG_GETARG_INT32(1) + 1) * UINT64CONST(0x9E3779B97F4A7C15);
	initStringInfo(&s);
	appendBinaryStringInfo(&s, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
	for (int n = draw(4); n > 0; n--)
		change_once(&s, false);
	PG_RETURN_BYTEA_P(bytea_of(&s));
}

PG_FUNCTION_INFO_V1(resumed);
Datum
resumed(PG_FUNCTION_ARGS)
{
	FmgrInfo	deserialize;
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "resumed() is of an aggregate");
	MemoryContextSwitchTo(context);
	fmgr_info(PG_GETARG_OID(1), &deserialize);
	return FunctionCall2(&deserialize, PG_GETARG_DATUM(2), (Datum) 0);
}
