-- The rows that the page was made of, and by which version.
SELECT made, version, from_month, to_month FROM source;
