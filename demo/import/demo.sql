-- The three recipes on the folders of examples/, in an empty database:
-- psql -f demo/import/demo.sql, from the folder above demo.

\pset pager off
SET client_min_messages = warning;
CREATE EXTENSION sepms;
\set schema registry
\ir ../schema.sql
\ir setup.sql

\set folder demo/import/examples/edmus
\ir edmus.sql
\set folder demo/import/examples/msbase
\ir msbase.sql
\set folder demo/import/examples/rtoolkit
\set export_date 2022-12-31
\ir rtoolkit.sql
\ir answer.sql
