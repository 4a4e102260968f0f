# PostgreSQL's own image with sepms in it:
#
#	docker build -t registry .
#	docker run -e POSTGRES_PASSWORD=... registry
#
# and then CREATE EXTENSION sepms.  The tests have no Docker: test/packages/run
# follows these lines in Debians of its own, with Debian's PostgreSQL 17.
FROM postgres:17 AS build
RUN apt-get update \
	&& apt-get install -y --no-install-recommends \
		g++ libboost-math-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /src
RUN make -C /src PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config" \
	install DESTDIR=/installed

FROM postgres:17
COPY --from=build /installed/ /
