"""Bytes that psycopg 3 sends as a value in binary, whatever its type."""
from psycopg.adapt import Dumper
from psycopg.pq import Format


class Sent(bytes):
    """A value as it goes over the wire."""


class SentDumper(Dumper):
    format = Format.BINARY
    # without an OID: the server knows the type of the column

    def dump(self, obj):
        return obj
