-- The paragraph for a methods section, generated from the definition.
SELECT endpoint, describe(criteria, 'en') AS en, describe(criteria, 'fr') AS fr FROM definition ORDER BY endpoint;
