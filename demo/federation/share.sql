-- Sets up a site: run it once, as superuser, in the database of its registry: psql -v site=NAME -v threshold=N.
-- The environment variable NETWORK_PASSWORD holds the password of the role network.

\getenv password NETWORK_PASSWORD

-- The custodian owns what is shown, and may read the data that are counted.
CREATE ROLE custodian NOLOGIN;
CREATE SCHEMA shared AUTHORIZATION custodian;
GRANT USAGE ON SCHEMA registry TO custodian;
GRANT SELECT ON registry.treatment, registry.first_treatment, registry.patient_year TO custodian;
SET ROLE custodian;
\ir tally.sql

-- The network may read what is shown and nothing else.  The site logs every statement that the network sends.
RESET ROLE;
CREATE ROLE network LOGIN PASSWORD :'password' CONNECTION LIMIT 5;
ALTER ROLE network SET log_statement = 'all';
GRANT USAGE ON SCHEMA shared TO network;
GRANT SELECT ON shared.tally TO network;
