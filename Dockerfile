# The official PostgreSQL image with sepms installed:
#
#	docker build -t registry .
#	docker run -e POSTGRES_PASSWORD=... registry
#
# Then run CREATE EXTENSION sepms.  The tests do not use Docker: test/packages/run follows these steps in small Debian
# systems, with Debian's PostgreSQL 17.
FROM postgres:17 AS build
RUN apt-get update \
	&& apt-get install -y --no-install-recommends \
		g++ libboost-math-dev libeigen3-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /src
RUN make -C /src PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config" \
	install DESTDIR=/installed

FROM postgres:17
COPY --from=build /installed/ /
