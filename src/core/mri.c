/*
 * mri.c
 *		Checks, merges, counts, packs, prints and reads a patient's scans. The
 *		requirements for a scan are in mri_protocol.c.
 */
#include "mri.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "day.h"
#include "number.h"
#include "text.h"

/* The windows for a reference scan, in days from the start of treatment. */
#define REBASELINE_FROM 90
#define REBASELINE_TO 270
#define BASELINE_FROM (-180)
#define BASELINE_TO 30

/*
 * One scan
 */

ms_tri
ms_lesions_active(int32_t lesions)
{
	if (lesions == MS_LESIONS_UNKNOWN)
		return MS_UNKNOWN;
	return lesions == 0 ? MS_NO : MS_YES;
}

static bool
lesions_valid(int32_t lesions)
{
	return lesions >= MS_LESIONS_SOME && lesions <= MS_LESIONS_MAX;
}

/* Can this many lesions be among those counted? */
static bool
among(int32_t both, int32_t lesions)
{
	return lesions == MS_LESIONS_SOME ? both == 0 : both <= lesions;
}

bool
ms_both_valid(int32_t both, int32_t new_t2, int32_t gd)
{
	return both == MS_LESIONS_UNKNOWN || (both >= 0 && among(both, new_t2) && among(both, gd));
}

bool
ms_scan_valid(const ms_scan *scan)
{
	if (!ms_day_valid(scan->day) || isinf(scan->annual_pbvc) || ms_is_minus_zero(scan->annual_pbvc) ||
		!lesions_valid(scan->new_t2) || !lesions_valid(scan->gd) || !lesions_valid(scan->both))
		return false;
	if (scan->reference != MS_NO_REFERENCE &&
		(!ms_day_valid(scan->reference) || scan->reference >= scan->day))
		return false;
	return ms_both_valid(scan->both, scan->new_t2, scan->gd);
}

ms_lesion_bounds
ms_unique_lesions(int32_t new_t2, int32_t gd, int32_t both)
{
	int64_t		t2_least = new_t2 >= 0 ? new_t2 : new_t2 == MS_LESIONS_SOME;
	int64_t		gd_least = gd >= 0 ? gd : gd == MS_LESIONS_SOME;
	bool		counted = new_t2 >= 0 && gd >= 0;
	ms_lesion_bounds bounds = {t2_least > gd_least ? t2_least : gd_least, -1};

	if (both >= 0)
	{
		t2_least = t2_least > both ? t2_least : both;
		gd_least = gd_least > both ? gd_least : both;
		bounds.least = t2_least + gd_least - both;
	}
	if (counted)
		bounds.most = (int64_t) new_t2 + gd - (both > 0 ? both : 0);
	return bounds;
}

double
ms_pbvc_annual(double pbvc, int32_t days, bool geometric)
{
	if (geometric)
		return (pow(1 + pbvc / 100, MS_DAYS_PER_YEAR / days) - 1) * 100;
	return pbvc * MS_DAYS_PER_YEAR / days;
}

/*
 * Series
 */

bool
ms_scans_valid(const ms_scan *scan, int n)
{
	for (int i = 0; i < n; i++)
		if (!ms_scan_valid(&scan[i]) || (i > 0 && scan[i].day <= scan[i - 1].day))
			return false;
	return true;
}

/* Ranks counts by what they report: unknown < 0 < some < 1 < 2 ... */
static int32_t
claim(int32_t lesions)
{
	switch (lesions)
	{
		case MS_LESIONS_UNKNOWN:
			return -2;
		case 0:
			return -1;
		case MS_LESIONS_SOME:
			return 0;
		default:
			return lesions;
	}
}

static int32_t
united_lesions(int32_t a, int32_t b)
{
	return claim(a) > claim(b) ? a : b;
}

/* Merges two records of one day. */
static void
unite(ms_scan *scan, const ms_scan *other)
{
	scan->new_t2 = united_lesions(scan->new_t2, other->new_t2);
	scan->gd = united_lesions(scan->gd, other->gd);
	scan->both = united_lesions(scan->both, other->both);
	scan->annual_pbvc = fmin(scan->annual_pbvc, other->annual_pbvc);	/* ignores a NaN */
	if (scan->reference < other->reference)
		scan->reference = other->reference;
}

int
ms_scans_settle(ms_scan *scan, int n)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
	{
		if (kept > 0 && scan[i].day == scan[kept - 1].day)
			unite(&scan[kept - 1], &scan[i]);
		else
			scan[kept++] = scan[i];
	}
	return kept;
}

/* The last scan that is from `from` to `to` days after a day, or -1. */
static int
last_between(const ms_scan *scan, int n, int32_t day, int from, int to)
{
	for (int i = n - 1; i >= 0; i--)
	{
		int64_t		days = (int64_t) scan[i].day - day;

		if (days >= from && days <= to)
			return i;
	}
	return -1;
}

int
ms_reference_scan(const ms_scan *scan, int n, int32_t start, bool rebaseline)
{
	int			found = rebaseline ? last_between(scan, n, start, REBASELINE_FROM, REBASELINE_TO) : -1;

	return found >= 0 ? found : last_between(scan, n, start, BASELINE_FROM, BASELINE_TO);
}

/* Adds a number.  A negative number is unknown and makes the sum unknown (-1). */
static void
add_known(int64_t *sum, int64_t number)
{
	*sum = *sum < 0 || number < 0 ? -1 : *sum + number;
}

ms_scan_counts
ms_scans_count(const ms_scan *scan, int n, int32_t from, int32_t to)
{
	ms_scan_counts c = {0};

	for (int i = 0; i < n; i++)
	{
		const ms_scan *s = &scan[i];
		int32_t		reference = ms_scan_reference(scan, i);
		ms_lesion_bounds unique = ms_unique_lesions(s->new_t2, s->gd, s->both);

		if (s->day < from || s->day >= to)
			continue;
		c.scans++;
		if (s->new_t2 != MS_LESIONS_UNKNOWN)
		{
			c.t2_scans++;
			add_known(&c.new_t2, s->new_t2);
			add_known(&c.t2_days, reference == MS_NO_REFERENCE ? -1 : (int64_t) s->day - reference);
		}
		if (s->gd != MS_LESIONS_UNKNOWN)
		{
			c.gd_scans++;
			add_known(&c.gd, s->gd);
		}
		c.unique.least += unique.least;
		add_known(&c.unique.most, unique.most);
	}
	return c;
}

double
ms_gd_per_scan(const ms_scan_counts *c)
{
	return c->gd < 0 || c->gd_scans == 0 ? NAN : (double) c->gd / c->gd_scans;
}

double
ms_new_t2_per_year(const ms_scan_counts *c)
{
	return c->new_t2 < 0 || c->t2_days <= 0 ? NAN : c->new_t2 * MS_DAYS_PER_YEAR / c->t2_days;
}

/*
 * The packed form: a day, a byte with a bit for each field that follows, and
 * the fields.
 */

enum
{
	HAS_T2 = 1,
	SOME_T2 = 2,
	HAS_GD = 4,
	SOME_GD = 8,
	HAS_BOTH = 16,
	HAS_PBVC = 32,
	HAS_REFERENCE = 64
};

static int
known_of(const ms_scan *scan)
{
	return (scan->new_t2 >= 0 ? HAS_T2 : 0) | (scan->new_t2 == MS_LESIONS_SOME ? SOME_T2 : 0) |
		(scan->gd >= 0 ? HAS_GD : 0) | (scan->gd == MS_LESIONS_SOME ? SOME_GD : 0) |
		(scan->both >= 0 ? HAS_BOTH : 0) | (!isnan(scan->annual_pbvc) ? HAS_PBVC : 0) |
		(scan->reference != MS_NO_REFERENCE ? HAS_REFERENCE : 0);
}

static size_t
size_of(int known)
{
	int			counts = !!(known & HAS_T2) + !!(known & HAS_GD) + !!(known & HAS_BOTH);

	return sizeof(int32_t) + 1 + (size_t) counts * sizeof(uint16_t) +
		(known & HAS_PBVC ? sizeof(double) : 0) + (known & HAS_REFERENCE ? sizeof(int32_t) : 0);
}

size_t
ms_scans_packed_size(const ms_scan *scan, int n)
{
	size_t		size = 0;

	for (int i = 0; i < n; i++)
		size += size_of(known_of(&scan[i]));
	return size;
}

static char *
put(char *p, const void *bytes, size_t size)
{
	memcpy(p, bytes, size);
	return p + size;
}

static char *
put_lesions(char *p, int32_t lesions)
{
	uint16_t	count = (uint16_t) lesions;

	return lesions < 0 ? p : put(p, &count, sizeof(count));
}

void
ms_scans_pack(const ms_scan *scan, int n, char *packed)
{
	char	   *p = packed;

	for (int i = 0; i < n; i++)
	{
		const ms_scan *s = &scan[i];
		uint8_t		known = (uint8_t) known_of(s);

		p = put(p, &s->day, sizeof(s->day));
		p = put(p, &known, sizeof(known));
		p = put_lesions(p, s->new_t2);
		p = put_lesions(p, s->gd);
		p = put_lesions(p, s->both);
		if (known & HAS_PBVC)
			p = put(p, &s->annual_pbvc, sizeof(s->annual_pbvc));
		if (known & HAS_REFERENCE)
			p = put(p, &s->reference, sizeof(s->reference));
	}
}

static const char *
take(const char *p, void *bytes, size_t size)
{
	memcpy(bytes, p, size);
	return p + size;
}

static const char *
take_lesions(const char *p, bool counted, bool some, int32_t *lesions)
{
	uint16_t	count;

	*lesions = some ? MS_LESIONS_SOME : MS_LESIONS_UNKNOWN;
	if (!counted)
		return p;
	p = take(p, &count, sizeof(count));
	*lesions = count;
	return p;
}

bool
ms_scans_unpack(const char *packed, size_t size, ms_scan *scan, int n)
{
	const char *p = packed;
	const char *end = packed + size;

	for (int i = 0; i < n; i++)
	{
		ms_scan *s = &scan[i];
		int			known;

		if ((size_t) (end - p) < size_of(0))
			return false;
		p = take(p, &s->day, sizeof(s->day));
		known = (uint8_t) *p++;
		if ((size_t) (end - p) < size_of(known) - size_of(0))
			return false;
		p = take_lesions(p, known & HAS_T2, known & SOME_T2, &s->new_t2);
		p = take_lesions(p, known & HAS_GD, known & SOME_GD, &s->gd);
		p = take_lesions(p, known & HAS_BOTH, false, &s->both);
		s->annual_pbvc = NAN;
		s->reference = MS_NO_REFERENCE;
		if (known & HAS_PBVC)
			p = take(p, &s->annual_pbvc, sizeof(s->annual_pbvc));
		if (known & HAS_REFERENCE)
			p = take(p, &s->reference, sizeof(s->reference));
		if (known_of(s) != known)
			return false;
	}
	return p == end;
}

/*
 * Text
 */

static char *
print_lesions(char *p, const char *name, int32_t lesions)
{
	if (lesions == MS_LESIONS_SOME)
		p += sprintf(p, " %s some", name);
	else if (lesions >= 0)
		p += sprintf(p, " %s %d", name, (int) lesions);
	return p;
}

size_t
ms_scan_print(const void *item, char *text)
{
	const ms_scan *s = item;
	char	   *p = text;

	p += ms_day_print(s->day, p);
	*p++ = ':';
	p = print_lesions(p, "T2", s->new_t2);
	p = print_lesions(p, "Gd", s->gd);
	p = print_lesions(p, "both", s->both);
	if (!isnan(s->annual_pbvc))
	{
		p += sprintf(p, " PBVC ");
		p += ms_number_print(s->annual_pbvc, p);
	}
	if (s->reference != MS_NO_REFERENCE)
	{
		p += sprintf(p, " since ");
		p += ms_day_print(s->reference, p);
	}
	if (known_of(s) == 0)
		p += sprintf(p, " unknown");
	return (size_t) (p - text);
}

static bool
parse_lesions(const char **p, const char *end, int32_t *lesions)
{
	double		count;

	if (ms_word(p, end, "some"))
	{
		*lesions = MS_LESIONS_SOME;
		return true;
	}
	if (!ms_number_parse(p, &count) || !(count >= 0 && count <= MS_LESIONS_MAX) ||
		count != floor(count))
		return false;
	*lesions = (int32_t) count;
	return true;
}

/* Reads the fields after the colon: each at most once, in any order. */
static ms_list_result
parse_findings(const char **p, const char *end, ms_scan *s)
{
	int			given = 0;

	while (*p < end && **p != ',' && **p != '}')
	{
		int			what;

		if (ms_word(p, end, "T2"))
			what = HAS_T2;
		else if (ms_word(p, end, "Gd"))
			what = HAS_GD;
		else if (ms_word(p, end, "both"))
			what = HAS_BOTH;
		else if (ms_word(p, end, "PBVC"))
			what = HAS_PBVC;
		else if (ms_word(p, end, "since"))
			what = HAS_REFERENCE;
		else if (given == 0 && ms_word(p, end, "unknown"))
			return MS_LIST_OK;
		else
			return MS_LIST_SYNTAX;
		if (given & what)
			return MS_LIST_SYNTAX;
		given |= what;
		if (what == HAS_REFERENCE ? !ms_day_parse(p, end, &s->reference) :
			what == HAS_PBVC ? !ms_number_parse(p, &s->annual_pbvc) :
			!parse_lesions(p, end, what == HAS_T2 ? &s->new_t2 : what == HAS_GD ? &s->gd : &s->both))
			return what == HAS_REFERENCE ? MS_LIST_DAY : MS_LIST_NUMBER;
		ms_skip_blanks(p, end);
	}
	return given == 0 ? MS_LIST_SYNTAX : MS_LIST_OK;
}

ms_list_result
ms_scan_parse(const char **p, const char *end, void *item)
{
	ms_scan    *s = item;
	ms_list_result result;

	*s = (ms_scan) {
		.annual_pbvc = NAN, .reference = MS_NO_REFERENCE, .new_t2 = MS_LESIONS_UNKNOWN,
		.gd = MS_LESIONS_UNKNOWN, .both = MS_LESIONS_UNKNOWN
	};
	if (!ms_day_parse(p, end, &s->day))
		return MS_LIST_DAY;
	if (!ms_sign(p, end, ':'))
		return MS_LIST_SYNTAX;
	result = parse_findings(p, end, s);
	if (result == MS_LIST_OK && !ms_scan_valid(s))
		return MS_LIST_INVALID;
	return result;
}
