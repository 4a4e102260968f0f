"""psycopg 3: every type as text and as binary, rows, thresholds, and the codec of doc/wire.md."""
from datetime import date
from decimal import Decimal

import psycopg
import edss_codec
from psycopg_sent import Sent, SentDumper

connection = psycopg.connect("", autocommit=True)
connection.adapters.register_dumper(Sent, SentDumper)
types = [row[0] for row in connection.execute("SELECT type FROM sepms_type ORDER BY type")]

for form, wrapped in ("text", str), ("binary", Sent):
    cursor = connection.cursor(binary=form == "binary")
    for name in types:
        for id, value, text in cursor.execute(f"SELECT id, value, value::text FROM given.{name}").fetchall():
            assert form == "binary" or value == text, (name, value, text)
            cursor.execute(f"INSERT INTO written.{name} VALUES (%s, %s)", (id, None if value is None else wrapped(value)))
    connection.execute("SELECT check_written('psycopg 3', %s)", (form,))

for form in False, True:  # text, binary
    cursor = connection.cursor(binary=form)
    assert cursor.execute("SELECT * FROM curve").fetchall()[0][:4] == (30, 4, 1, 0.75)
    assert cursor.execute("SELECT * FROM event").fetchall() == [
        (1, "CDW", "RAW", date(2020, 6, 1), 3.5, [date(2020, 12, 1)] * 2, [None, None], False),
        (2, "CDI", None, date(2021, 12, 1), 2.0, [date(2022, 6, 1)] * 2, [None, None], True)]
    assert cursor.execute("SELECT * FROM component").fetchall()[0] == ("relapse", 81, 81, 81)

# A number can be inserted into an edss column, whichever type the driver sends.
for number in 3, 3.0, 3.5, Decimal("3.5"):
    for form in "%s", "%b", "%t":
        query = f"INSERT INTO written.edss VALUES (-1, {form}) RETURNING value::float8"
        with connection.transaction(force_rollback=True):
            assert connection.execute(query, (number,)).fetchone() == (float(number),), (number, form)
for number in 40000, 2**40, 0.5:
    try:
        connection.execute("INSERT INTO written.edss VALUES (-1, %s)", (number,))
    except psycopg.errors.NumericValueOutOfRange:
        continue
    raise AssertionError(f"{number} was taken for an EDSS")

for threshold in 6, 6.0, Decimal("6.0"), "6.0":
    found = connection.execute("SELECT count(*) FROM given.edss WHERE value >= %s", (threshold,))
    assert found.fetchone()[0] == 9, threshold
assert connection.execute("SELECT count(*) FROM given.edss WHERE value > %s", (3.2,)).fetchone()[0] == 14

# The codec: numbers in both directions and both formats, also in arrays.
edss_codec.register(connection)
for form, percent in (False, "%t"), (True, "%b"):
    cursor = connection.cursor(binary=form)
    for id, value, number in cursor.execute("SELECT id, value, value::float8 FROM given.edss").fetchall():
        assert value == number and (value is None or isinstance(value, edss_codec.Edss)), (value, number)
        cursor.execute(f"SELECT count(*) FROM given.edss WHERE id = %s AND value IS NOT DISTINCT FROM {percent}", (id, value))
        assert cursor.fetchone() == (1,), value
    assert cursor.execute("SELECT array_agg(value ORDER BY id) FROM given.edss WHERE id < 4").fetchone()[0] == [0, 1, 1.5]
    for wrong in 0.5, 3.2:
        try:
            cursor.execute(f"SELECT {percent}::edss", (edss_codec.Edss(wrong),))
        except (ValueError, psycopg.DataError):
            continue
        raise AssertionError(f"{wrong} was taken for an EDSS")
