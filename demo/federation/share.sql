-- What a site sets up once, as superuser, in the database of its registry:
-- psql -v site=NAME -v threshold=N, and the password of the role network in the
-- variable NETWORK_PASSWORD of the environment.

\getenv password NETWORK_PASSWORD

-- The custodian owns what is shown, and may read what it is counted from.
CREATE ROLE custodian NOLOGIN;
CREATE SCHEMA shared AUTHORIZATION custodian;
GRANT USAGE ON SCHEMA registry TO custodian;
GRANT SELECT ON registry.treatment, registry.first_treatment, registry.patient_year TO custodian;
SET ROLE custodian;
\ir tally.sql

-- The network may read what is shown, and nothing else; the site's log keeps
-- every statement that it sends.
RESET ROLE;
CREATE ROLE network LOGIN PASSWORD :'password' CONNECTION LIMIT 5;
ALTER ROLE network SET log_statement = 'all';
GRANT USAGE ON SCHEMA shared TO network;
GRANT SELECT ON shared.tally TO network;
