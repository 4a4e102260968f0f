/*
 * dmt.c
 *		The catalogue of disease-modifying treatments.
 *
 * Lines are those on a French network's slides of 2020.  A newer drug that
 * resembles one on the slides has a line 'by analogy'; a drug without a line
 * on the slides has none.  Dates: EMA is the day of the EC decision, FDA the
 * first approval for MS; doc/dmt.md says which were seen in print.  Efficacy
 * is a two-level grouping in wide use; that of the S1P modulators and
 * cladribine is disputed.  Only the month of daclizumab's withdrawal is known,
 * so it counts from the next month on.
 */
#include "dmt.h"

#define SLIDES	"slides 2020"
#define ANALOGY	"by analogy"

static const ms_drug drugs[] = {
	{
		.label = {1, "interferon beta-1b", {"Betaferon|Betaseron|Extavia|Ziferon", "L03AB08",
			"IFN beta-1b|IFNB-1b|IFN b-1b|interféron bêta-1b|beta-interferon-1b"}},
		.doses = "250|0.25|0.3|8|9.6",
		.class = "interferon", .route = "SC every other day", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.ema = {1995, 11, 30}, .fda = {1993, 7, 23},
		.note = "Extavia: EMA 2008-05-20, FDA 2009-08-14",
	},
	{
		.label = {2, "interferon beta-1a IM", {"Avonex|CinnoVex|Actovex", NULL, "IFN beta-1a IM|interféron bêta-1a IM"}},
		.less_specific = 4, .routes = MS_ROUTE_IM, .doses = "30|6",
		.class = "interferon", .route = "IM weekly", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.ema = {1997, 3, 13}, .fda = {1996, 5, 17},
		.note = "ATC L03AB07, shared with interferon beta-1a SC",
	},
	{
		.label = {3, "interferon beta-1a SC", {"Rebif|ReciGen", NULL, "IFN beta-1a SC|interféron bêta-1a SC"}},
		.less_specific = 4, .routes = MS_ROUTE_SC, .doses = "44|22|8.8|12",
		.class = "interferon", .route = "SC three times a week", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.ema = {1998, 5, 4}, .fda = {2002, 3, 7},
		.note = "ATC L03AB07, shared with interferon beta-1a IM",
	},
	{
		.label = {4, "interferon beta-1a", {NULL, "L03AB07",
			"IFN beta-1a|IFNB-1a|IFN b-1a|interféron bêta-1a|beta-interferon-1a"}},
		.doses = "44|30|22|8.8",
		.class = "interferon", .route = "IM or SC, not stated", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.note = "route not stated: Avonex is IM, Rebif SC",
	},
	{
		.label = {5, "peginterferon beta-1a", {"Plegridy", "L03AB13",
			"PEG-IFN beta-1a|PEG-interferon beta-1a|peginterféron bêta-1a|pegylated interferon beta-1a|interféron bêta-1a pégylé"}},
		.doses = "63|94|125",
		.class = "interferon", .route = "SC or IM every 2 weeks", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.ema = {2014, 7, 18}, .fda = {2014, 8, 15},
	},
	{
		.label = {6, "glatiramer acetate", {"Copaxone|Glatopa|Brabio|Clift", "L03AX13",
			"glatiramer|acétate de glatiramère|glatiramère|glatiramère acétate|glatiramère (acétate de)"}},
		.doses = "20|40",
		.class = "peptide copolymer", .route = "SC daily 20 mg or three times a week 40 mg", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.fda = {1996, 12, 20},
		.note = "EU: national authorisations, UK 2000",
	},
	{
		.label = {7, "teriflunomide", {"Aubagio", "L04AK02|L04AA31", "tériflunomide|TERI|HMR1726"}},
		.doses = "14|7",
		.class = "DHODH inhibitor", .route = "PO daily", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "low",
		.ema = {2013, 8, 26}, .fda = {2012, 9, 12}, .fr_launch_year = 2014,
	},
	{
		.label = {8, "dimethyl fumarate", {"Tecfidera|Skilarence", "L04AX07|N07XX09",
			"DMF|BG-12|BG00012|fumarate de diméthyle|diméthylfumarate|fumarate de diméthyl|fumarate (de diméthyle)"}},
		.doses = "120|240",
		.class = "fumarate, Nrf2", .route = "PO twice a day", .status = "approved",
		.lines = MS_LINE_1, .line_source = SLIDES, .efficacy = "moderate", .efficacy_samjoo = "moderate",
		.ema = {2014, 1, 30}, .fda = {2013, 3, 27}, .fr_launch_year = 2014,
	},
	{
		.label = {9, "diroximel fumarate", {"Vumerity", "L04AX09", "DRF|BIIB098|ALKS 8700|fumarate de diroximel"}},
		.doses = "231",
		.class = "fumarate", .route = "PO twice a day", .status = "approved",
		.lines = MS_LINE_1, .line_source = ANALOGY, .efficacy = "moderate", .efficacy_samjoo = "moderate",
		.ema = {2021, 11, 15}, .fda = {2019, 10, 29},
	},
	{
		.label = {10, "monomethyl fumarate", {"Bafiertam", NULL, "MMF fumarate|fumarate de monométhyle"}},
		.doses = "95",
		.class = "fumarate", .route = "PO twice a day", .status = "approved",
		.efficacy = "moderate", .efficacy_samjoo = "moderate",
		.fda = {2020, 4, 28},
		.note = "ATC group L04AX, no code of its own",
	},
	{
		.label = {11, "tegomil fumarate", {"Riulvy", "L04AX10", "fumarate de tégomil"}},
		.class = "fumarate", .route = "PO twice a day", .status = "approved",
		.lines = MS_LINE_1, .line_source = ANALOGY, .efficacy = "moderate", .efficacy_samjoo = "moderate",
		.note = "EMA 2025, day unknown, uncertain",
	},
	{
		.label = {12, "fingolimod", {"Gilenya|Tascenso|Tascenso ODT", "L04AE01|L04AA27", "FTY720|FTY"}},
		.doses = "0.5|0.25",
		.class = "S1P modulator", .route = "PO daily", .status = "approved",
		.lines = MS_LINE_2, .line_source = SLIDES, .efficacy = "high", .efficacy_samjoo = "moderate",
		.ema = {2011, 3, 17}, .fda = {2010, 9, 21}, .fr_launch_year = 2012,
		.note = "moderate efficacy for some",
	},
	{
		.label = {13, "siponimod", {"Mayzent", "L04AE03|L04AA42", "BAF312"}},
		.doses = "0.25|1|2",
		.class = "S1P modulator", .route = "PO daily, dose by CYP2C9", .status = "approved",
		.efficacy = "moderate to high", .efficacy_samjoo = "moderate",
		.ema = {2020, 1, 13}, .fda = {2019, 3, 26},
		.note = "active SPMS; the source assigns no line",
	},
	{
		.label = {14, "ozanimod", {"Zeposia", "L04AE02|L04AA38", "RPC1063"}},
		.doses = "0.92|0.23|0.46",
		.class = "S1P modulator", .route = "PO daily", .status = "approved",
		.lines = MS_LINE_1 | MS_LINE_2, .line_source = ANALOGY, .efficacy = "moderate to high", .efficacy_samjoo = "moderate",
		.ema = {2020, 5, 20}, .fda = {2020, 3, 25},
	},
	{
		.label = {15, "ponesimod", {"Ponvory", "L04AE04|L04AA50", "ACT-128800"}},
		.doses = "20",
		.class = "S1P modulator", .route = "PO daily", .status = "approved",
		.efficacy = "moderate to high", .efficacy_samjoo = "moderate",
		.ema = {2021, 5, 19}, .fda = {2021, 3, 18},
		.note = "in trials at the time of the source",
	},
	{
		.label = {16, "cladribine", {"Mavenclad|Leustatin|Leustatine|Litak", "L04AA40|L01BB04", "CLAD|2-CdA"}},
		.doses = "10",
		.interval_source = "Mavenclad label: two courses a year apart, each of two weeks of treatment a month apart",
		.class = "purine analogue, immune reconstitution", .route = "PO, two yearly courses", .status = "approved", .reconstitution = true,
		.lines = MS_LINE_3, .line_source = SLIDES, .efficacy = "high", .efficacy_samjoo = "moderate",
		.ema = {2017, 8, 22}, .fda = {2019, 3, 29}, .fr_launch_year = 2018,
		.note = "L01BB04 is also the oncology code",
	},
	{
		.label = {17, "natalizumab", {"Tysabri|Tyruko|Antegren", "L04AG03|L04AA23", "NTZ"}},
		.suffixes = "sztn", .doses = "300|150",
		.interval = 28,
		.interval_source = "Tysabri label: every 4 weeks; extended: every 6 weeks, doi:10.1016/S1474-4422(22)00143-0",
		.class = "anti-alpha4 integrin", .route = "IV or SC every 4 weeks (extended: 6)", .status = "approved",
		.lines = MS_LINE_2, .line_source = SLIDES, .efficacy = "high", .efficacy_samjoo = "high",
		.ema = {2006, 6, 27}, .fda = {2004, 11, 23}, .fr_launch_year = 2007,
		.note = "US: suspended 2005-02, back 2006-06; biosimilar Tyruko 2023",
	},
	{
		.label = {18, "ocrelizumab", {"Ocrevus|Ocrevus Zunovo", "L04AG08|L04AA36", "OCR"}},
		.suffixes = "ocsq", .doses = "300|600|920",
		.interval = 183, .interval_source = "Ocrevus label: every 6 months, two half doses 2 weeks apart at first",
		.class = "anti-CD20", .route = "IV or SC every 6 months", .status = "approved",
		.lines = MS_LINE_1 | MS_LINE_2, .line_source = SLIDES, .efficacy = "high", .efficacy_samjoo = "high",
		.ema = {2018, 1, 8}, .fda = {2017, 3, 28}, .fr_launch_year = 2019,
		.note = "SC form 2024",
	},
	{
		.label = {19, "ofatumumab", {"Kesimpta|Arzerra", "L04AG12|L04AA52|L01FA02|L01XC10", "OFA|OMB157"}},
		.doses = "20",
		.interval = 28, .interval_source = "Kesimpta label: once a month from week 4 on, weekly at first",
		.class = "anti-CD20", .route = "SC every 4 weeks", .status = "approved",
		.efficacy = "high", .efficacy_samjoo = "high",
		.ema = {2021, 3, 26}, .fda = {2020, 8, 20},
		.note = "in trials at the time of the source; Arzerra is the oncology brand",
	},
	{
		.label = {20, "ublituximab", {"Briumvi", "L04AG14", "TG-1101"}},
		.suffixes = "xiiy", .doses = "150|450",
		.interval = 168, .interval_source = "Briumvi label: every 24 weeks, the first two doses 2 weeks apart",
		.class = "anti-CD20", .route = "IV every 24 weeks", .status = "approved",
		.efficacy = "high", .efficacy_samjoo = "high",
		.ema = {2023, 5, 31}, .fda = {2022, 12, 28},
	},
	{
		.label = {21, "rituximab", {"MabThera|Rituxan|Rituxan Hycela|Rixathon|Riximyo|Truxima|Blitzima|Ritemvia|Rituzena|Tuxella"
			"|Ruxience|Riabni|Ituxredi", "L01FA01|L01XC02", "RTX"}},
		.suffixes = "abbs|pvvr|arrx", .doses = "100|500|1000|1400",
		.interval = 183, .interval_source = "no label for MS; every 6 months in use: doi:10.1177/1352458520952036",
		.class = "anti-CD20", .route = "IV every 6 months", .status = "off-label",
		.lines = MS_LINE_2 | MS_OFF_LABEL, .line_source = SLIDES, .efficacy = "high",
		.note = "shares its ATC codes with oncology",
	},
	{
		.label = {22, "alemtuzumab", {"Lemtrada|MabCampath|Campath", "L04AG06|L04AA34|L01XC04", "ALEM|Campath-1H"}},
		.doses = "12",
		.interval_source = "Lemtrada label: 5 days, then 3 days 12 months later",
		.class = "anti-CD52, immune reconstitution", .route = "IV 5 days, then 3 days a year later", .status = "approved", .reconstitution = true,
		.lines = MS_LINE_3, .line_source = SLIDES, .efficacy = "high", .efficacy_samjoo = "high",
		.ema = {2013, 9, 12}, .fda = {2014, 11, 14}, .fr_launch_year = 2014,
	},
	{
		.label = {23, "mitoxantrone", {"Elsep|Novantrone|Ralenova", "L01DB07", "MITOX"}},
		.doses = "10|20",
		.interval_source = "Novantrone label: every 3 months, up to a cumulative dose",
		.class = "cytotoxic", .route = "IV, cumulative dose limited", .status = "approved", .reconstitution = true,
		.lines = MS_LINE_3, .line_source = SLIDES, .efficacy = "high",
		.fda = {2000, 10, 13},
		.note = "EU: national authorisations, Germany 1998, France 2003",
	},
	{
		.label = {24, "daclizumab", {"Zinbryta|Zenapax", "L04AC01|L04AA08", "BIIB019"}},
		.doses = "150",
		.interval = 28, .interval_source = "Zinbryta label: once a month",
		.class = "anti-CD25", .route = "SC monthly", .status = "withdrawn",
		.efficacy = "moderate",
		.ema = {2016, 7, 1}, .fda = {2016, 5, 27}, .withdrawn = {2018, 4, 1},
		.note = "withdrawn 2018-03",
	},
	{
		.label = {25, "azathioprine", {"Imurel|Imuran|Imurek", "L04AX01", NULL}},
		.doses = "25|50",
		.class = "antimetabolite", .route = "PO", .status = "off-label",
		.lines = MS_LINE_1 | MS_OFF_LABEL, .line_source = SLIDES, .efficacy = "low to moderate",
	},
	{
		.label = {26, "mycophenolate mofetil", {"CellCept", "L04AA06", "mycophenolate|mycophénolate mofétil"}},
		.doses = "250|500|1000",
		.class = "IMPDH inhibitor", .route = "PO", .status = "off-label",
		.lines = MS_LINE_1 | MS_OFF_LABEL, .line_source = SLIDES, .efficacy = "low to moderate",
	},
	{
		.label = {27, "methotrexate", {"Metoject|Novatrex|Imeth", "L04AX03|L01BA01", "MTX|méthotrexate"}},
		.doses = "2.5|7.5|10|15|20|25",
		.class = "antifolate", .route = "PO or SC weekly", .status = "off-label",
		.lines = MS_LINE_1 | MS_OFF_LABEL, .line_source = SLIDES, .efficacy = "low",
	},
	{
		.label = {28, "cyclophosphamide", {"Endoxan|Endoxana|Cytoxan", "L01AA01", NULL}},
		.doses = "50|500|1000",
		.class = "alkylating", .route = "IV monthly", .status = "off-label",
		.lines = MS_LINE_3 | MS_OFF_LABEL, .line_source = SLIDES, .efficacy = "high",
	},
	{
		.label = {29, "AHSCT", {NULL, NULL, "HSCT|autologous HSCT|autologous haematopoietic stem cell transplantation"
			"|autologous hematopoietic stem cell transplantation|autologous haematopoietic stem cell transplant"
			"|autologous hematopoietic stem cell transplant|autogreffe|autogreffe de cellules souches hématopoïétiques"}},
		.interval_source = "one procedure",
		.class = "immune reconstitution", .route = "procedure", .status = "procedure", .reconstitution = true,
		.lines = MS_LINE_3, .line_source = SLIDES, .efficacy = "very high",
		.note = "autologous haematopoietic stem cell transplantation",
	},
	{
		.label = {30, "evobrutinib", {NULL, NULL, "M2951"}},
		.class = "BTK inhibitor", .route = "PO twice a day", .status = "not approved",
		.note = "phase 3 failed December 2023",
	},
	{
		.label = {31, "tolebrutinib", {NULL, NULL, "SAR442168"}},
		.class = "BTK inhibitor", .route = "PO daily", .status = "not approved",
		.note = "FDA complete response letter 2025-12-24; EU then under review, later status unknown",
	},
	{
		.label = {32, "fenebrutinib", {NULL, NULL, "GDC-0853"}},
		.class = "BTK inhibitor", .route = "PO twice a day", .status = "not approved",
		.note = "phase 3",
	},
	{
		.label = {33, "remibrutinib", {NULL, NULL, "LOU064"}},
		.class = "BTK inhibitor", .route = "PO twice a day", .status = "not approved",
		.note = "phase 3",
	},
	{
		.label = {34, "biotin", {NULL, NULL, "MD1003|biotine|Qizenday"}},
		.doses = "100|300",
		.class = "vitamin, high dose", .route = "PO three times a day", .status = "not approved",
		.note = "SPI2 negative",
	},
};

_Static_assert(sizeof(drugs) / sizeof(drugs[0]) <= MS_DMT_CODE_MAX, "codes count up from 1");

const ms_vocabulary ms_dmt = MS_VOCABULARY("dmt", drugs);

static const ms_label lines[] = {
	{10, "first", {"1|L1|1st|first line|1st line|line 1|première|première ligne|1re ligne|1ère ligne|ligne 1"}},
	{11, "first off-label", {"L1 off-label|first line off-label|1st line off-label|première ligne hors AMM|L1 hors AMM"}},
	{20, "second", {"2|L2|2nd|second line|2nd line|line 2|deuxième|deuxième ligne|seconde ligne|2e ligne|2ème ligne|ligne 2"}},
	{21, "second off-label", {"L2 off-label|second line off-label|2nd line off-label|deuxième ligne hors AMM|L2 hors AMM"}},
	{30, "third", {"3|L3|3rd|third line|3rd line|line 3|troisième|troisième ligne|3e ligne|3ème ligne|ligne 3"}},
	{31, "third off-label", {"L3 off-label|third line off-label|3rd line off-label|troisième ligne hors AMM|L3 hors AMM"}},
};

const ms_vocabulary ms_dmt_line = MS_VOCABULARY("dmt_line", lines);

const ms_drug *
ms_drug_at(int i)
{
	return (const ms_drug *) ms_label_at(&ms_dmt, i);
}

const ms_drug *
ms_drug_by_code(int code)
{
	return (const ms_drug *) ms_label_by_code(&ms_dmt, code);
}

int
ms_drug_lines(const ms_drug *drug, int16_t codes[MS_DMT_LINE_MAX])
{
	int			off_label = drug->lines & MS_OFF_LABEL ? MS_DMT_LINE_OFF_LABEL : 0;
	int			n = 0;

	for (int line = 1; line <= MS_DMT_LINE_HIGHEST; line++)
		if (drug->lines & 1 << (line - 1))
			codes[n++] = (int16_t) (line * MS_DMT_LINE_STEP + off_label);
	return n;
}

int16_t
ms_drug_line(const ms_drug *drug)
{
	int16_t		codes[MS_DMT_LINE_MAX];
	int			n = ms_drug_lines(drug, codes);

	return n > 0 ? codes[n - 1] : 0;
}

int16_t
ms_next_line(int16_t line, int score)
{
	int			level = line / MS_DMT_LINE_STEP;

	if (score < 2 || level == MS_DMT_LINE_HIGHEST)
		return line;
	return (int16_t) ((level + 1) * MS_DMT_LINE_STEP);
}
