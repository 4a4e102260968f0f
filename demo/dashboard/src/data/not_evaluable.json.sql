-- Why years of patients are not evaluable: what was missing of NEDA-3 where
-- nothing was active.
SELECT relapse, progression, new_t2, years, of_years FROM reason_shown ORDER BY row;
