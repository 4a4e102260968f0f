"""SQLAlchemy: EDSS as a number in a mapped class, and every type as text through one UserDefinedType."""
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, func, select, text
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.types import Float, UserDefinedType


class Sepms(UserDefinedType):
    """Any type of sepms, as its text."""

    cache_ok = True

    def __init__(self, name):
        self.name = name

    def get_col_spec(self, **_):
        return self.name


class Edss(Sepms):
    """An EDSS, a number in Python; compared as one."""

    cache_ok = True

    def __init__(self):
        super().__init__("edss")

    def coerce_compared_value(self, op, value):
        return Float()

    def bind_processor(self, dialect):
        return lambda value: None if value is None else str(value)

    def result_processor(self, dialect, coltype):
        return lambda value: None if value is None else float(value)


Base = declarative_base()


class Visit(Base):
    __tablename__ = "orm_visit"
    id = Column(Integer, primary_key=True)
    edss = Column(Edss)


engine = create_engine("postgresql+psycopg2://", future=True)
with Session(engine) as session:
    Base.metadata.create_all(session.connection())
    session.add_all(Visit(id=i, edss=edss) for i, edss in enumerate([0, 3.5, 6, 6.5, None]))
    session.commit()
    assert session.scalars(select(Visit.edss).order_by(Visit.id)).all() == [0, 3.5, 6, 6.5, None]
    assert session.scalars(select(Visit.id).where(Visit.edss >= 6.0).order_by(Visit.edss.desc())).all() == [3, 2]
    assert session.scalars(select(Visit.edss).where(Visit.edss > 3.2).order_by(Visit.edss)).all() == [3.5, 6, 6.5]
    assert session.scalar(select(func.avg(Visit.edss))) == 4
    assert session.scalar(text("SELECT pg_typeof(edss)::text FROM orm_visit LIMIT 1")) == "edss"

with engine.begin() as connection:
    for (name,) in connection.execute(text("SELECT type FROM sepms_type ORDER BY type")).all():
        given, written = (Table(name, MetaData(), Column("id", Integer), Column("value", Sepms(name)), schema=schema)
                          for schema in ("given", "written"))
        connection.execute(written.insert(), [row._asdict() for row in connection.execute(select(given))])
    connection.execute(text("SELECT check_written('SQLAlchemy', 'text')"))
