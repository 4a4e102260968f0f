-- Lets a site answer the rounds of regressions: run it once, after share.sql, as superuser: psql -v site=NAME
-- -v threshold=N -v daily=N.
--
-- The network may put a question: a study and a point (beta).  The site fixes the studies: whose rows, which
-- covariates, which regression.  Rows and tallies stay; the answer is a score (model_score).
--
-- Each question is a row of shared.question, so the table is the log.  The answer is computed when the question is put,
-- and shown once it is committed: who rolls a question back has not seen the answer.

GRANT SELECT ON registry.first_treatment TO custodian;
CREATE SCHEMA study AUTHORIZATION custodian;
SET ROLE custodian;

-- One tally for each study.  They change when the site fills the table anew, not with each new patient: two answers at
-- one beta do not differ by a patient.  Second line against first: the rate of relapses, the time to the first one, and
-- the choice of the drug, which is the propensity score.
CREATE TABLE study.tally (
	study text PRIMARY KEY, terms text[],
	cox cox_tally, counts count_tally, logistic logistic_tally,
	balance balance_tally -- of those with and without the event, for the numbers behind each covariate
);
WITH cohort AS (
	SELECT *, (line = 'second')::integer AS second, ARRAY[age, edss, prior_relapses, duration] AS x
	FROM registry.first_treatment WHERE line IN ('first', 'second')
)
INSERT INTO study.tally
SELECT 'time to relapse', '{second line,age,EDSS,prior relapses,duration}'::text[],
	cox_agg(relapse_days, relapsed, second || x), NULL::count_tally, NULL::logistic_tally,
	balance_agg(relapsed, second || x)
FROM cohort
UNION ALL
SELECT 'relapse rate', '{second line,age,EDSS,prior relapses,duration}',
	NULL, count_agg(relapses, days, second || x), NULL, balance_agg(relapses > 0, second || x)
FROM cohort
UNION ALL
SELECT 'choice of the line', '{age,EDSS,prior relapses,duration}',
	NULL, NULL, logistic_agg(second = 1, x), balance_agg(second = 1, x)
FROM cohort;

CREATE TABLE shared.question (
	site text, study text, fit text, round integer, beta float8[],
	asked timestamptz, asker text, asked_in xid8, refused text, score model_score
);

-- The questions of each day, by UTC, since the network may set the time zone of its sessions.  They are not counted in
-- the log, because a transaction with an old snapshot does not see what others have asked since; changing a row that
-- another one has changed makes it fail.
CREATE TABLE study.asked (day date PRIMARY KEY, questions integer NOT NULL);

-- Limits: no study with few patients, events or patients without an event, with few at one level of a covariate of 0
-- and 1, or with more than one covariate for three patients; and so many questions a day.
--
-- Nor a beta far from what an estimate can be: there a few patients would make up the whole answer.  The sum of |beta|
-- times the standard deviation bounds the spread of the linear predictor.
CREATE FUNCTION study.reach(t study.tally, beta float8[]) RETURNS float8
	LANGUAGE sql STABLE
	RETURN (
		SELECT coalesce(sum(abs(beta[place + CASE WHEN t.cox IS NULL THEN 1 ELSE 0 END])
			* greatest(sd_treated, sd_control)), 0)
		FROM balance(t.balance) WITH ORDINALITY AS b (
			term, n_treated, n_control, missing_treated, missing_control, mean_treated, mean_control, sd_treated,
			sd_control, smd_unweighted, smd, variance_ratio, place
		)
	);
CREATE FUNCTION study.refusal(t study.tally, beta float8[], score model_score, threshold integer) RETURNS text
	LANGUAGE sql STABLE
	RETURN CASE
		WHEN t.study IS NULL THEN 'there is no such study'
		WHEN NOT study.reach(t, beta) <= 3 THEN 'beta is too far out'
		WHEN publishable(score, threshold) AND publishable(t.balance, threshold) THEN NULL
		ELSE 'too few patients'
	END;

CREATE TABLE study.limits AS
SELECT :'site'::text AS site, :threshold AS threshold, :daily AS daily;

CREATE FUNCTION study.answer() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
	t study.tally;
	l study.limits;
	number integer;
BEGIN
	INSERT INTO study.asked AS a VALUES ((clock_timestamp() AT TIME ZONE 'UTC')::date, 1)
	ON CONFLICT (day) DO UPDATE SET questions = a.questions + 1
	RETURNING questions INTO number;
	SELECT * INTO l FROM study.limits;
	SELECT * INTO t FROM study.tally AS s WHERE s.study = NEW.study;
	NEW.site := l.site;
	NEW.asked := clock_timestamp();
	NEW.asker := session_user;
	NEW.asked_in := pg_current_xact_id();
	NEW.score := NULL;
	IF number > l.daily THEN
		NEW.refused := 'no more questions today';
		RETURN NEW;
	END IF;
	BEGIN
		NEW.score := CASE
			WHEN t.cox IS NOT NULL THEN model_score(t.cox, NEW.beta, variance => 'robust')
			WHEN t.counts IS NOT NULL THEN model_score(t.counts, NEW.beta, 'robust')
			WHEN t.logistic IS NOT NULL THEN model_score(t.logistic, NEW.beta, 'robust')
		END;
		NEW.refused := study.refusal(t, NEW.beta, NEW.score, l.threshold);
	EXCEPTION WHEN data_exception THEN
		NEW.refused := SQLERRM;
	END;
	IF NEW.refused IS NOT NULL THEN
		NEW.score := NULL;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER answer BEFORE INSERT ON shared.question FOR EACH ROW EXECUTE FUNCTION study.answer();

CREATE VIEW shared.answer AS
SELECT site, study, fit, round, beta, refused, score FROM shared.question
WHERE asked_in IS DISTINCT FROM pg_current_xact_id_if_assigned();

GRANT INSERT ON shared.question TO network;
GRANT SELECT ON shared.answer TO network;
