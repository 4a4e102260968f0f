-- Runs the four recipes on the folders of examples/, in a database of its own: psql -f demo/import/demo.sql, from the
-- folder above demo.

\set ON_ERROR_STOP on
\set schemas registry
\ir ../check.sql
CREATE EXTENSION IF NOT EXISTS sepms;
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
\set folder demo/import/examples/csv
\set export_date 2025-06-30
\set dates dmy
\ir csv.sql
\ir answer.sql
