"""psycopg2: every type as text, rows, thresholds."""
from datetime import date
from decimal import Decimal

import psycopg2

connection = psycopg2.connect("")
connection.autocommit = True
cursor = connection.cursor()


def rows(query, *parameters):
    cursor.execute(query, parameters)
    return cursor.fetchall()


for (name,) in rows("SELECT type FROM sepms_type ORDER BY type"):
    for id, value, text in rows(f"SELECT id, value, value::text FROM given.{name}"):
        assert value == text, (name, value, text)
        cursor.execute(f"INSERT INTO written.{name} VALUES (%s, %s)", (id, value))
rows("SELECT check_written('psycopg2', 'text')")

assert rows("SELECT * FROM curve")[0][:4] == (30, 4, 1, 0.75)
assert rows("SELECT * FROM event") == [
    (1, "CDW", "RAW", date(2020, 6, 1), 3.5, [date(2020, 12, 1)] * 2, [None, None], False),
    (2, "CDI", None, date(2021, 12, 1), 2.0, [date(2022, 6, 1)] * 2, [None, None], True)]
assert rows("SELECT * FROM component")[0] == ("relapse", 81, 81, 81)

for threshold in 6, 6.0, Decimal("6.0"), "6.0":
    assert rows("SELECT count(*) FROM given.edss WHERE value >= %s", threshold) == [(9,)], threshold
assert rows("SELECT count(*) FROM given.edss WHERE value > %s", 3.2) == [(14,)]
