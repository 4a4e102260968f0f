/*
 * label.h
 *		Types whose values are codes with names, and names in other types.
 */
#ifndef SEPMS_PG_LABEL_H
#define SEPMS_PG_LABEL_H

#include "compat.h"

#include "../core/label.h"

/* A label of a text in the database's encoding, or NULL. */
extern const ms_label *sepms_label_of(const ms_vocabulary *v,
									  const char *str);

/* No label has this name: 22P02, softly, with the nearest ones as a hint. */
extern Datum sepms_unknown_label(Node *escontext, const ms_vocabulary *v,
								 const char *str);

/* The label of a stored code; an unknown one is damaged. */
extern const ms_label *sepms_stored_label(const ms_vocabulary *v, int code);

/* A code in a binary value, known, or 22P03. */
extern int16 sepms_label_received(const ms_vocabulary *v, struct StringInfoData *buf);

/* All names that are printed, as a list for a hint: of a short vocabulary. */
extern char *sepms_label_names(const ms_vocabulary *v);

/* I/O of the coded types: int2 codes with names. */
extern Datum sepms_label_in(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_out(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_recv(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_send(FunctionCallInfo fcinfo, const ms_vocabulary *v);

/* The entry points of a coded type whose vocabulary is ms_<type>. */
#define SEPMS_LABEL_FUNCTION(type, io) \
	PG_FUNCTION_INFO_V1(sepms_##type##_##io); \
	Datum \
	sepms_##type##_##io(PG_FUNCTION_ARGS) \
	{ \
		return sepms_label_##io(fcinfo, &ms_##type); \
	}

#endif							/* SEPMS_PG_LABEL_H */
