/*
 * drug_text.h
 *		The drug that a text names among other words, as data managers write
 *		it: 'Rebif 44 µg SC', 'natalizumab-sztn', 'Dimethyl fumarate 240mg
 *		gastro-resistant capsules (Teva UK Ltd)', 'Rituximab product'.
 *
 * A wrong drug is worse than none, so each word must be known: a name of the
 * drug, its strength, form, route, schedule or maker, or the FDA's suffix of a
 * biological.  A text with any other word or sign names no drug, and so does
 * one that names two, as in 'Rebif, Copaxone'.
 */
#ifndef MS_DRUG_TEXT_H
#define MS_DRUG_TEXT_H

#include <stddef.h>

#include "dmt.h"

/* The longest text that is read, in letters and digits. */
#define MS_DRUG_TEXT_MAX 250

/*
 * The drug in this UTF-8 text, or NULL.  A text that is nothing but a name is
 * read as ms_label_by_name() reads it.
 *
 * Interferon beta-1a is that of the route if the text says SC or IM; Avonex
 * with SC, and Rebif with IM, contradict themselves and are no drug.
 */
extern const ms_drug *ms_drug_in_text(const char *text, size_t len);

#endif							/* MS_DRUG_TEXT_H */
