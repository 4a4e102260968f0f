-- Why treatments ended: the table stop_text has each text of the source, and the reason that it is taken for.  load.sql
-- includes this file.
--
-- A text is taken for a reason if it has words of this one only.  If it has words of two, such as 'relapses,
-- intolerance', or a word that may turn the meaning, such as 'no relapse', it is not known, and loaded as other with a
-- remark.

-- Of two entries that a text has, the one within the other does not count: 'pas efficace' is not also 'pas', which
-- turns the meaning of other words.  Where an entry ends with *, more letters may follow.  The plural s and words like
-- 'of' and 'de' say nothing, see pg_temp.words.
CREATE TEMP TABLE stop_word ON COMMIT DROP AS
SELECT reason,
	' ' || array_to_string(pg_temp.words(word), ' ') || CASE WHEN word LIKE '%*' THEN '' ELSE ' ' END AS word
FROM (VALUES
	(
		'lack of efficacy',
		'efficac*, lack efficac*, not efficac*, non efficac*, pas efficac*, no efficac*, sans efficac*, '
		'absence efficac*, inefficac*, ineffective*, effectiveness, not effective, non effective, no effect, '
		'lack effect*, sans effet, pas effet, absence effet, insufficient effect, effet insuffisant, no response, '
		'not respon*, non respon*, nonrespon*, non repon*, pas reponse, absence reponse, lack response, poor response, '
		'suboptimal response, insufficient response, reponse insuffisante, treatment failure, therapeutic failure, '
		'failure treatment, drug failure, dmt failure, echec, echappement, breakthrough, relaps*, poussee, rechute, '
		'exacerbation, progress*, aggravation, worsen*, deterioration, disability, handicap, edss increase, '
		'augmentation edss, spms, activity, activite, active disease, active ms, active mri, mri active, irm active, '
		'maladie active, sep active, new lesion, nouvelle lesion, new t2, nouveau t2, enhancing lesion'
	),
	(
		'adverse event',
		'adverse, ae, sae, side effect, secondary effect, effet secondaire, effet indesirable, '
		'evenement indesirable, indesirable, ei, eig, toler*, intoler*, not tolerated, not well tolerated, '
		'not tolerating, non toler*, pas toler*, pas bien toler*, bad toler*, poor toler*, safety, securite, '
		'toxic*, reaction, allerg*, anaphyla*, hypersensi*, jc virus, virus jc, jc, jcv*, vjc, pml, lemp, '
		'lymphop*, leucop*, leukop*, neutrop*, thrombop*, thrombocytop*, cytop*, hepat*, liver, transaminase, '
		'cytolyse, infect*, zona, zoster, herpes, cancer, malignan*, tumor, tumour, tumeur, flush*, rash, '
		'skin, cutane*, lipoatrophy, lipoatrophie, alopeci*, nausea, nausee, diarrh*, digesti*, '
		'gastrointestinal, flu like, pseudo grippal, pseudogrippal, macular, maculaire, bradycard*, '
		'hypogamma*, depress*, thyroid*'
	),
	(
		'pregnancy',
		'pregnan*, grossesse, enceinte, conception, conceive, desir enfant, projet enfant, projet parental, '
		'child wish, desire child, family planning, breastfeed*, breast feed*, allaite*, lactation, ivf, fiv, pma'
	),
	(
		'patient''s choice',
		'patient''s choice, patient choice, choice patient, choice by patient, choix patient*, '
		'patient''s decision, patient decision, decision patient*, decision by patient, '
		'patient''s wish, patient wish, wish patient, souhait patient*, patient''s request, patient request, '
		'request patient, demande patient*, volonte patient*, patient''s preference, patient preference, '
		'preference patient*, convenien*, convenance, confort, refus*, not want*, no longer want*, veut plus, '
		'ne veut plus, souhaite plus, ne souhaite plus, voluntar*, volontaire, personal reason, raison personnelle, '
		'choix personnel, consent withdrawn, withdrawal consent, withdrew consent, retrait consentement, adheren*, '
		'non adheren*, nonadheren*, not adheren*, complian*, non complian*, noncomplian*, not complian*, observance, '
		'non observan*, inobservance, lassitude, treatment fatigue, injection fatigue, needle fatigue'
	),
	(
		'planned',
		'planned, scheduled, prevu*, programme*, planifie*, end protocol, end study, end trial, end course, '
		'fin protocole, fin etude, fin essai, fin cure, cure terminee, per protocol, protocol, protocole, completed, '
		'completion, end induction, fin induction'
	),
	('other', 'other, autre, other reason, autre raison, autre motif, autre cause, divers, miscellaneous'),
	(
		'unknown',
		'unknown, unk, inconnu*, not known, non connu*, not specified, non precise*, not recorded, non renseigne*, '
		'not available, ne sait pas, nsp'
	),
	(
		'turned',
		'no, not, non, ne, pas, sans, without, never, jamais, aucun*, absence, absent, none, good, bon, bonne, well, '
		'bien'
	)
) AS w (reason, words), unnest(string_to_array(words, ', ')) AS word;

CREATE TEMP TABLE stop_text ON COMMIT DROP AS
SELECT stop, coalesce(reason, 'other') AS stop_reason, reason IS NOT NULL AS is_known
FROM (SELECT DISTINCT v->>'stop' AS stop FROM judged WHERE part = 'treatment' AND reason IS NULL) AS s,
	LATERAL (SELECT ' ' || array_to_string(pg_temp.words(stop), ' ') || ' ' AS text OFFSET 0) AS t,
	LATERAL (
		SELECT coalesce(array_agg(DISTINCT reason), '{}') AS reasons,
			coalesce(bool_or(reason = 'other' AND word = text), false) AS is_other
		FROM stop_word AS w
		WHERE position(word IN text) > 0
			AND NOT EXISTS (
				SELECT FROM stop_word AS longer
				WHERE length(longer.word) > length(w.word)
					AND position(w.word IN longer.word) > 0
					AND position(longer.word IN text) > 0
			)
	) AS f,
	LATERAL (SELECT array_remove(array_remove(reasons, 'other'), 'unknown') AS certain) AS c,
	LATERAL (
		SELECT CASE
			WHEN certain = '{}' AND is_other THEN 'other'
			WHEN reasons = '{unknown}' THEN 'unknown'
			WHEN 'turned' = ANY (certain) THEN NULL
			WHEN cardinality(certain) = 1 THEN certain[1]
			-- a planned pregnancy is a pregnancy, and so is one that is the patient's choice
			WHEN 'pregnancy' = ANY (certain) AND certain <@ '{pregnancy,patient''s choice,planned}' THEN 'pregnancy'
		END AS reason
	) AS r
WHERE stop IS NOT NULL;
