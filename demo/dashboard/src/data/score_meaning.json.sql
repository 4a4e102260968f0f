-- What the score says, by Sormani 2016: risk over three years and action.
SELECT score, sormani_risk(score) AS risk, sormani_action(score, 'en') AS en, sormani_action(score, 'fr') AS fr
FROM generate_series(0, 2) AS score;
