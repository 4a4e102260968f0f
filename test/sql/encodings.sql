-- Text of any bytes, in databases with other encodings: a text is a known name or not; bytes that cannot be
-- converted to UTF-8 cause no conversion error.
SELECT current_database() AS here \gset
CREATE DATABASE regress_sepms_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE regress_sepms_latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE regress_sepms_windows TEMPLATE template0 ENCODING 'WIN1252' LC_COLLATE 'C' LC_CTYPE 'C';
CREATE DATABASE regress_sepms_japan TEMPLATE template0 ENCODING 'EUC_JP' LC_COLLATE 'C' LC_CTYPE 'C';

\getenv abs_srcdir PG_ABS_SRCDIR
\set asked :abs_srcdir '/encodings.sql'
\c regress_sepms_ascii
\i :asked
-- in SQL_ASCII, names are read if their bytes are UTF-8
SELECT convert_from(bytes, 'SQL_ASCII')::dmt AS drug
FROM unnest(ARRAY[
	'\x66756d61726174652064652064696dc3a97468796c65',
	'\x496e746572666572c3b36e20ceb2203161',
	'\x54797361627269c2ae'
]::bytea[]) AS bytes;
\c regress_sepms_latin
\i :asked
\c regress_sepms_windows
\i :asked
\c regress_sepms_japan
\i :asked
\c :here
DROP DATABASE regress_sepms_ascii;
DROP DATABASE regress_sepms_latin;
DROP DATABASE regress_sepms_windows;
DROP DATABASE regress_sepms_japan;
