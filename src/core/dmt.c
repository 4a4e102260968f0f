/*
 * dmt.c
 *		The catalogue of disease-modifying treatments.
 *
 * Lines are those of the French network's slides of 2020; where a newer drug
 * of a class on the slides stands in parentheses in the fact sheet, its line
 * is 'by analogy', and where the slides give none it has none.  Dates: EMA is
 * the day of the EC decision, FDA the first approval for MS; doc/dmt.md says
 * which were seen in print.  Efficacy is a two-level grouping in wide use;
 * that of the S1P modulators and cladribine is disputed.
 */
#include "dmt.h"

#define SLIDES	"slides 2020"
#define ANALOGY	"by analogy"

static const sepms_drug drugs[] = {
	{{1, "interferon beta-1b", {"Betaferon|Betaseron|Extavia", "L03AB08", "IFN beta-1b|IFNB-1b|interféron bêta-1b"}},
		"interferon", "SC every other day", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {1995, 11, 30}, {1993, 7, 23}, 0, "Extavia: EMA 2008-05-20, FDA 2009-08-14"},
	{{2, "interferon beta-1a IM", {"Avonex", NULL, "IFN beta-1a IM|interféron bêta-1a IM"}},
		"interferon", "IM weekly", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {1997, 3, 13}, {1996, 5, 17}, 0, "ATC L03AB07, shared with interferon beta-1a SC"},
	{{3, "interferon beta-1a SC", {"Rebif", NULL, "IFN beta-1a SC|interféron bêta-1a SC"}},
		"interferon", "SC three times a week", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {1998, 5, 4}, {2002, 3, 7}, 0, "ATC L03AB07, shared with interferon beta-1a IM"},
	{{4, "interferon beta-1a", {NULL, "L03AB07", "IFN beta-1a|IFNB-1a|interféron bêta-1a"}},
		"interferon", "IM or SC, not stated", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {0}, {0}, 0, "route not stated: Avonex is IM, Rebif SC"},
	{{5, "peginterferon beta-1a", {"Plegridy", "L03AB13", "PEG-IFN beta-1a|peginterféron bêta-1a"}},
		"interferon", "SC or IM every 2 weeks", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {2014, 7, 18}, {2014, 8, 15}, 0, NULL},
	{{6, "glatiramer acetate", {"Copaxone|Glatopa|Brabio|Clift", "L03AX13", "glatiramer|acétate de glatiramère|glatiramère"}},
		"peptide copolymer", "SC daily 20 mg or three times a week 40 mg", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {0}, {1996, 12, 20}, 0, "EU: national authorisations, UK 2000"},
	{{7, "teriflunomide", {"Aubagio", "L04AK02|L04AA31", "tériflunomide"}},
		"DHODH inhibitor", "PO daily", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "low", {2013, 8, 26}, {2012, 9, 12}, 2014, NULL},
	{{8, "dimethyl fumarate", {"Tecfidera", "L04AX07|N07XX09", "DMF|fumarate de diméthyle|diméthylfumarate"}},
		"fumarate, Nrf2", "PO twice a day", "approved",
	SEPMS_LINE_1, SLIDES, "moderate", "moderate", {2014, 1, 30}, {2013, 3, 27}, 2014, NULL},
	{{9, "diroximel fumarate", {"Vumerity", "L04AX09", "DRF|fumarate de diroximel"}},
		"fumarate", "PO twice a day", "approved",
	SEPMS_LINE_1, ANALOGY, "moderate", "moderate", {2021, 11, 15}, {2019, 10, 29}, 0, NULL},
	{{10, "monomethyl fumarate", {"Bafiertam", NULL, "MMF fumarate|fumarate de monométhyle"}},
		"fumarate", "PO twice a day", "approved",
	0, NULL, "moderate", "moderate", {0}, {2020, 4, 28}, 0, "ATC group L04AX, no code of its own"},
	{{11, "tegomil fumarate", {"Riulvy", "L04AX10", "fumarate de tégomil"}},
		"fumarate", "PO twice a day", "approved",
	SEPMS_LINE_1, ANALOGY, "moderate", "moderate", {0}, {0}, 0, "EMA 2025, day not known, uncertain"},
	{{12, "fingolimod", {"Gilenya|Tascenso|Tascenso ODT", "L04AE01|L04AA27", NULL}},
		"S1P modulator", "PO daily", "approved",
	SEPMS_LINE_2, SLIDES, "high", "moderate", {2011, 3, 17}, {2010, 9, 21}, 2012, "moderate efficacy for some"},
	{{13, "siponimod", {"Mayzent", "L04AE03|L04AA42", NULL}},
		"S1P modulator", "PO daily, dose by CYP2C9", "approved",
	0, NULL, "moderate to high", "moderate", {2020, 1, 13}, {2019, 3, 26}, 0, "active SPMS; the slides give no line"},
	{{14, "ozanimod", {"Zeposia", "L04AE02|L04AA38", NULL}},
		"S1P modulator", "PO daily", "approved",
	SEPMS_LINE_1 | SEPMS_LINE_2, ANALOGY, "moderate to high", "moderate", {2020, 5, 20}, {2020, 3, 25}, 0, NULL},
	{{15, "ponesimod", {"Ponvory", "L04AE04|L04AA50", NULL}},
		"S1P modulator", "PO daily", "approved",
	0, NULL, "moderate to high", "moderate", {2021, 5, 19}, {2021, 3, 18}, 0, "in trials at the time of the slides"},
	{{16, "cladribine", {"Mavenclad", "L04AA40|L01BB04", NULL}},
		"purine analogue, immune reconstitution", "PO, two yearly courses", "approved",
	SEPMS_LINE_3, SLIDES, "high", "moderate", {2017, 8, 22}, {2019, 3, 29}, 2018, "L01BB04 is also the oncology code"},
	{{17, "natalizumab", {"Tysabri|Tyruko", "L04AG03|L04AA23", "NTZ"}},
		"anti-alpha4 integrin", "IV or SC every 4 weeks (extended: 6)", "approved",
	SEPMS_LINE_2, SLIDES, "high", "high", {2006, 6, 27}, {2004, 11, 23}, 2007, "US: suspended 2005-02, back 2006-06; biosimilar Tyruko 2023"},
	{{18, "ocrelizumab", {"Ocrevus|Ocrevus Zunovo", "L04AG08|L04AA36", NULL}},
		"anti-CD20", "IV or SC every 6 months", "approved",
	SEPMS_LINE_1 | SEPMS_LINE_2, SLIDES, "high", "high", {2018, 1, 8}, {2017, 3, 28}, 2019, "SC form 2024"},
	{{19, "ofatumumab", {"Kesimpta|Arzerra", "L04AG12|L04AA52", NULL}},
		"anti-CD20", "SC every 4 weeks", "approved",
	0, NULL, "high", "high", {2021, 3, 26}, {2020, 8, 20}, 0, "in trials at the time of the slides; Arzerra is the oncology brand"},
	{{20, "ublituximab", {"Briumvi", "L04AG14", NULL}},
		"anti-CD20", "IV every 24 weeks", "approved",
	0, NULL, "high", "high", {2023, 5, 31}, {2022, 12, 28}, 0, NULL},
	{{21, "rituximab", {"MabThera|Rituxan|Rixathon|Truxima", "L01FA01|L01XC02", "RTX"}},
		"anti-CD20", "IV every 6 months", "off-label",
	SEPMS_LINE_2 | SEPMS_OFF_LABEL, SLIDES, "high", NULL, {0}, {0}, 0, "shares its ATC codes with oncology"},
	{{22, "alemtuzumab", {"Lemtrada", "L04AG06|L04AA34", NULL}},
		"anti-CD52, immune reconstitution", "IV 5 days, then 3 days a year later", "approved",
	SEPMS_LINE_3, SLIDES, "high", "high", {2013, 9, 12}, {2014, 11, 14}, 2014, NULL},
	{{23, "mitoxantrone", {"Elsep|Novantrone", "L01DB07", NULL}},
		"cytotoxic", "IV, cumulative dose limited", "approved",
	SEPMS_LINE_3, SLIDES, "high", NULL, {0}, {2000, 10, 13}, 0, "EU: national authorisations, Germany 1998, France 2003"},
	{{24, "daclizumab", {"Zinbryta", "L04AC01|L04AA08", NULL}},
		"anti-CD25", "SC monthly", "withdrawn",
	0, NULL, "moderate", NULL, {2016, 7, 1}, {2016, 5, 27}, 0, "withdrawn 2018-03"},
	{{25, "azathioprine", {"Imurel|Imuran", "L04AX01", NULL}},
		"antimetabolite", "PO", "off-label",
	SEPMS_LINE_1 | SEPMS_OFF_LABEL, SLIDES, "low to moderate", NULL, {0}, {0}, 0, NULL},
	{{26, "mycophenolate mofetil", {"CellCept", "L04AA06", "mycophenolate|mycophénolate mofétil"}},
		"IMPDH inhibitor", "PO", "off-label",
	SEPMS_LINE_1 | SEPMS_OFF_LABEL, SLIDES, "low to moderate", NULL, {0}, {0}, 0, NULL},
	{{27, "methotrexate", {NULL, "L04AX03|L01BA01", "MTX|méthotrexate"}},
		"antifolate", "PO or SC weekly", "off-label",
	SEPMS_LINE_1 | SEPMS_OFF_LABEL, SLIDES, "low", NULL, {0}, {0}, 0, NULL},
	{{28, "cyclophosphamide", {"Endoxan", "L01AA01", NULL}},
		"alkylating", "IV monthly", "off-label",
	SEPMS_LINE_3 | SEPMS_OFF_LABEL, SLIDES, "high", NULL, {0}, {0}, 0, NULL},
	{{29, "AHSCT", {NULL, NULL, "HSCT|autologous haematopoietic stem cell transplantation"
				"|autologous hematopoietic stem cell transplantation|autogreffe|autogreffe de cellules souches hématopoïétiques"}},
		"immune reconstitution", "procedure", "procedure",
	SEPMS_LINE_3, SLIDES, "very high", NULL, {0}, {0}, 0, "autologous haematopoietic stem cell transplantation"},
	{{30, "evobrutinib", {NULL, NULL, NULL}},
		"BTK inhibitor", "PO twice a day", "not approved",
	0, NULL, NULL, NULL, {0}, {0}, 0, "phase 3 failed December 2023"},
	{{31, "tolebrutinib", {NULL, NULL, NULL}},
		"BTK inhibitor", "PO daily", "not approved",
	0, NULL, NULL, NULL, {0}, {0}, 0, "FDA complete response letter 2025-12-24; EU under review then, later status not known"},
	{{32, "fenebrutinib", {NULL, NULL, NULL}},
		"BTK inhibitor", "PO twice a day", "not approved",
	0, NULL, NULL, NULL, {0}, {0}, 0, "phase 3"},
	{{33, "remibrutinib", {NULL, NULL, NULL}},
		"BTK inhibitor", "PO twice a day", "not approved",
	0, NULL, NULL, NULL, {0}, {0}, 0, "phase 3"},
	{{34, "biotin", {NULL, NULL, "MD1003|biotine"}},
		"vitamin, high dose", "PO three times a day", "not approved",
	0, NULL, NULL, NULL, {0}, {0}, 0, "SPI2 negative"},
};

const sepms_vocabulary sepms_dmt = SEPMS_VOCABULARY("dmt", drugs);

static const sepms_label lines[] = {
	{10, "first", {"1|L1|1st|first line|1st line|line 1|première|première ligne|1re ligne|1ère ligne|ligne 1"}},
	{11, "first off-label", {"L1 off-label|first line off-label|1st line off-label|première ligne hors AMM|L1 hors AMM"}},
	{20, "second", {"2|L2|2nd|second line|2nd line|line 2|deuxième|deuxième ligne|seconde ligne|2e ligne|2ème ligne|ligne 2"}},
	{21, "second off-label", {"L2 off-label|second line off-label|2nd line off-label|deuxième ligne hors AMM|L2 hors AMM"}},
	{30, "third", {"3|L3|3rd|third line|3rd line|line 3|troisième|troisième ligne|3e ligne|3ème ligne|ligne 3"}},
	{31, "third off-label", {"L3 off-label|third line off-label|3rd line off-label|troisième ligne hors AMM|L3 hors AMM"}},
};

const sepms_vocabulary sepms_dmt_line = SEPMS_VOCABULARY("dmt_line", lines);

const sepms_drug *
sepms_drug_at(int i)
{
	return (const sepms_drug *) sepms_label_at(&sepms_dmt, i);
}

const sepms_drug *
sepms_drug_by_code(int code)
{
	return (const sepms_drug *) sepms_label_by_code(&sepms_dmt, code);
}

int
sepms_drug_lines(const sepms_drug *drug, int16_t codes[SEPMS_DMT_LINE_MAX])
{
	int			off_label = drug->lines & SEPMS_OFF_LABEL ? SEPMS_DMT_LINE_OFF_LABEL : 0;
	int			n = 0;

	for (int line = 1; line <= SEPMS_DMT_LINE_HIGHEST; line++)
		if (drug->lines & 1 << (line - 1))
			codes[n++] = (int16_t) (line * SEPMS_DMT_LINE_STEP + off_label);
	return n;
}

int16_t
sepms_next_line(int16_t line, int score)
{
	int			level = line / SEPMS_DMT_LINE_STEP;

	if (score < 2 || level == SEPMS_DMT_LINE_HIGHEST)
		return line;
	return (int16_t) ((level + 1) * SEPMS_DMT_LINE_STEP);
}
