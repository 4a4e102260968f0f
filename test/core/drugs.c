/*
 * drugs.c
 *		Names of drugs among other words.
 *
 * The bytes are read as one or two names, known words, unknown words and signs
 * between them, or as a text.  A name and known words are the drug; two drugs,
 * or any unknown word, are none.
 */
#include "random.h"

#include "../../src/core/drug_text.h"

/* None of these is a route by which drugs differ. */
static const char *const known[] = {
	"300 mg", "44 µg/0,5 ml", "40 MG/ML", "0.5 mg/j", "12 mg/m²", "1 000 mg", "6 million units", "240mg", "300mg/15ml",
	"IV", "i.v.", "per os", "voie orale", "solution injectable", "concentrate for solution for infusion",
	"gélule gastro-résistante",
	"comprimé pelliculé", "pre-filled syringes", "en seringue préremplie", "30 capsules", "inj.",
	"Delayed Release Oral Capsule",
	"q4w", "every 4 weeks", "tous les 6 mois", "3x/semaine", "x 2", "BID", "once daily", "par jour", "1/j", "3 / semaine",
	"mensuel",
	"product", "biosimilaire", "generic", "off-label", "hydrochloride", "Teva", "Mylan", "Dr Reddy's",
	"Biogen Idec Ltd", "Teva Santé"
};

static const char *const between[] = {" ", "  ", ", ", " - ", "/", "\t", "\xC2\xA0", ", "};

/* No known word begins like these. */
static const char *const unknown[] = {
	"zzq", "Zzomab", "stop", "ou", "puis", "+", "?", "placebo", "CHOP", "anti", "sans", "no", "2015", "99", "->",
	"& co", "switch", "par", "20 ans", "for 2 years"
};

#define COUNT_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))

typedef struct line
{
	char		text[1024];
	size_t		len;
} line;

static void
add(line *l, const char *text, size_t len)
{
	memcpy(l->text + l->len, text, len);
	l->len += len;
}

static void
add_word(bytes *b, line *l, const char *word, size_t len)
{
	if (l->len > 0)
	{
		const char *sign = between[next(b, COUNT_OF(between))];

		add(l, sign, strlen(sign));
	}
	add(l, word, len);
}

static void
add_known(bytes *b, line *l, int at_most)
{
	for (int n = next(b, at_most + 1); n > 0; n--)
	{
		const char *word = known[next(b, COUNT_OF(known))];

		add_word(b, l, word, strlen(word));
	}
}

/* One of the spellings of a drug. */
static void
add_name(bytes *b, line *l, const ms_drug *drug)
{
	int			list = next(b, MS_ALSO_MAX + 1);
	const char *rest = list == MS_ALSO_MAX ? drug->label.name : drug->label.also[list];
	const char *item;
	const char *chosen = drug->label.name;
	size_t		chosen_len = strlen(chosen);
	size_t		len;
	int			left = next(b, 16);

	while ((rest = ms_next_spelling(rest, &item, &len)) != NULL)
		if (left-- >= 0)
		{
			chosen = item;
			chosen_len = len;
		}
	add_word(b, l, chosen, chosen_len);
}

static const ms_drug *
read_line(const line *l)
{
	return ms_drug_in_text(l->text, l->len);
}

/* A text of few words, each spelling of which may be long. */
static bool
fits_in(const line *l)
{
	return l->len < MS_DRUG_TEXT_MAX;
}

static void
check_name(bytes *b, const ms_drug *drug)
{
	line		l = {.len = 0};
	line		with;
	const char *word;

	add_known(b, &l, 2);
	add_name(b, &l, drug);
	add_known(b, &l, 3);
	if (!fits_in(&l))
		return;
	require(read_line(&l) == drug);

	/* any case */
	with = l;
	for (size_t i = 0; i < with.len; i++)
		if (with.text[i] >= 'a' && with.text[i] <= 'z' && next(b, 2))
			with.text[i] -= 'a' - 'A';
	require(read_line(&with) == drug);

	/* an unknown word at the end, or stuck to it, is too much */
	with = l;
	word = unknown[next(b, COUNT_OF(unknown))];
	add(&with, " ", 1);
	add(&with, word, strlen(word));
	require(read_line(&with) == NULL);
	with = l;
	add(&with, "zzq", 3);
	require(read_line(&with) == NULL);

	/* and so it is at the beginning */
	with = (line) {.len = 0};
	add(&with, unknown[next(b, 2)], 3);
	add(&with, " ", 1);
	add(&with, l.text, l.len);
	require(read_line(&with) == NULL);
}

static void
check_two(bytes *b, const ms_drug *one, const ms_drug *other)
{
	line		l = {.len = 0};
	const ms_drug *expected = one == other || one->less_specific == other->label.code ? one :
		other->less_specific == one->label.code ? other : NULL;

	add_known(b, &l, 1);
	add_name(b, &l, one);
	add_known(b, &l, 1);
	add_name(b, &l, other);
	add_known(b, &l, 1);
	if (fits_in(&l))
		require(read_line(&l) == expected);
}

/* The route makes interferon beta-1a another drug, and contradicts some. */
static void
check_routes(bytes *b, const ms_drug *drug)
{
	bool		sc = next(b, 2) == 1;
	int			route = sc ? MS_ROUTE_SC : MS_ROUTE_IM;
	const ms_drug *expected = drug->routes != 0 && drug->routes != route ? NULL : drug;
	const char *word = sc ? "s.c." : "intramusculaire";
	line		l = {.len = 0};

	if (drug->label.code == 4)
		expected = ms_drug_by_code(sc ? 3 : 2);
	add_name(b, &l, drug);
	add_known(b, &l, 1);
	add_word(b, &l, word, strlen(word));
	add_known(b, &l, 1);
	if (fits_in(&l))
		require(read_line(&l) == expected);
}

/* Any text: what it is read as does not depend on case, and an unknown word is too much. */
static void
check_text(const uint8_t *data, size_t size)
{
	line		l = {.len = 0};
	const ms_drug *drug;
	const ms_drug *with;

	if (size > sizeof(l.text) - 32)
		size = sizeof(l.text) - 32;
	add(&l, (const char *) data, size);
	drug = read_line(&l);
	for (size_t i = 0; i < l.len; i++)
		if (l.text[i] >= 'a' && l.text[i] <= 'z')
			l.text[i] -= 'a' - 'A';
	require(read_line(&l) == drug);
	add(&l, " 300 mg", 7);
	with = read_line(&l);
	require(with == NULL || drug == NULL || with == drug);
	add(&l, " zzq", 4);
	require(read_line(&l) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	const ms_drug *drug = ms_drug_at(next(&b, ms_dmt.count));

	switch (next(&b, 4))
	{
		case 0:
			check_name(&b, drug);
			break;
		case 1:
			check_two(&b, drug, ms_drug_at(next(&b, ms_dmt.count)));
			break;
		case 2:
			check_routes(&b, drug);
			break;
		default:
			check_text(b.at, b.left);
	}
	return 0;
}
