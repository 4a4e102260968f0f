-- Complain if the script is run by psql rather than by CREATE EXTENSION.
\echo Use "CREATE EXTENSION sepms" to load this file. \quit

