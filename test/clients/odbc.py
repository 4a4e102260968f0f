"""ODBC, by pyodbc: every type as text, rows, thresholds."""
import os
from datetime import date
from decimal import Decimal

import pyodbc

connection = pyodbc.connect(
    "Driver={PostgreSQL Unicode};Servername=%(PGHOST)s;Port=%(PGPORT)s;Username=%(PGUSER)s;Database=%(PGDATABASE)s" % os.environ
    + ";BoolsAsChar=0", autocommit=True)
cursor = connection.cursor()


def rows(query, *parameters):
    return [tuple(row) for row in cursor.execute(query, parameters).fetchall()]


for (name,) in rows("SELECT type FROM sepms_type ORDER BY type"):
    for id, value, text in rows(f"SELECT id, value, value::text FROM given.{name}"):
        assert value == text, (name, value, text)
        cursor.execute(f"INSERT INTO written.{name} VALUES (?, ?)", (id, value))
rows("SELECT check_written('ODBC', 'text')")

assert rows("SELECT * FROM curve")[0][:4] == (30, 4, 1, 0.75)
assert rows("SELECT * FROM event") == [  # arrays are text here
    (1, "CDW", "RAW", date(2020, 6, 1), 3.5, "{2020-12-01,2020-12-01}", "{NULL,NULL}", False),
    (2, "CDI", None, date(2021, 12, 1), 2.0, "{2022-06-01,2022-06-01}", "{NULL,NULL}", True)], rows("SELECT * FROM event")
assert rows("SELECT * FROM component")[0] == ("relapse", 81, 81, 81)

for threshold in 6, 6.0, Decimal("6.0"), "6.0":
    assert rows("SELECT count(*) FROM given.edss WHERE value >= ?", threshold) == [(9,)], threshold
# A number is sent without a type, so it is read as an EDSS here: a number that is not one needs a cast.
try:
    rows("SELECT count(*) FROM given.edss WHERE value > ?", 3.2)
    raise AssertionError("3.2 was taken for an EDSS")
except pyodbc.DataError as error:
    assert error.args[0] == "22P02"
assert rows("SELECT count(*) FROM given.edss WHERE value > ?::float8", 3.2) == [(14,)]
