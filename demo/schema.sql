-- The tables that MS registries have in common, with types of sepms wherever a
-- plain number or text would accept an invalid value.  Run it with
-- psql -v schema=NAME.

\set ON_ERROR_STOP on
\ir path.sql
CREATE SCHEMA :"schema";

CREATE TABLE patient (
	patient_id integer PRIMARY KEY,
	sex text CHECK (sex IN ('F', 'M')),
	birth_date date,
	onset_date date,
	course text
);

CREATE TABLE visit (
	patient_id integer NOT NULL,
	visit_date date NOT NULL,
	edss edss,					-- NULL: not recorded
	fs_visual smallint,			-- functional systems, raw grades
	fs_brainstem smallint,
	fs_pyramidal smallint,
	fs_cerebellar smallint,
	fs_sensory smallint,
	fs_bowel_bladder smallint,
	fs_cerebral smallint,
	ambulation smallint
);

CREATE TABLE relapse (
	patient_id integer NOT NULL,
	onset_date date NOT NULL
);

CREATE TABLE mri (
	patient_id integer NOT NULL,
	mri_date date NOT NULL,
	new_t2 integer,				-- new or enlarging; NULL: no reference scan
	gd_count integer,			-- NULL: no contrast given
	annual_pbvc float8,			-- percent; NULL: not measured
	any_new_t2 boolean,			-- true: some, number not known
	any_gd boolean
);

CREATE TABLE treatment (
	patient_id integer NOT NULL,
	drug dmt NOT NULL,
	start_date date NOT NULL,
	end_date date,				-- first day without the drug; NULL: ongoing
	stop_reason text CHECK (	-- NULL: not recorded, or ongoing
		stop_reason IN (
			'lack of efficacy', 'adverse event', 'pregnancy', 'patient''s choice', 'planned', 'other', 'unknown'
		)
	)
);

-- The periods to assess: the years of each patient.
CREATE TABLE period (
	patient_id integer NOT NULL,
	year integer NOT NULL,		-- calendar year, or year of treatment
	days daterange NOT NULL,
	drug dmt					-- at its start; NULL: not known
);

-- Tests of function and symptoms, about once a year.
CREATE TABLE test (
	patient_id integer NOT NULL,
	test_date date NOT NULL,
	t25fw float8,				-- timed 25-foot walk, seconds; NULL: not done
	unable_due_to_ms boolean,	-- could not do the walk because of MS
	nhpt float8,				-- nine-hole peg test, seconds, mean of both hands
	sdmt integer,				-- symbol digit modalities test, correct answers
	spasticity_nrs float8		-- numeric rating scale, 0 to 10
);

-- Findings up to the diagnosis; NULL: not examined, or not recorded.
CREATE TABLE workup (
	patient_id integer NOT NULL,
	attacks integer,			-- up to then, including those from the history
	objective_sites integer,	-- with objective clinical evidence of a lesion
	different_site_attack boolean,	-- did another attack come from another site?
	periventricular integer,	-- T2 lesions, by region
	cortical integer,			-- or juxtacortical
	infratentorial integer,
	spinal_cord integer,
	optic_nerve boolean,		-- lesion on MRI, evoked potentials or OCT
	gd_and_nonenhancing boolean,
	new_lesion boolean,			-- on a later scan
	ocb boolean,				-- oligoclonal bands, only in the CSF
	kflc_index float8,
	cvs_lesions integer,		-- with a central vein, among those examined
	cvs_examined integer,
	rim_lesions integer			-- paramagnetic
);

-- Chronic active lesions, if the centre examines them.
CREATE TABLE lesion_scan (
	patient_id integer NOT NULL,
	scan_date date NOT NULL,
	rim_lesions integer,		-- paramagnetic rims; NULL: no susceptibility imaging
	expanding_lesions integer	-- slowly expanding; NULL: no series of scans
);
