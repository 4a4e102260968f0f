-- The regressions of the network, and one of sites of their own kind; what the analyst sees of the models is written to
-- a file: psql -v sites='{...}' -v file=FILE.
\ir ../demo/federation/regression.sql
\set study edge
\set terms '{second line,relapses}'
\set first '{0,0}'
\ir ../demo/federation/fit.sql
\pset tuples_only on
\pset format unaligned
\o :file
SELECT format('%s,%s,%s,%s,%s;', study, term, estimate, std_err, loglik)
FROM model, coefficients(m), model_fit(m) ORDER BY 1;
\o
