"""doc/wire.md, done in Python: every value is encoded from its text, or from what SQL reads from it, by that page alone."""
import json
from fractions import Fraction
from struct import pack

import psycopg
from psycopg_sent import Sent, SentDumper

COMPONENTS = ["relapse", "progression", "new T2", "Gd+", "brain volume loss"]
WEIGHTS = {"weights", "squares", "square_days", "square_day_squares",
           "event_weights", "event_squares", "censored_weights", "censored_squares"}

connection = psycopg.connect("", autocommit=True)
connection.adapters.register_dumper(Sent, SentDumper)


def rows(query, *parameters):
    return connection.execute(query, parameters).fetchall()


def code(text):
    return pack(">h", int(text))


def phenotype(text):
    kind, activity, *progression = text.replace("progression_", "").split("-")
    return code(["CIS", "RR", "PP", "SP"].index(kind) * 1000 + 1000
                + {"active": 10, "not_active": 20, "indeterminate": 90}[activity]
                + {"with_progression": 1, "without_progression": 2, "indeterminate": 9, "": 0}["".join(progression)])


def status_bits(text):
    verdict, _, said = text.rstrip(")").partition(" (")
    names = {"active": [], "missing": []}
    for part in filter(None, said.split("; ")):
        what, _, components = part.partition(": ")
        names[what] = components.split(", ")
    bits = ["NEDA-4", "NEDA-3", "not evaluable", "EDA"].index(verdict) + 1 << 24
    for i, component in enumerate(COMPONENTS):
        bits |= (0 if component in names["missing"] else 2 if component in names["active"] else 1) << 22 - 2 * i
    return bits


def neda_tally(text):
    counts = sorted((status_bits(status), n) for status, n in json.loads(text).items() if status != "version")
    return pack(">bh", 1, len(counts)) + b"".join(pack(">iq", *count) for count in counts)


def relapse_tally(text):
    _, *sums = json.loads(text).values()
    return pack(">b7q", 1, *sums)


def ledger_key(key):
    if isinstance(key, int):
        return key
    if key.rstrip("+").isdigit():
        return 2 * int(key.rstrip("+")) + key.endswith("+")
    return status_bits(key)


def ledger(name, text):
    (_, _), (_, keys), *columns = json.loads(text).items()
    form = ">i"
    for column, _ in columns:
        weight = column in WEIGHTS or (name == "weighted_relapse_tally" and column == "days")
        form += "d" if weight else "q"
    cells = zip(map(ledger_key, keys), *(values for _, values in columns))
    return pack(">bhi", 1, len(columns), len(keys)) + b"".join(pack(form, *row) for row in cells)


def regression(name, text):
    given = json.loads(text)
    number, other = {"cox_tally": ("days", "entry_days"), "count_tally": ("events", "days"),
                     "logistic_tally": ("outcome", None)}[name]
    rows = len(given["x"])
    strata = given.get("strata", [None] * rows)
    clusters = given.get("clusters", [None] * rows)
    flags = [bool(event) + 2 * (stratum is not None) + 4 * (cluster is not None) for event, stratum, cluster
             in zip(given.get("observed", [False] * rows), strata, clusters)]
    parts = [(0, "i", given[number]), (1, "i", given.get(other, [])), (2, "B", flags if any(flags) else []),
             (4, "i", [stratum or 0 for stratum in strata] if "strata" in given else []),
             (8, "q", [cluster or 0 for cluster in clusters] if "clusters" in given else []),
             (16, "d", given.get("weights", [])), (32, "q", given.get("patients", []))]
    parts = [part for part in parts if part[2]]
    form = ">" + "".join(part[1] for part in parts) + f"{given['terms']}d"
    return (pack(">bhhiq", 1, sum(part[0] for part in parts), given["terms"], rows, given["left_out"])
            + b"".join(pack(form, *row, *x) for *row, x in zip(*(part[2] for part in parts), given["x"])))


# the bytes of a sum, and the negative power of 2 that is its unit
SUMS = {"x": (32, 128), "xx": (56, 256), "w": (24, 82), "ww": (40, 164), "term_w": (24, 82), "term_ww": (40, 164),
        "wx": (48, 210), "wxx": (72, 338)}


def balance_tally(text):
    numbers = json.loads(text, parse_float=Fraction)
    sent = pack(">b?h", 1, "treated_w" in numbers, len(numbers["treated_n"]))
    for name, given in list(numbers.items())[1:]:
        size, unit = SUMS.get(name.partition("_")[2], (8, 0))
        for number in given if isinstance(given, list) else [given]:
            sent += int(number * 2 ** unit).to_bytes(size, "big", signed=True)
    return sent


def meta_tally(text):
    numbers = json.loads(text)
    pairs = list(zip(numbers["estimates"], numbers["std_errs"]))
    return pack(">bi", 1, len(pairs)) + b"".join(pack(">dd", *pair) for pair in pairs)


STATUSES = ["ok", "no overdispersion", "no events", "collinear", "separated", "not converged"]


def model(text):
    given = json.loads(text)
    terms = given["terms"]
    status, _, term = given["status"].partition(": ")
    undefined = float("nan")
    sent = pack(">6B", 1, ["cox", "poisson", "negative_binomial", "logistic"].index(given["family"]),
                given.get("ties") == "breslow", given["variance"] == "robust", STATUSES.index(status),
                given.get("weighted", False) + 2 * given.get("late_entries", False))
    sent += pack(">hhi", len(terms), terms.index(term) if term else -1, given["iterations"])
    sent += pack(">5q", *(given.get(name, 0) for name in ("n", "events", "left_out", "clusters", "strata")))
    sent += pack(">3d", given.get("loglik_null", undefined), given.get("loglik", undefined),
                 given.get("theta", float("inf") if status == "no overdispersion" else undefined))
    for numbers in [given.get("estimate", []), *given.get("vcov", [])]:
        sent += pack(f">{len(numbers)}d", *numbers)
    return sent + b"".join(name.encode() + b"\0" for name in terms)


def score(text):
    given = json.loads(text)
    families = ["cox", "poisson", "negative_binomial", "logistic"]
    flags = ["beyond", "meat", "weighted", "late_entries", "clustered"]
    sent = pack(">4B", 1, families.index(given["family"]), given.get("ties") == "breslow",
                sum(2 ** i for i, flag in enumerate(flags) if flag in given))
    sent += pack(">h6q", len(given["beta"]), *(given.get(name, 0) for name in (
        "sites", "n", "events", "left_out", "clusters", "strata")))
    for numbers in given["beta"], given["spread"]:
        sent += pack(f">{len(numbers)}d", *numbers)
    sums = [given["event_weight"], given.get("exposure", 0), given["constant"]]
    if "beyond" not in given:
        sums += [given["loglik"], *given["u"]]
        sums += [number for matrix in ("information", "meat") for row in given.get(matrix, []) for number in row]
    for number in sums:
        parts = number if isinstance(number, list) else [number] if number else []
        sent += pack(f">B{len(parts)}d", len(parts), *parts)
    return sent


def series(form, query, id):
    items = rows(query, id)
    return pack(">bi", 1, len(items)) + b"".join(pack(form, *item) for item in items)


def encoded(name, id, text):
    if name == "edss":
        return pack(">b", int(float(text) * 2))
    if name in ("dmt", "dmt_line", "transplant_step"):
        return code(rows(f"SELECT value::smallint FROM given.{name} WHERE id = %s", id)[0][0])
    if name == "ms_phenotype":
        return phenotype(text)
    if name == "neda_status":
        return pack(">i", status_bits(text))
    if name == "neda_tally":
        return neda_tally(text)
    if name == "relapse_tally":
        return relapse_tally(text)
    if name in ("cox_tally", "count_tally", "logistic_tally"):
        return regression(name, text)
    if name == "balance_tally":
        return balance_tally(text)
    if name == "meta_tally":
        return meta_tally(text)
    if name == "regression_model":
        return model(text)
    if name == "model_score":
        return score(text)
    if name == "outcome_series":
        return series(">id?", """SELECT visit_date - '2000-01-01', s.value, can_confirm
            FROM given.outcome_series AS g, unnest_series(g.value) AS s WHERE id = %s""", id)
    if name == "mri_series":
        return series(">iiiiid", """SELECT scan_date - '2000-01-01',
            coalesce(new_t2, CASE WHEN any_new_t2 THEN -2 ELSE -1 END), coalesce(gd, CASE WHEN any_gd THEN -2 ELSE -1 END),
            coalesce(gd_and_t2, -1), coalesce(reference_date - '2000-01-01', -2147483648), coalesce(annual_pbvc, 'NaN')
            FROM given.mri_series AS g, unnest_scans(g.value) WHERE id = %s""", id)
    if name == "treatment_history":
        return series(">hii", """SELECT drug::smallint, lower(period) - '2000-01-01', coalesce(upper(period) - '2000-01-01', 2147483647)
            FROM given.treatment_history AS g, unnest_treatments(g.value) WHERE id = %s""", id)
    if name == "disability_criteria":
        return text.encode()
    return ledger(name, text)


def refused(name, wrong, state):
    try:
        rows(f"SELECT %b::{name}", Sent(wrong))
    except psycopg.Error as error:
        assert error.sqlstate == state, (name, wrong.hex(), error)
        return
    raise AssertionError(f"{name} took {wrong.hex()}")


for name, length in rows("SELECT type, typlen FROM sepms_type JOIN pg_type USING (oid) ORDER BY type"):
    for id, text, sent in rows(f"SELECT id, value::text, {name}_send(value) FROM given.{name}"):
        mine = None if text is None else encoded(name, id, text)
        assert mine == sent, (name, text, mine.hex(), sent.hex())
        rows(f"INSERT INTO written.{name} VALUES (%s, %b) RETURNING id", id, mine and Sent(mine))
        if mine is not None:
            if name == "disability_criteria":
                refused(name, mine[:-1], "22P03")  # not JSON
                continue
            refused(name, mine[:-1], "08P01" if length > 0 else "22P03")
            refused(name, mine + b"\0", "22P03")
            if length < 0:
                refused(name, b"\2" + mine[1:], "22P03")  # of a later version
rows("SELECT check_written('doc/wire.md', 'binary')")
