/*
 * label.c
 *		Finds a code by any of its names, and a name by its code.
 */
#include "label.h"

#include <string.h>

#include "pause.h"
#include "text.h"

/* U+00C0 to U+017F without accents; '?': not a letter. */
static const char latin[] =
	"aaaaaaaceeeeiiii" "dnooooo?ouuuuyts"	/* U+00C0 */
	"aaaaaaaceeeeiiii" "dnooooo?ouuuuyty"	/* U+00E0 */
	"aaaaaaccccccccdd" "ddeeeeeeeeeegggg"	/* U+0100 */
	"gggghhhhiiiiiiii" "iiiijjkkklllllll"	/* U+0120 */
	"lllnnnnnnnnnoooo" "oooorrrrrrssssss"	/* U+0140 */
	"ssttttttuuuuuuuu" "uuuuwwyyyzzzzzzs";	/* U+0160 */

#define GREEK_CAPITAL_BETA	0x0392
#define GREEK_SMALL_BETA	0x03B2

uint32_t
ms_next_code_point(const unsigned char **p, const unsigned char *end)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
	uint32_t	c = *(*p)++;
	int			bytes = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
	int			more = bytes;

	if (c < 0x80)
		return c;
	for (c &= 0x3F >> bytes; more > 0 && *p < end && (**p & 0xC0) == 0x80; more--)
		c = c << 6 | (*(*p)++ & 0x3F);
	return bytes == 0 || more > 0 || c < least[bytes] ? 0 : c;
}

ms_sign_kind
ms_kind_of_sign(uint32_t c)
{
	if (c < 0x80 && ms_is_blank((char) c))
		return MS_SIGN_BLANK;
	if (c >= 0x2000 && c <= 0x200B)
		return MS_SIGN_BLANK;			/* spaces of various widths */
	if (c >= 0x0300 && c <= 0x036F)
		return MS_SIGN_MARK;			/* an accent on the letter before it */
	if (c >= 0x2010 && c <= 0x2014)
		return MS_SIGN_JOINS;			/* hyphens and dashes */
	switch (c)
	{
		case 0x00A0:			/* no-break spaces */
		case 0x202F:
		case 0xFEFF:
			return MS_SIGN_BLANK;
		case 0x00AE:			/* registered, trade mark, soft hyphen */
		case 0x2122:
		case 0x00AD:
			return MS_SIGN_MARK;
		case '-':
		case '_':
		case '/':
		case ',':
		case '\'':
		case '`':
		case 0x00B4:			/* used as apostrophes */
		case 0x02BC:
		case 0x2018:
		case 0x2019:
		case 0x2212:			/* a minus used as hyphen */
			return MS_SIGN_JOINS;
		case '(':
			return MS_SIGN_OPENS;
		case ')':
			return MS_SIGN_CLOSES;
		default:
			return MS_SIGN_MEANS;
	}
}

const char *
ms_folded_form(uint32_t c, char one[2])
{
	one[0] = '?';
	one[1] = '\0';
	if (c == GREEK_SMALL_BETA || c == GREEK_CAPITAL_BETA)
		return "beta";			/* 'interferon β-1a' */
	if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
		one[0] = ms_lower((char) c);
	else if ((c < 0x80 && ms_is_digit((char) c)) || c == '+' || c == '*')
		one[0] = (char) c;
	else if (c >= 0xC0 && c < 0xC0 + sizeof(latin) - 1)
		one[0] = latin[c - 0xC0];
	return one;
}

const unsigned char *
ms_behind_mark(const unsigned char *p, const unsigned char *end)
{
	if (end - p >= 3 && ms_is_word((const char *) p, 3, "(r)"))
		return p + 3;
	if (end - p >= 4 && ms_is_word((const char *) p, 4, "(tm)"))
		return p + 4;
	return NULL;
}

/* What has been read so far. */
typedef struct fold_state
{
	bool		any;			/* a letter or digit */
	bool		joined;			/* a joining sign since the last of them */
	bool		open;			/* an unclosed bracket */
} fold_state;

/* May this sign be dropped here?  The '-' of -1 may not. */
static bool
may_stand(fold_state *state, ms_sign_kind kind)
{
	bool		fine = state->any && (!state->joined || kind == MS_SIGN_MARK);
	bool		open = state->open;

	if (kind == MS_SIGN_JOINS || kind == MS_SIGN_OPENS)
		state->joined = true;
	if (kind == MS_SIGN_OPENS || kind == MS_SIGN_CLOSES)
		state->open = kind == MS_SIGN_OPENS;
	return fine && (kind == MS_SIGN_OPENS ? !open : kind == MS_SIGN_CLOSES ? open : true);
}

int
ms_fold(const char *text, size_t len, char folded[MS_FOLDED_MAX + 1])
{
	const unsigned char *p = (const unsigned char *) text;
	const unsigned char *end = p + len;
	fold_state	state = {false};
	int			n = 0;

	for (size_t i = 0; p < end; ms_pause_at(i++))
	{
		const unsigned char *behind = state.any ? ms_behind_mark(p, end) : NULL;
		uint32_t	c;
		ms_sign_kind kind;
		char		one[2];
		const char *s;

		if (behind != NULL)
		{
			p = behind;
			continue;
		}
		c = ms_next_code_point(&p, end);
		kind = ms_kind_of_sign(c);
		if (kind == MS_SIGN_BLANK)
			continue;
		s = ms_folded_form(c, one);
		if (kind == MS_SIGN_MEANS)
		{
			state.any = true;
			state.joined = false;
		}
		else if (may_stand(&state, kind))
			continue;
		for (; *s; s++)
		{
			if (n == MS_FOLDED_MAX)
				return -1;
			folded[n++] = *s;
		}
	}
	if (state.joined || state.open)
	{							/* a sign at the end joins nothing */
		if (n == MS_FOLDED_MAX)
			return -1;
		folded[n++] = '?';
	}
	folded[n] = '\0';
	return n;
}

/* Applies to our own spellings, whose signs are all droppable. */
const char *
ms_after_spelling(const char *folded, const char *spelling, size_t len)
{
	const unsigned char *p = (const unsigned char *) spelling;
	const unsigned char *end = p + len;

	while (p < end)
	{
		uint32_t	c = ms_next_code_point(&p, end);
		char		one[2];

		if (ms_kind_of_sign(c) != MS_SIGN_MEANS)
			continue;
		for (const char *s = ms_folded_form(c, one); *s; s++)
			if (*s != *folded++)
				return NULL;
	}
	return folded;
}

/* Does this spelling fold to this text? */
static bool
spells(const char *spelling, size_t len, const char *folded)
{
	const char *rest = ms_after_spelling(folded, spelling, len);

	return rest != NULL && *rest == '\0';
}

const char *
ms_next_spelling(const char *list, const char **item, size_t *len)
{
	if (list == NULL || *list == '\0')
		return NULL;
	*item = list;
	*len = strcspn(list, "|");
	return list + *len + (list[*len] == '|');
}

const ms_label *
ms_label_at(const ms_vocabulary *v, int i)
{
	return (const ms_label *) ((const char *) v->rows + v->row_size * i);
}

const ms_label *
ms_label_by_code(const ms_vocabulary *v, int code)
{
	for (int i = 0; i < v->count; i++)
		if (ms_label_at(v, i)->code == code)
			return ms_label_at(v, i);
	return NULL;
}

static bool
label_spells(const ms_label *label, const char *folded)
{
	if (spells(label->name, strlen(label->name), folded))
		return true;
	for (int i = 0; i < MS_ALSO_MAX; i++)
	{
		const char *rest = label->also[i];
		const char *item;
		size_t		len;

		while ((rest = ms_next_spelling(rest, &item, &len)) != NULL)
			if (spells(item, len, folded))
				return true;
	}
	return false;
}

const ms_label *
ms_label_by_name(const ms_vocabulary *v, const char *text, size_t len)
{
	char		folded[MS_FOLDED_MAX + 1];

	if (ms_fold(text, len, folded) <= 0)
		return NULL;
	for (int i = 0; i < v->count; i++)
		if (label_spells(ms_label_at(v, i), folded))
			return ms_label_at(v, i);
	return NULL;
}
