/*
 * label.c
 *		Find a code by any of its names, and a name by its code.
 */
#include "label.h"

#include <string.h>

/* U+00C0 to U+017F without accents; '.' stands for a sign to leave out. */
static const char latin[] =
	"aaaaaaaceeeeiiii" "dnooooo.ouuuuyts"	/* U+00C0 */
	"aaaaaaaceeeeiiii" "dnooooo.ouuuuyty"	/* U+00E0 */
	"aaaaaaccccccccdd" "ddeeeeeeeeeegggg"	/* U+0100 */
	"gggghhhhiiiiiiii" "iiiijjkkklllllll"	/* U+0120 */
	"lllnnnnnnnnnoooo" "oooorrrrrrssssss"	/* U+0140 */
	"ssttttttuuuuuuuu" "uuuuwwyyyzzzzzzs";	/* U+0160 */

#define GREEK_CAPITAL_BETA	0x0392
#define GREEK_SMALL_BETA	0x03B2

/* The code point at *p, which moves past it; malformed bytes count as 0. */
static uint32_t
next_code_point(const unsigned char **p, const unsigned char *end)
{
	uint32_t	c = *(*p)++;
	int			more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;

	if (c < 0x80)
		return c;
	c = more == 0 ? 0 : c & (0x3F >> more);
	while (more-- > 0 && *p < end && (**p & 0xC0) == 0x80)
		c = c << 6 | (*(*p)++ & 0x3F);
	return c;
}

/* What a code point folds to: "" for all but letters and digits. */
static const char *
folded_form(uint32_t c, char one[2])
{
	one[0] = one[1] = '\0';
	if (c == GREEK_SMALL_BETA || c == GREEK_CAPITAL_BETA)
		return "beta";			/* 'interferon β-1a' */
	if (c >= 'A' && c <= 'Z')
		one[0] = (char) (c - 'A' + 'a');
	else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		one[0] = (char) c;
	else if (c >= 0xC0 && c < 0xC0 + sizeof(latin) - 1 &&
			 latin[c - 0xC0] != '.')
		one[0] = latin[c - 0xC0];
	return one;
}

int
sepms_fold(const char *text, size_t len, char folded[SEPMS_FOLDED_MAX + 1])
{
	const unsigned char *p = (const unsigned char *) text;
	const unsigned char *end = p + len;
	int			n = 0;

	while (p < end)
	{
		char		one[2];
		const char *s = folded_form(next_code_point(&p, end), one);

		for (; *s; s++)
		{
			if (n == SEPMS_FOLDED_MAX)
				return -1;
			folded[n++] = *s;
		}
	}
	folded[n] = '\0';
	return n;
}

const char *
sepms_after_spelling(const char *folded, const char *spelling, size_t len)
{
	const unsigned char *p = (const unsigned char *) spelling;
	const unsigned char *end = p + len;

	while (p < end)
	{
		char		one[2];
		const char *s = folded_form(next_code_point(&p, end), one);

		for (; *s; s++)
			if (*s != *folded++)
				return NULL;
	}
	return folded;
}

/* Does this spelling fold to the same letters and digits? */
static bool
spells(const char *spelling, size_t len, const char *folded)
{
	const char *rest = sepms_after_spelling(folded, spelling, len);

	return rest != NULL && *rest == '\0';
}

const char *
sepms_next_spelling(const char *list, const char **item, size_t *len)
{
	if (list == NULL || *list == '\0')
		return NULL;
	*item = list;
	*len = strcspn(list, "|");
	return list + *len + (list[*len] == '|');
}

const sepms_label *
sepms_label_at(const sepms_vocabulary *v, int i)
{
	return (const sepms_label *) ((const char *) v->rows + v->row_size * i);
}

const sepms_label *
sepms_label_by_code(const sepms_vocabulary *v, int code)
{
	for (int i = 0; i < v->count; i++)
		if (sepms_label_at(v, i)->code == code)
			return sepms_label_at(v, i);
	return NULL;
}

static bool
label_spells(const sepms_label *label, const char *folded)
{
	if (spells(label->name, strlen(label->name), folded))
		return true;
	for (int i = 0; i < SEPMS_ALSO_MAX; i++)
	{
		const char *rest = label->also[i];
		const char *item;
		size_t		len;

		while ((rest = sepms_next_spelling(rest, &item, &len)) != NULL)
			if (spells(item, len, folded))
				return true;
	}
	return false;
}

const sepms_label *
sepms_label_by_name(const sepms_vocabulary *v, const char *text, size_t len)
{
	char		folded[SEPMS_FOLDED_MAX + 1];

	if (sepms_fold(text, len, folded) <= 0)
		return NULL;
	for (int i = 0; i < v->count; i++)
		if (label_spells(sepms_label_at(v, i), folded))
			return sepms_label_at(v, i);
	return NULL;
}
