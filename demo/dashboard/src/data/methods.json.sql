-- The paragraph for a methods section, written by the definition itself.
SELECT endpoint, describe(criteria, 'en') AS en, describe(criteria, 'fr') AS fr FROM definition ORDER BY endpoint;
