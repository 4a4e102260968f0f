/*
 * texts.c
 *		The readers of text and of packed bytes that the other programs leave
 *		out: values, labels, statuses, and arbitrary bytes.
 *
 * The first byte selects the reader; the others are its input.  What was read
 * prints as a text that reads as the same value.  On the first call, every
 * ASCII sign is inserted at every place of every name, which must still be
 * read only where the sign may be dropped.
 */
#include "random.h"
#include "ledgers.h"

#include "../../src/core/day.h"
#include "../../src/core/disease_code.h"
#include "../../src/core/dmt.h"
#include "../../src/core/edss.h"
#include "../../src/core/model_score_text.h"
#include "../../src/core/model_step.h"
#include "../../src/core/mri.h"
#include "../../src/core/mri_protocol.h"
#include "../../src/core/neda_tally.h"
#include "../../src/core/number.h"
#include "../../src/core/phenotype.h"
#include "../../src/core/pooling.h"
#include "../../src/core/regression_model_text.h"
#include "../../src/core/relapse_tally.h"
#include "../../src/core/symptoms.h"
#include "../../src/core/transplant.h"

static void
check_day(const char *text, size_t len)
{
	const char *p = text;
	const char *q;
	char		printed[MS_DAY_TEXT_MAX];
	int32_t		day;
	int32_t		again;

	if (!ms_day_parse(&p, text + len, &day))
		return;
	require(p > text && p <= text + len && day >= MS_DAY_MIN && day <= MS_DAY_MAX);
	q = printed;
	require(ms_day_parse(&q, printed + ms_day_print(day, printed), &again) && again == day);
}

static void
check_number(const char *text, size_t len)
{
	const char *p = text;
	const char *q;
	char		printed[MS_NUMBER_TEXT_MAX];
	double		number;
	double		again;

	if (!ms_number_parse(&p, &number))
		return;
	require(p > text && p <= text + len);
	require(ms_number_print(number, printed) < MS_NUMBER_TEXT_MAX);
	q = printed;
	require(ms_number_parse(&q, &again) && memcmp(&again, &number, sizeof(number)) == 0);
}

static void
check_edss(const char *text, size_t len)
{
	uint8_t		halves;

	if (ms_edss_parse(text, len, &halves) == MS_EDSS_OK)
		require(halves == 0 || (halves >= 2 && halves <= 20));
}

/* The printed name of a label that was read names the same label. */
static void
check_label(const ms_vocabulary *v, const char *text, size_t len)
{
	char		folded[MS_FOLDED_MAX + 1];
	int			n = ms_fold(text, len, folded);
	const ms_label *label = ms_label_by_name(v, text, len);

	require(n >= -1 && n <= MS_FOLDED_MAX && (n < 0 || strlen(folded) == (size_t) n));
	require(label == NULL || ms_label_by_name(v, label->name, strlen(label->name)) == label);
}

static void
check_status(const char *text, size_t len)
{
	char		printed[MS_NEDA_TEXT_MAX];
	ms_neda		status;
	ms_neda		again;

	if (ms_neda_parse(text, len, &status) != MS_NEDA_OK)
		return;
	ms_neda_print(status, printed);
	require(strlen(printed) < MS_NEDA_TEXT_MAX);
	require(ms_neda_parse(printed, strlen(printed), &again) == MS_NEDA_OK && again == status);
}

static void
check_statuses(const char *text, size_t len)
{
	int64_t		count[MS_NEDA_TALLY_MAX];
	ms_neda		status[MS_NEDA_TALLY_MAX];
	ms_neda_tally t = {0, count, status};

	if (ms_neda_tally_parse(text, len, &t) == MS_JSON_OK)
		require(t.n <= MS_NEDA_TALLY_MAX && ms_neda_tally_valid(&t));
}

/* One extra sign */

static bool
is_one_of(char c, const char *signs)
{
	return c != '\0' && strchr(signs, c) != NULL;
}

#define BLANKS " \t\n\v\f\r"
#define JOINS "-_/,'`"

/*
 * Can a name consist of this character?  Also '+', '*' and the bytes of
 * accented letters.
 */
static bool
names(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c < 0 || c == '+' || c == '*';
}

/*
 * The characters of a text that belong to its name, in lower case and without
 * French accents.  Texts with the same result are spelt alike.
 */
static void
strip(const char *text, size_t len, char *stripped)
{
	static const char letters[] = "aaaaaa?ceeeeiiii??ooooo??uuuu???";	/* U+00E0 and on */

	for (size_t i = 0; i < len; i++)
		if ((unsigned char) text[i] == 0xC3 && i + 1 < len && (text[i + 1] & 0xE0) == 0xA0)
			*stripped++ = letters[text[++i] & 0x1F];
		else if (names(text[i]))
			*stripped++ = text[i] >= 'A' && text[i] <= 'Z' ? (char) (text[i] + 32) : text[i];
	*stripped = '\0';
}

/*
 * May the sign at this place be dropped?  Only blanks may separate it from
 * characters of the name on both sides.
 */
static bool
joins_at(const char *text, size_t at)
{
	size_t		before = at;
	size_t		behind = at + 1;

	while (before > 0 && is_one_of(text[before - 1], BLANKS))
		before--;
	while (is_one_of(text[behind], BLANKS))
		behind++;
	return before > 0 && names(text[before - 1]) && names(text[behind]);
}

/*
 * The names of a label: list -1 is its printed name, the others are its other
 * spellings.
 */
static const char *
names_of(const ms_label *label, int list)
{
	return list < 0 ? label->name : label->also[list];
}

static bool
is_spelt(const ms_label *label, const char *text)
{
	char		wanted[512];
	char		stripped[512];

	strip(text, strlen(text), wanted);
	for (int list = -1; list < MS_ALSO_MAX; list++)
	{
		const char *rest = names_of(label, list);
		const char *name;
		size_t		len;

		while ((rest = ms_next_spelling(rest, &name, &len)) != NULL)
		{
			strip(name, len, stripped);
			if (strcmp(stripped, wanted) == 0)
				return true;
		}
	}
	return false;
}

/* Inserts c into a name at this place. */
static size_t
with_sign(const char *name, size_t len, size_t at, char c, char *text)
{
	memcpy(text, name, at);
	text[at] = c;
	memcpy(text + at + 1, name + at, len - at);
	text[len + 1] = '\0';
	return len + 1;
}

static void
check_sign(const ms_vocabulary *v, const ms_label *label, const char *name, size_t len, size_t at, char c)
{
	char		text[512];
	const ms_label *found = ms_label_by_name(v, text, with_sign(name, len, at, c, text));
	bool		in_letter = at < len && (name[at] & 0xC0) == 0x80;

	if (is_one_of(c, BLANKS))
		require(found == (in_letter ? NULL : label));
	else if (is_one_of(c, JOINS))
		require(found == (!in_letter && joins_at(text, at) ? label : NULL));
	else if (names(c))
		require(found == NULL || is_spelt(found, text));
	else
		require(found == NULL);
}

static void
check_signs(const ms_vocabulary *v)
{
	for (int i = 0; i < v->count; i++)
		for (int list = -1; list < MS_ALSO_MAX; list++)
		{
			const char *rest = names_of(ms_label_at(v, i), list);
			const char *name;
			size_t		len;

			while ((rest = ms_next_spelling(rest, &name, &len)) != NULL)
				for (size_t at = 0; at <= len; at++)
					for (char c = 1; c < 127; c++)
						check_sign(v, ms_label_at(v, i), name, len, at, c);
		}
}

/*
 * Checks a reader that knows all words of its values.  found is what was read;
 * 0: nothing.
 */
static void
check_read(int found, int value, const char *text, size_t at, char c)
{
	if (is_one_of(c, BLANKS))
		require(found == value);
	else if (is_one_of(c, JOINS))
		require(found == (joins_at(text, at) ? value : 0));
	else if (!names(c))
		require(found == 0);
}

static void
check_phenotype_signs(void)
{
	for (int i = 0; i < ms_ms_phenotype.count; i++)
	{
		const ms_label *label = ms_label_at(&ms_ms_phenotype, i);
		size_t		len = strlen(label->name);
		char		text[512];
		bool		all_said;

		for (size_t at = 0; at <= len; at++)
			for (char c = 1; c < 127; c++)
			{
				size_t		more = with_sign(label->name, len, at, c, text);

				check_read(ms_phenotype_read(text, more, &all_said), label->code, text, at, c);
			}
	}
}

/*
 * A status has signs of its own: an extra comma may begin a component, which
 * then does not exist.
 */
static void
check_status_signs(void)
{
	for (int bits = 0; bits < 243; bits++)
	{
		ms_tri		c[MS_NEDA_COMPONENTS];
		char		printed[MS_NEDA_TEXT_MAX];
		char		text[512];
		ms_neda		status;
		ms_neda		found;
		int			rest = bits;

		for (int i = 0; i < MS_NEDA_COMPONENTS; i++, rest /= 3)
			c[i] = (ms_tri) (rest % 3);
		status = ms_neda_make(c);
		ms_neda_print(status, printed);
		for (size_t at = 0; at <= strlen(printed); at++)
			for (char sign = 1; sign < 127; sign++)
				if (ms_neda_parse(text, with_sign(printed, strlen(printed), at, sign, text), &found) == MS_NEDA_OK)
					require(found == status && (names(sign) || is_one_of(sign, BLANKS JOINS)));
				else
					require(!is_one_of(sign, BLANKS));
	}
}

/* A code is read exactly, except for its dots. */
static void
check_code_signs(void)
{
	const ms_code_row *code;

	for (int i = 0; (code = ms_disease_code_at(i)) != NULL; i++)
	{
		size_t		len = strlen(code->code);
		char		text[512];

		require(ms_disease_code_named(code->code, len, code->system, NULL) == code);
		for (size_t at = 0; at <= len; at++)
			for (char c = 1; c < 127; c++)
			{
				size_t		more = with_sign(code->code, len, at, c, text);
				const ms_code_row *found = ms_disease_code_named(text, more, code->system, NULL);
				char		stripped[512];
				char		wanted[512];

				if (is_one_of(c, BLANKS) && (at == 0 || at == len))
					require(found == code);
				else if (found != NULL)
				{
					strip(text, more, wanted);
					strip(found->code, strlen(found->code), stripped);
					require(names(c) && strcmp(stripped, wanted) == 0);
				}
			}
	}
}

static void
check_all_signs(const ms_vocabulary *const vocabularies[], int n)
{
	static const ms_vocabulary *const arguments[] = {&ms_sequences, &ms_cannabis_indications, &ms_cannabis_subgroups};
	static bool done;

	if (done)
		return;
	done = true;
	for (int i = 0; i < n; i++)
		check_signs(vocabularies[i]);
	for (size_t i = 0; i < sizeof(arguments) / sizeof(arguments[0]); i++)
		check_signs(arguments[i]);
	check_phenotype_signs();
	check_status_signs();
	check_code_signs();
}

/* The first byte is the number of scans. */
static void
check_scans(const uint8_t *data, size_t size)
{
	int			n = size > 0 ? data[0] % 32 : 0;
	char	   *packed = malloc(size + 1);
	char	   *again = malloc(size + 1);
	ms_scan		scan[32];

	if (size > 0)
		memcpy(packed, data + 1, size - 1);
	if (size > 0 && ms_scans_unpack(packed, size - 1, scan, n))
	{
		for (int i = 0; i < n; i++)
			if (!ms_scan_valid(&scan[i]))
				n = 0;
		if (n > 0)
		{
			require(ms_scans_packed_size(scan, n) == size - 1);
			ms_scans_pack(scan, n, again);
			require(memcmp(packed, again, size - 1) == 0);
		}
	}
	free(packed);
	free(again);
}

/* The first two bytes are the numbers of columns and rows. */
static void
check_ledger(const ms_ledger_kind *kind, const uint8_t *data, size_t size)
{
	int32_t		key[64];
	ms_cell		cell[64 * MS_LEDGER_COLUMNS_MAX];
	ms_ledger l = {kind, 0, 0, key, cell};
	char	   *again;

	if (size < 2)
		return;
	l.columns = data[0] % (kind->columns + 1);
	l.rows = data[1] % 64;
	if (!ms_ledger_unpack((const char *) data + 2, size - 2, &l) || !ms_ledger_valid(&l))
		return;
	require(ms_ledger_packed_size(&l) == size - 2);
	again = malloc(size);
	ms_ledger_pack(&l, again);
	require(memcmp(again, data + 2, size - 2) == 0);
	free(again);
}

static void
check_model(const char *text, size_t len)
{
	static ms_model_room room;
	static ms_model_room other;
	ms_model	m;
	ms_model	again;
	char	   *printed;
	char	   *copy;

	if (ms_model_parse(text, len, &room, &m) != MS_JSON_OK)
		return;
	printed = malloc(ms_model_text_max(&m));
	copy = malloc(ms_model_text_max(&m));
	len = ms_model_print(&m, room.names, printed);
	require(len < ms_model_text_max(&m));
	require(ms_model_parse(printed, len, &other, &again) == MS_JSON_OK);
	require(ms_model_print(&again, other.names, copy) == len && strcmp(printed, copy) == 0);
	free(printed);
	free(copy);
}

/*
 * What follows from a score that a site may have made up: a step and a model,
 * which is one that the type of models reads.
 */
static void
check_steps(const ms_score *s)
{
	static ms_model_room room;
	static ms_model_room other;
	static double next_beta[MS_MODEL_TERMS_MAX];
	void	   *memory = malloc(ms_score_work(s->terms));
	ms_model	m = {.estimate = room.estimate, .vcov = room.vcov};
	ms_model	again;
	char	   *printed;

	(void) ms_score_step(s, NULL, next_beta, memory);
	(void) ms_score_step(s, s, next_beta, memory);
	for (int variance = MS_VARIANCE_MODEL; variance <= MS_VARIANCE_ROBUST; variance++)
	{
		if (variance == MS_VARIANCE_ROBUST && !s->robust)
			continue;
		ms_score_model(&m, s, (ms_variance) variance, memory);
		for (int i = 0; i < m.terms; i++)
			room.names[i] = i == 0 && ms_family_has_intercept(s->family) ? "(Intercept)" : "x";
		printed = malloc(ms_model_text_max(&m));
		(void) ms_model_print(&m, room.names, printed);
		require(ms_model_parse(printed, strlen(printed), &other, &again) == MS_JSON_OK);
		free(printed);
	}
	free(memory);
}

static void
check_score(const char *text, size_t len)
{
	void	   *memory = malloc(ms_score_parse_memory(len));
	void	   *other;
	ms_score	s;
	ms_score	again;
	char	   *printed;
	char	   *copy;

	if (ms_score_parse(text, len, memory, &s) == MS_JSON_OK)
	{
		require(ms_score_valid(&s));
		printed = malloc(ms_score_text_max(&s));
		copy = malloc(ms_score_text_max(&s));
		len = ms_score_print(&s, printed);
		require(len < ms_score_text_max(&s));
		other = malloc(ms_score_parse_memory(len));
		require(ms_score_parse(printed, len, other, &again) == MS_JSON_OK);
		require(ms_score_print(&again, copy) == len && strcmp(printed, copy) == 0);
		require(ms_scores_compare(&s, &again) == MS_SCORES_ALIKE);
		check_steps(&s);
		free(other);
		free(printed);
		free(copy);
	}
	free(memory);
}

static void
check_studies(const char *text, size_t len)
{
	static ms_study study[MS_POOLING_MAX];
	static ms_study other[MS_POOLING_MAX];
	int			n;
	int			again;
	char	   *printed;

	if (ms_studies_parse(text, len, study, &n) != MS_JSON_OK || !ms_studies_valid(study, n))
		return;
	printed = malloc(ms_studies_text_max(n));
	len = ms_studies_print(study, n, printed);
	require(len < ms_studies_text_max(n));
	require(ms_studies_parse(printed, len, other, &again) == MS_JSON_OK && again == n);
	require(memcmp(study, other, n * sizeof(ms_study)) == 0);
	free(printed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* of the coded types */
	static const ms_vocabulary *const vocabularies[] = {&ms_dmt, &ms_dmt_line, &ms_ms_phenotype, &ms_transplant_step};
	const int	n = sizeof(vocabularies) / sizeof(vocabularies[0]);
	char	   *text;
	size_t		len;
	int			which;

	check_all_signs(vocabularies, n);
	if (size == 0)
		return 0;
	which = data[0];
	len = size - 1;
	text = malloc(size);
	memcpy(text, data + 1, len);
	text[len] = '\0';
	len = strlen(text);			/* as an input function receives it */
	switch (which % 8)
	{
		case 0:
			check_day(text, len);
			check_number(text, len);
			check_edss(text, len);
			break;
		case 1:
			check_label(vocabularies[which / 8 % n], text, len);
			break;
		case 2:
			check_status(text, len);
			break;
		case 3:
			check_statuses(text, len);
			break;
		case 4:
			check_scans(data + 1, size - 1);
			break;
		case 7:
			if (which / 8 % 3 == 0)
				check_model(text, len);
			else if (which / 8 % 3 == 1)
				check_score(text, len);
			else
				check_studies(text, len);
			break;
		default:
			check_ledger(kinds[which / 8 % KINDS], data + 1, size - 1);
	}
	free(text);
	return 0;
}
