/*
 * label.h
 *		Types whose values are codes with names, and such names inside other
 *		types.
 */
#ifndef SEPMS_PG_LABEL_H
#define SEPMS_PG_LABEL_H

#include "compat.h"

#include "../core/label.h"

/* The label with a name that is given in the database's encoding, or NULL. */
extern const ms_label *sepms_label_of(const ms_vocabulary *v,
									  const char *str);

/* Reports 22P02, softly, because no label has this name.  The hint suggests names. */
extern Datum sepms_unknown_label(Node *escontext, const ms_vocabulary *v,
								 const char *str);

/* The label of a stored code; XX001 if the code is unknown. */
extern const ms_label *sepms_stored_label(const ms_vocabulary *v, int code);

/* Reads a code from a binary value; 22P03 if it is unknown. */
extern int16 sepms_label_received(const ms_vocabulary *v, struct StringInfoData *buf);

/* The names of a short vocabulary, as they are printed, in a list for a hint. */
extern char *sepms_label_names(const ms_vocabulary *v);

/* Input and output of the coded types, which are stored as int2. */
extern Datum sepms_label_in(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_out(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_recv(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_send(FunctionCallInfo fcinfo, const ms_vocabulary *v);

/* Defines an entry point of a coded type whose vocabulary is ms_<type>. */
#define SEPMS_LABEL_FUNCTION(type, io) \
	PG_FUNCTION_INFO_V1(sepms_##type##_##io); \
	Datum \
	sepms_##type##_##io(PG_FUNCTION_ARGS) \
	{ \
		return sepms_label_##io(fcinfo, &ms_##type); \
	}

#endif							/* SEPMS_PG_LABEL_H */
