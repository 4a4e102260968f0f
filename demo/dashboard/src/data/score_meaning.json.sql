-- The meaning of the score in Sormani 2016: the risk over three years, and the action.
SELECT score, sormani_risk(score) AS risk, sormani_action(score, 'en') AS en, sormani_action(score, 'fr') AS fr
FROM generate_series(0, 2) AS score;
