/*
 * texts.c
 *		The readers of text and of packed bytes that the other programs leave
 *		out: of values, of labels, of statuses, and of whatever bytes there are.
 *
 * The first byte says which one; the others are what it reads.  What was read
 * prints as a text that reads as the same.
 */
#include "random.h"

#include "../../src/core/cuminc.h"
#include "../../src/core/day.h"
#include "../../src/core/dmt.h"
#include "../../src/core/edss.h"
#include "../../src/core/mri.h"
#include "../../src/core/neda.h"
#include "../../src/core/number.h"
#include "../../src/core/phenotype.h"
#include "../../src/core/rate.h"
#include "../../src/core/severity.h"
#include "../../src/core/survival.h"
#include "../../src/core/transplant.h"

static void
check_day(const char *text, size_t len)
{
	const char *p = text;
	const char *q;
	char		printed[SEPMS_DAY_TEXT_MAX];
	int32_t		day;
	int32_t		again;

	if (!sepms_day_parse(&p, text + len, &day))
		return;
	require(p > text && p <= text + len && day >= SEPMS_DAY_MIN && day <= SEPMS_DAY_MAX);
	q = printed;
	require(sepms_day_parse(&q, printed + sepms_day_print(day, printed), &again) && again == day);
}

static void
check_number(const char *text, size_t len)
{
	const char *p = text;
	const char *q;
	char		printed[SEPMS_NUMBER_TEXT_MAX];
	double		number;
	double		again;

	if (!sepms_number_parse(&p, &number))
		return;
	require(p > text && p <= text + len);
	require(sepms_number_print(number, printed) < SEPMS_NUMBER_TEXT_MAX);
	q = printed;
	require(sepms_number_parse(&q, &again) && memcmp(&again, &number, sizeof(number)) == 0);
}

static void
check_edss(const char *text, size_t len)
{
	uint8_t		halves;

	if (sepms_edss_parse(text, len, &halves) == SEPMS_EDSS_OK)
		require(halves == 0 || (halves >= 2 && halves <= 20));
}

/* Every spelling of a label names it. */
static void
check_label(const sepms_vocabulary *v, const char *text, size_t len)
{
	char		folded[SEPMS_FOLDED_MAX + 1];
	int			n = sepms_fold(text, len, folded);
	const sepms_label *label = sepms_label_by_name(v, text, len);

	require(n >= -1 && n <= SEPMS_FOLDED_MAX && (n < 0 || strlen(folded) == (size_t) n));
	require(label == NULL || sepms_label_by_name(v, label->name, strlen(label->name)) == label);
}

static void
check_status(const char *text, size_t len)
{
	char		printed[SEPMS_NEDA_TEXT_MAX];
	sepms_neda	status;
	sepms_neda	again;

	if (sepms_neda_parse(text, len, &status) != SEPMS_NEDA_OK)
		return;
	sepms_neda_print(status, printed);
	require(strlen(printed) < SEPMS_NEDA_TEXT_MAX);
	require(sepms_neda_parse(printed, strlen(printed), &again) == SEPMS_NEDA_OK && again == status);
}

static void
check_statuses(const char *text, size_t len)
{
	int64_t		count[SEPMS_NEDA_TALLY_MAX];
	sepms_neda	status[SEPMS_NEDA_TALLY_MAX];
	sepms_neda_tally t = {0, count, status};

	if (sepms_neda_tally_parse(text, len, &t) == SEPMS_JSON_OK)
		require(t.n <= SEPMS_NEDA_TALLY_MAX && sepms_neda_tally_valid(&t));
}

/* The first byte is how many scans there are to be. */
static void
check_scans(const uint8_t *data, size_t size)
{
	int			n = size > 0 ? data[0] % 32 : 0;
	char	   *packed = malloc(size + 1);
	char	   *again = malloc(size + 1);
	sepms_scan	scan[32];

	if (size > 0)
		memcpy(packed, data + 1, size - 1);
	if (size > 0 && sepms_scans_unpack(packed, size - 1, scan, n))
	{
		for (int i = 0; i < n; i++)
			if (!sepms_scan_valid(&scan[i]))
				n = 0;
		if (n > 0)
		{
			require(sepms_scans_packed_size(scan, n) == size - 1);
			sepms_scans_pack(scan, n, again);
			require(memcmp(packed, again, size - 1) == 0);
		}
	}
	free(packed);
	free(again);
}

/* The first bytes are the columns and rows. */
static void
check_ledger(const sepms_ledger_kind *kind, const uint8_t *data, size_t size)
{
	int32_t		key[64];
	sepms_cell	cell[64 * SEPMS_LEDGER_COLUMNS_MAX];
	sepms_ledger l = {kind, 0, 0, key, cell};
	char	   *again;

	if (size < 2)
		return;
	l.columns = data[0] % (kind->columns + 1);
	l.rows = data[1] % 64;
	if (!sepms_ledger_unpack((const char *) data + 2, size - 2, &l) || !sepms_ledger_valid(&l))
		return;
	require(sepms_ledger_packed_size(&l) == size - 2);
	again = malloc(size);
	sepms_ledger_pack(&l, again);
	require(memcmp(again, data + 2, size - 2) == 0);
	free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const sepms_vocabulary *const vocabularies[] = {&sepms_dmt, &sepms_dmt_line, &sepms_ms_phenotype, &sepms_transplant_step};
	static const sepms_ledger_kind *const kinds[] = {
		&sepms_survival_kind, &sepms_weighted_survival_kind, &sepms_cuminc_kind, &sepms_severity_kind,
		&sepms_weighted_relapse_kind, &sepms_weighted_neda_kind
	};
	char	   *text;
	size_t		len;
	int			which;

	if (size == 0)
		return 0;
	which = data[0];
	len = size - 1;
	text = malloc(size);
	memcpy(text, data + 1, len);
	text[len] = '\0';
	len = strlen(text);			/* as an input function is given it */
	switch (which % 8)
	{
		case 0:
			check_day(text, len);
			check_number(text, len);
			check_edss(text, len);
			break;
		case 1:
			check_label(vocabularies[which / 8 % 4], text, len);
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
		default:
			check_ledger(kinds[which / 8 % 6], data + 1, size - 1);
	}
	free(text);
	return 0;
}
