/*
 * drug_text.c
 *		Finds the drug that a text names among other words.
 *
 * The text is folded to letters and digits, as a name is, and cut into pieces:
 * at each place the longest name of a drug or known word.  Then each piece is
 * checked against its neighbours and against the drug.
 */
#include "drug_text.h"

#include <string.h>

#include "pause.h"
#include "text.h"

/* What stands before a letter or digit, or at the end of the text. */
typedef enum gap
{
	WITHIN,						/* nothing: a word goes on */
	TURN,						/* nothing, but one is a letter and the other a digit: 'Rebif44' */
	DOT,						/* the word before it is abbreviated: 'inj.' */
	HYPHEN,						/* a hyphen without blanks */
	SLASH,
	BREAK						/* anything else that parts words */
} gap;

typedef struct folded_text
{
	char		text[MS_DRUG_TEXT_MAX + 1];		/* with '.' as the decimal sign, no other signs */
	uint8_t		gap[MS_DRUG_TEXT_MAX + 1];
	int			len;
} folded_text;

/* The kinds of pieces; those from UNIT on are words of the lists below. */
typedef enum kind
{
	NAME,
	SUFFIX,
	NUMBER,
	UNIT,						/* of a strength, or of time: what must stand before it is in fits() */
	TIME,
	COUNT,						/* needs a number beside it, or a time after it */
	PER,
	FORM,
	ROUTE_IM,
	ROUTE_SC,
	PLAIN						/* other routes, schedules, makers, and what is said of a product */
} kind;

typedef struct piece
{
	kind		kind;
	int			start;
	int			end;
} piece;

#define PIECES_MAX 64

/* Words as they are written; case, accents and hyphens do not matter. */
static const struct
{
	kind		kind;
	const char *list;
}			words[] = {
	{UNIT, "mg|g|ug|mcg|ml|l|ui|iu|miu|mui|mu|m2|kg|milligram|milligrams|milligramme|milligrammes|gram|grams|gramme"
		"|grammes|microgram|micrograms|microgramme|microgrammes|microg|milliliter|milliliters|millilitre"
		"|millilitres|units|unit|unités|unité|million|millions|million units|million unit|millions d'unités|M UI"
		"|M IU"},
	{COUNT, "x|q|times|fois|every|toutes les|tous les"},
	{PER, "per|par|a"},
	{TIME, "w|d|m|j|h|sem|wk|wks|day|days|week|weeks|month|months|year|years|jour|jours|semaine|semaines|mois|an"
		"|ans"},
	{FORM, "tablet|tablets|tab|tabs|comprimé|comprimés|cp|cpr|cps|comp|capsule|capsules|cap|caps|gélule|gélules"
		"|pill|pills|injection|injections|inj|injectable|infusion|infusions|perfusion|perfusions|perf|solution|soln"
		"|sol|suspension|syringe|syringes|seringue|seringues|pen|pens|stylo|stylos|auto-injector|auto-injectors"
		"|auto-injecteur|auto-injecteurs|injector|injecteur|cartridge|cartridges|cartouche|cartouches|vial|vials"
		"|flacon|flacons|ampoule|ampoules|amp|sachet|sachets|pack|packs|kit|kits|box|boîte|boîtes|dose|doses|powder"
		"|poudre|concentrate|concentré|lyophilisate|lyophilisat"},
	{ROUTE_IM, "IM|intra-muscular|intra-muscularly|intra-musculaire"},
	{ROUTE_SC, "SC|subcut|sub-cutaneous|sub-cutaneously|sous-cutané|sous-cutanée|sous-cut"},
	/* routes */
	{PLAIN, "IV|intra-venous|intra-venously|intra-veineux|intra-veineuse|IVPB|oral|orally|orale|PO|per os|voie"
		"|route|by mouth"},
	/* more of forms, and what may stand before a name */
	{PLAIN, "hard|soft|film|coated|film-coated|pelliculé|pelliculés|sécable|sécables|gastro-resistant"
		"|gastro-résistante|gastro-résistantes|gastro-résistants|delayed release|conventional release|DR"
		"|enteric coated|ODT|oro-dispersible|pre-filled|pré-remplie|pré-remplies|pré-rempli|pré-remplis"
		"|for injection|for infusion|for solution|for subcutaneous use|for intravenous use|solution for"
		"|concentrate for|powder for|à diluer|à diluer pour|pour injection|pour perfusion|pour solution"
		"|pour usage sous-cutané|in pre-filled|en seringue|en stylo|en flacon|and solvent|et solvant|with solvent"
		"|sensoready|rebidose|rebismart|bioset|betaject|starter|titration|initiation|injection de"
		"|injection d'|injections de"
		"|injections d'|perfusion de|perfusion d'|perfusions de|perfusions d'|infusion of|infusions of|injection of"
		"|injections of"},
	/* schedules */
	{PLAIN, "daily|once daily|twice daily|once a day|twice a day|weekly|once weekly|once a week|monthly"
		"|once monthly|once a month|every other day|alternate day|alternate days|twice a week|three times a week"
		"|three times weekly|six-monthly|BID|QD|QOD|TIW|EID|SID|extended interval|extended interval dosing"
		"|standard interval dosing|quotidien|mensuel|mensuelle|hebdomadaire|un jour sur deux|semestriel"
		"|every two weeks|every four weeks|every six weeks|every six months|once per week|three times per week"
		"|twice per day|une fois par jour|deux fois par jour|une fois par semaine|deux fois par semaine"
		"|trois fois par semaine|une fois par mois|toutes les deux semaines|toutes les quatre semaines"
		"|toutes les six semaines|tous les six mois|1 jour sur 2|matin et soir"},
	/* the product: SNOMED CT, RxNorm, and words for copies */
	{PLAIN, "product|products|product containing|product containing only|product containing precisely|only product"
		"|medicinal product|clinical drug|clinical drug form|medicinal product form|injectable product|substance"
		"|hydrochloride|chlorhydrate|chlorhydrate de|HCl|hyaluronidase|and hyaluronidase|hyaluronidase human"
		"|and hyaluronidase human|generic|générique|génériques|biosimilar|biosimilars|biosimilaire|biosimilaires"
		"|originator|princeps|brand|off-label|hors AMM|ATC|code ATC|ATC code"},
	/* makers */
	{PLAIN, "Biogen|Biogen Idec|Biogen Netherlands|Teva|Teva Santé|Teva UK|Merck|Serono|Merck Serono|Roche"
		"|Genentech|Novartis|Sandoz|Sanofi|Genzyme|Sanofi Genzyme|Bayer|Bayer Schering|Schering|Mylan|Viatris"
		"|Zentiva|Biogaran|Accord|Dr Reddy's|Reddy's|Aurobindo|Arrow|Arrow Génériques|EG|EG Labo|Cristers|BMS"
		"|Bristol-Myers Squibb|Celgene|Janssen|Glenmark|Sun Pharma|Apotex|Apo|Jamp|Taro|PMS|Pharmascience|Polpharma"
		"|Neuraxpharm|Stada|Hikma|Amneal|Cipla|Lupin|Zydus|Alvogen|Celltrion|Pfizer|Amgen|Hospira|Medac|Ebewe|Aspen"
		"|Baxter|Krka|Ratiopharm|Hexal|Heumann|Tillomed|Torrent|MSN|TG Therapeutics|Banner|Almirall|Ltd|Limited|Inc"
		"|GmbH|SAS|UK|Europe|Pharma|Pharmaceuticals|Laboratoires|Laboratoire|Healthcare"},
};

/*
 * Folding
 */

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Appends what a sign folds to; false if there is no room, or if no known word has the sign. */
static bool
put(folded_text *f, const char *s, gap before)
{
	for (; *s; s++)
	{
		char		last = f->len > 0 ? f->text[f->len - 1] : ' ';
		bool		turns = (is_letter(last) && ms_is_digit(*s)) || (ms_is_digit(last) && is_letter(*s));

		if (f->len == MS_DRUG_TEXT_MAX || !(is_letter(*s) || ms_is_digit(*s) || *s == '.'))
			return false;
		f->gap[f->len] = (uint8_t) (before == WITHIN && turns ? TURN : before);
		f->text[f->len++] = *s;
		before = WITHIN;
	}
	return true;
}

/* Is this sign, which ends before p, a decimal sign? */
static bool
is_decimal(const folded_text *f, uint32_t c, gap before, const unsigned char *p, const unsigned char *end)
{
	return (c == '.' || c == ',') && before == WITHIN && f->len > 0 && ms_is_digit(f->text[f->len - 1]) &&
		p < end && ms_is_digit((char) *p);
}

/* As in a name, and the micro sign, and the square of mg/m². */
static const char *
folded(const folded_text *f, uint32_t c, char one[2])
{
	if (c == 0xB5 || c == 0x3BC)
		return "u";
	if (c == 0xB2 && f->len > 0 && f->text[f->len - 1] == 'm')
		return "2";
	return ms_folded_form(c, one);
}

static ms_sign_kind
kind_of_sign(uint32_t c)
{
	return c == '[' ? MS_SIGN_OPENS : c == ']' ? MS_SIGN_CLOSES : ms_kind_of_sign(c);
}

/* Is this a hyphen or dash, or an apostrophe, of the signs that join? */
static bool
is_hyphen(ms_sign_kind kind, uint32_t c)
{
	return kind == MS_SIGN_JOINS && c != ',';
}

/*
 * Folds a text.  False if it has a sign that no known word has, or one that
 * does not stand alone between words, or brackets that do not match.
 */
static bool
fold(const char *text, size_t len, folded_text *f)
{
	const unsigned char *p = (const unsigned char *) text;
	const unsigned char *end = p + len;
	gap			before = WITHIN;
	bool		joined = true;	/* nothing for a sign to join since the last one */
	uint32_t	open = 0;
	char		one[2];

	f->len = 0;
	for (size_t i = 0; p < end; ms_pause_at(i++))
	{
		const unsigned char *behind = joined ? NULL : ms_behind_mark(p, end);
		uint32_t	c = behind != NULL ? 0xAE : ms_next_code_point(&p, end);
		ms_sign_kind kind = kind_of_sign(c);

		if (behind != NULL)
			p = behind;
		if (is_decimal(f, c, before, p, end))
		{
			if (!put(f, ".", WITHIN))
				return false;
		}
		else if (kind == MS_SIGN_BLANK || (kind == MS_SIGN_MARK && (c == 0xAE || c == 0x2122)))
			before = before == DOT || before == SLASH ? before : f->len > 0 ? BREAK : WITHIN;
		else if (c == '.')
		{
			if (before != WITHIN || f->len == 0 || !is_letter(f->text[f->len - 1]))
				return false;
			before = DOT;
		}
		else if (kind == MS_SIGN_JOINS || kind == MS_SIGN_OPENS)
		{
			if (joined || (kind == MS_SIGN_OPENS && open != 0))
				return false;
			joined = true;
			if (kind == MS_SIGN_OPENS)
				open = c;
			before = before == DOT ? DOT : c == '/' ? SLASH : before == WITHIN && is_hyphen(kind, c) ? HYPHEN : BREAK;
		}
		else if (kind == MS_SIGN_CLOSES)
		{
			if (joined || open != (c == ')' ? '(' : '['))
				return false;
			open = 0;
			before = before == DOT ? DOT : BREAK;
		}
		else if (kind == MS_SIGN_MEANS)
		{
			if (!put(f, folded(f, c, one), f->len == 0 ? BREAK : before))
				return false;
			before = WITHIN;
			joined = false;
		}
	}
	f->text[f->len] = '\0';
	f->gap[f->len] = (uint8_t) (before == DOT ? DOT : BREAK);
	return f->len > 0 && !joined && open == 0;
}

/*
 * Pieces
 */

/* A word of so few letters may be written with dots: 'S.C.' */
#define SHORT_WORD	3

/*
 * May a word of the text go on over this gap, where the spelling has one, too,
 * or has none?  Else letters at the beginning of one word could end another.
 */
static bool
goes_on(gap here, bool parted, size_t len, bool is_name)
{
	if (here == DOT)
		return !is_name && len <= SHORT_WORD;
	return parted || here == WITHIN || here == TURN;
}

/* The end of a spelling that begins at a place and ends where a word ends; -1 if it is not there. */
static int
spelt_at(const folded_text *f, int at, const char *spelling, size_t len, bool is_name)
{
	const unsigned char *p = (const unsigned char *) spelling;
	const unsigned char *end = p + len;
	bool		parted = true;
	int			i = at;

	while (p < end)
	{
		uint32_t	c = ms_next_code_point(&p, end);
		char		one[2];

		if (ms_kind_of_sign(c) != MS_SIGN_MEANS)
		{
			parted = true;
			continue;
		}
		for (const char *s = ms_folded_form(c, one); *s; s++)
		{
			/* the text ends with a zero, which no spelling has */
			if (*s != f->text[i] || (i > at && !goes_on((gap) f->gap[i], parted, len, is_name)))
				return -1;
			i++;
			parted = false;
		}
	}
	return f->gap[i] == WITHIN || (is_name && f->gap[i] == DOT) ? -1 : i;
}

static int
longer(int a, int b)
{
	return a > b ? a : b;
}

/* The end of the longest spelling of a list that begins at a place; -1: none. */
static int
longest_at(const folded_text *f, int at, const char *list, bool is_name)
{
	int			longest = -1;

	for (const char *next; list != NULL; list = next)
	{
		const char *end = strchr(list, '|');

		next = end == NULL ? NULL : end + 1;
		/* most begin with another letter */
		if (*list > 0 && ms_lower(*list) != f->text[at])
			continue;
		longest = longer(longest, spelt_at(f, at, list, end == NULL ? strlen(list) : (size_t) (end - list), is_name));
	}
	return longest;
}

/* The drug with the longest name at a place, and its end; NULL: none. */
static const ms_drug *
name_at(const folded_text *f, int at, int *end)
{
	const ms_drug *found = NULL;

	*end = -1;
	for (int i = 0; i < ms_dmt.count; i++)
	{
		const ms_drug *drug = ms_drug_at(i);

		for (int list = -1; list < MS_ALSO_MAX; list++)
		{
			int			this = longest_at(f, at, list < 0 ? drug->label.name : drug->label.also[list], true);

			if (this > *end)
			{
				*end = this;
				found = drug;
			}
		}
	}
	return found;
}

/* The end of a number at a place: 300, 0.5, or 1 000; -1: none. */
static int
number_at(const folded_text *f, int at)
{
	int			end = at;
	bool		decimal = false;

	while (ms_is_digit(f->text[end]) || f->text[end] == '.')
	{
		if (end > at && f->gap[end] != WITHIN)
		{
			/* thousands, each a group of three digits */
			if (decimal || f->gap[end] != BREAK || end - at > 3 || !ms_is_digit(f->text[end + 1]) ||
				!ms_is_digit(f->text[end + 2]) || f->gap[end + 1] != WITHIN || f->gap[end + 2] != WITHIN ||
				f->gap[end + 3] == WITHIN)
				break;
		}
		decimal |= f->text[end] == '.';
		end++;
	}
	return end > at && f->gap[end] != WITHIN && f->gap[end] != DOT ? end : -1;
}

/* The piece that begins at a place; false if nothing that is known does. */
static bool
piece_at(const folded_text *f, int at, const ms_drug **drug, piece *p)
{
	int			end;
	const ms_drug *named = name_at(f, at, &end);

	*p = (piece) {NAME, at, end};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		end = longest_at(f, at, words[i].list, false);
		if (end > p->end)
		{
			*p = (piece) {words[i].kind, at, end};
			named = NULL;
		}
	}
	if (named != NULL)
		*drug = named;
	if (p->end >= 0)
		return true;
	if (*drug != NULL && f->gap[at] == HYPHEN)
		*p = (piece) {SUFFIX, at, longest_at(f, at, (*drug)->suffixes, true)};
	if (p->end < 0)
		*p = (piece) {NUMBER, at, number_at(f, at)};
	return p->end >= 0;
}

/* Of two names in a text, the drug that both mean; NULL: they are two drugs. */
static const ms_drug *
both(const ms_drug *a, const ms_drug *b)
{
	if (a == NULL || a == b || b->less_specific == a->label.code)
		return b;
	return a->less_specific == b->label.code ? a : NULL;
}

/* Cuts a text into pieces; their number, and the drug they name. -1: not all are known, or they name two drugs. */
static int
cut(const folded_text *f, piece *pieces, const ms_drug **drug)
{
	int			n = 0;

	*drug = NULL;
	for (int at = 0; at < f->len; at = pieces[n++].end)
	{
		const ms_drug *named = *drug;

		if (n == PIECES_MAX || !piece_at(f, at, &named, &pieces[n]))
			return -1;
		if (pieces[n].kind == NAME)
		{
			*drug = both(*drug, named);
			if (*drug == NULL)
				return -1;
		}
	}
	return *drug == NULL ? -1 : n;
}

/*
 * Checks
 */

/* Is this number a strength that the drug is known by? */
static bool
is_dose(const folded_text *f, const piece *p, const ms_drug *drug)
{
	const char *list = drug->doses;
	const char *item;
	size_t		len;

	while ((list = ms_next_spelling(list, &item, &len)) != NULL)
		if (len == (size_t) (p->end - p->start) && memcmp(item, f->text + p->start, len) == 0)
			return true;
	return false;
}

/* Does a piece make sense between its neighbours? */
static bool
fits(const folded_text *f, const piece *pieces, int n, int i, const ms_drug *drug)
{
	const piece *p = &pieces[i];
	kind		before = i > 0 ? pieces[i - 1].kind : PLAIN;
	kind		after = i + 1 < n ? pieces[i + 1].kind : PLAIN;

	switch (p->kind)
	{
		case NUMBER:
			return before == COUNT || after == COUNT || after == UNIT || after == PER || after == FORM ||
				(after == TIME && f->gap[p->end] == SLASH) || is_dose(f, p, drug);
		case UNIT:
			return before == NUMBER || before == UNIT || before == PER;
		case TIME:
			/* a schedule, not an age or a duration: '20 ans' */
			if (before == NUMBER)
				return f->gap[p->start] == SLASH || (i > 1 && pieces[i - 2].kind == COUNT);
			return before == UNIT || before == PER || before == COUNT || before == FORM;
		case COUNT:
			return before == NUMBER || after == NUMBER || after == TIME;
		case PER:
			return after == UNIT || after == TIME || after == NUMBER;
		default:
			return true;
	}
}

/* The drug with this route, if the route makes it another one; NULL if it contradicts the drug. */
static const ms_drug *
with_route(const ms_drug *drug, int routes)
{
	if (drug->routes != 0)
		return (routes & ~drug->routes) == 0 ? drug : NULL;
	for (int i = 0; i < ms_dmt.count; i++)
	{
		const ms_drug *other = ms_drug_at(i);

		if (other->less_specific == drug->label.code && other->routes == routes)
			return other;
	}
	return drug;
}

const ms_drug *
ms_drug_in_text(const char *text, size_t len)
{
	const ms_drug *drug = (const ms_drug *) ms_label_by_name(&ms_dmt, text, len);
	folded_text f;
	piece		pieces[PIECES_MAX];
	int			routes = 0;
	int			n;

	if (drug != NULL || !fold(text, len, &f))
		return drug;
	n = cut(&f, pieces, &drug);
	for (int i = 0; i < n; i++)
	{
		if (!fits(&f, pieces, n, i, drug))
			return NULL;
		routes |= pieces[i].kind == ROUTE_IM ? MS_ROUTE_IM : pieces[i].kind == ROUTE_SC ? MS_ROUTE_SC : 0;
	}
	return n > 0 ? with_route(drug, routes) : NULL;
}
