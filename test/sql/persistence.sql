-- What it is for: how long does a patient stay on a drug, and why does that end?
CREATE TABLE course (name text, history treatment_history, followed_to date, died date, reason text);
INSERT INTO course VALUES
	('still taken', '{Aubagio: [2018-01-01,)}', '2020-01-01', NULL, NULL),
	('switch at once', '{Aubagio: [2018-01-01,2019-01-01), Ocrevus: [2019-01-01,)}',
		'2020-01-01', NULL, 'lack of efficacy'),
	('switch in time', '{Aubagio: [2018-01-01,2019-01-01), Ocrevus: [2019-04-01,)}', '2020-01-01', NULL, NULL),
	('too late for a switch', '{Aubagio: [2018-01-01,2019-01-01), Ocrevus: [2019-04-02,)}', '2020-01-01', NULL, NULL),
	('stop', '{Aubagio: [2018-01-01,2019-01-01)}', '2020-01-01', NULL, 'adverse event'),
	('seen for 90 days', '{Aubagio: [2018-01-01,2019-01-01)}', '2019-04-01', NULL, NULL),
	('seen for 89 days', '{Aubagio: [2018-01-01,2019-01-01)}', '2019-03-31', NULL, 'adverse event'),
	('pause', '{Aubagio: [2018-01-01,2019-01-01), Aubagio: [2019-04-01,)}', '2020-01-01', NULL, NULL),
	('begun again', '{Aubagio: [2018-01-01,2019-01-01), Aubagio: [2019-04-02,)}', '2020-01-01', NULL, NULL),
	('another drug in the pause', '{Aubagio: [2018-01-01,2019-01-01), Tysabri: [2019-01-15,2019-02-01),'
		'Aubagio: [2019-02-01,)}', '2020-01-01', NULL, NULL),
	('overlap', '{Aubagio: [2018-01-01,2019-01-01), Ocrevus: [2018-12-01,)}', '2020-01-01', NULL, NULL),
	('tried beside it', '{Aubagio: [2018-01-01,2019-01-01), Ocrevus: [2018-06-01,2018-07-01)}',
		'2020-01-01', NULL, NULL),
	('end not recorded', '{Aubagio: [2018-01-01,), Ocrevus: [2018-12-01,)}', '2020-01-01', NULL, NULL),
	('death', '{Aubagio: [2018-01-01,2019-01-01)}', '2020-01-01', '2019-01-01', 'other'),
	('death after the stop', '{Aubagio: [2018-01-01,2019-01-01)}', '2019-01-20', '2019-01-20', NULL),
	('death, drug without an end', '{Aubagio: [2018-01-01,)}', '2020-01-01', '2019-01-20', NULL),
	('death after the follow-up', '{Aubagio: [2018-01-01,)}', '2020-01-01', '2020-01-02', NULL),
	('stop after the follow-up', '{Aubagio: [2018-01-01,2020-02-01), Ocrevus: [2020-02-01,)}',
		'2020-01-01', NULL, 'planned'),
	('switch after the follow-up', '{Aubagio: [2018-01-01,2019-12-01), Ocrevus: [2020-01-02,)}',
		'2020-01-01', NULL, NULL),
	('not followed', '{Aubagio: [2018-01-01,2019-01-01)}', '2017-12-31', NULL, 'adverse event'),
	('followed for a day', '{Aubagio: [2018-01-01,2019-01-01)}', '2018-01-01', NULL, NULL),
	('nothing yet', '{Aubagio: [2018-01-02,)}', '2020-01-01', NULL, NULL),
	('never treated', '{}', '2020-01-01', NULL, NULL);
SELECT name, p.*
FROM course, persistence(history, '2018-01-01', followed_to, died => died, reason => course.reason) AS p;

-- Grace: how long a pause may be, and how long a stop must be seen
SELECT grace, p.days, stopped, cause, next_drug
FROM unnest('{0,30,31,90}'::integer[]) AS grace,
	persistence('{Aubagio: [2018-01-01,2018-06-01), Aubagio: [2018-07-02,2019-01-01), Copaxone: [2019-02-01,)}',
		'2018-01-01', '2019-01-31', grace) AS p;
-- A reconstitution therapy acts long after its courses
SELECT long_effect, followed_to, p.*
FROM unnest('{730,365,0}'::integer[]) AS long_effect,
	unnest('{2018-01-01,2019-02-07,2019-06-01,2021-02-08}'::date[]) AS followed_to,
	persistence('{Lemtrada: [2017-02-06,2017-02-11), Lemtrada: [2018-02-06,2018-02-09)}', '2017-02-06', followed_to,
		long_effect => long_effect) AS p;
SELECT p.*
FROM unnest('{"{Lemtrada: [2017-02-06,2017-02-11), Ocrevus: [2017-12-01,), Lemtrada: [2018-02-06,2018-02-09)}",
	"{Lemtrada: [2017-02-06,2017-02-11), Ocrevus: [2019-03-01,)}",
	"{Lemtrada: [2017-02-06,2017-02-11), Ocrevus: [2019-01-31,)}"
	}'::treatment_history[]) AS history, persistence(history, '2017-02-06', '2020-01-01') AS p;
-- The drug is the one that treatment_at() gives; several drugs at its end: the one that goes on longest
SELECT start, p.*
FROM unnest('{2018-01-01,2018-03-01,2018-06-01,2019-06-01}'::date[]) AS start,
	persistence('{Aubagio: [2018-01-01,2018-07-01), Copaxone: [2018-03-01,2018-06-01),
		Rebif: [2018-06-15,2018-09-01), Ocrevus: [2018-06-20,2019-01-01)}', start, '2020-01-01') AS p;
-- Also of those begun together: after a drug with an end, or without one, and after a stop
SELECT p.*
FROM unnest('{"{Aubagio: [2018-01-01,2018-06-01), Copaxone: [2018-06-11,2018-07-01), Ocrevus: [2018-06-11,2018-09-01)}",
	"{Aubagio: [2018-01-01,), Copaxone: [2018-06-11,2018-09-01), Ocrevus: [2018-06-11,2018-07-01)}",
	"{Aubagio: [2018-01-01,2018-03-01), Copaxone: [2018-06-11,2018-09-01), Ocrevus: [2018-06-11,2018-07-01)}",
	"{Aubagio: [2018-01-01,2018-03-01), Aubagio: [2018-06-11,2018-09-01), Ocrevus: [2018-06-11,2018-07-01)}"
	}'::treatment_history[]) AS history, persistence(history, '2018-01-01', '2020-01-01') AS p;
-- What ends after the follow-up, ends unseen: the first of two
SELECT followed_to, p.next_drug
FROM unnest('{2018-08-31,2018-09-01}'::date[]) AS followed_to,
	persistence('{Aubagio: [2018-01-01,2018-06-01), Copaxone: [2018-04-01,2018-09-01), Ocrevus: [2018-05-01,)}',
		'2018-01-01', followed_to) AS p;
-- From patients to a curve, and to competing causes
SELECT survival_agg(days, stopped),
	cuminc_agg(days, coalesce(array_position('{switch,stop,death}', cause), 0)) AS causes
FROM course, persistence(history, '2018-01-01', followed_to, died => died) AS p;
-- NULL, and the ends of the calendar
SELECT persistence(NULL, '2018-01-01', '2020-01-01'), persistence(history, NULL, '2020-01-01') AS start,
	persistence(history, '2018-01-01', NULL) AS followed_to,
	persistence(history, '2018-01-01', '2020-01-01', NULL) AS grace,
	persistence(history, '2018-01-01', '2020-01-01', long_effect => NULL) AS long_effect
FROM course WHERE name = 'stop';
SELECT persistence('{Lemtrada: [4714-11-24 BC,5874897-12-31)}', '4714-11-24 BC', '5874897-12-31', 2147483647),
	persistence('{Lemtrada: [4714-11-24 BC,5874897-12-30), Ocrevus: [5874897-12-31,)}', '4714-11-24 BC',
		'5874897-12-31', 2147483647, long_effect => 2147483647),
	persistence('{Aubagio: [4714-11-24 BC,)}', '5874897-12-31', '4714-11-24 BC');

-- Bad input
SELECT persistence(history, 'infinity', '2020-01-01') FROM course WHERE name = 'stop';
SELECT persistence(history, '2018-01-01', 'infinity') FROM course WHERE name = 'stop';
SELECT persistence(history, '2018-01-01', '2020-01-01', -1) FROM course WHERE name = 'stop';
SELECT persistence(history, '2018-01-01', '2020-01-01', long_effect => -1) FROM course WHERE name = 'stop';
SELECT persistence(history, '2018-01-01', '2020-01-01', died => '2017-12-31') FROM course WHERE name = 'stop';
SELECT persistence(history, '2018-01-01', '2020-01-01', died => 'infinity') FROM course WHERE name = 'stop';
DROP TABLE course;

-- Doses recorded by day: the treatment ends when the next dose was due
SELECT grace, followed_to, p.*
FROM unnest('{0,30,90}'::integer[]) AS grace, unnest('{2018-03-20,2018-04-10,2019-01-01}'::date[]) AS followed_to,
	persistence('{Tysabri: [2018-01-10,2018-01-11), Tysabri: [2018-02-07,2018-02-08), Tysabri: [2018-03-14,2018-03-15),
		Ocrevus: [2018-05-01,2018-05-02)}', '2018-01-20', followed_to, grace) AS p
WHERE grace > 0 OR followed_to = '2019-01-01';
