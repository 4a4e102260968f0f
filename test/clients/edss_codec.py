"""EDSS as a number in psycopg 3: after register(connection) columns are read as Edss and Edss(3.5) can be written."""
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from psycopg.types import TypeInfo


class Edss(float):
    """0, or 1.0 to 10.0 in steps of 0.5."""


class TextLoader(Loader):
    def load(self, data):
        return Edss(bytes(data))


class BinaryLoader(Loader):
    format = Format.BINARY

    def load(self, data):
        return Edss(data[0] / 2)


class TextDumper(Dumper):
    def dump(self, obj):
        return repr(float(obj)).encode()


class BinaryDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj):
        halves = obj * 2
        if not halves.is_integer():
            raise ValueError(f"{obj} is no EDSS")
        return int(halves).to_bytes(1, "big")  # the server rejects all other wrong values


def register(connection):
    info = TypeInfo.fetch(connection, "edss")  # its OID differs between databases
    info.register(connection)
    for loader in TextLoader, BinaryLoader:
        connection.adapters.register_loader(info.oid, loader)
    for dumper in TextDumper, BinaryDumper:
        connection.adapters.register_dumper(Edss, type(dumper.__name__, (dumper,), {"oid": info.oid}))
