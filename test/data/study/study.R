# The study of doc/study.md in R: survival 3.5-3, MASS 7.3-58 and sandwich 3.0-2, R 4.2.2.
#
#	Rscript study.R PATIENTS.csv >study.csv
#
# PATIENTS.csv is made in a database in which demo/study/study.sql was run:
#
#	\copy (SELECT patient_id, treated::integer AS second, x[1] AS age, x[2] AS duration, x[3] AS prior, x[4] AS edss, relapse_days, relapsed::integer AS relapsed, on_drug_days, on_drug_relapses, t.days, t.observed::integer AS observed, p.days AS pair_days, p.observed::integer AS pair_observed, (stop_day IS NOT NULL)::integer AS ended, set_no FROM comparison.cohort JOIN comparison.scored USING (patient_id), censor_at(relapse_days, relapsed, stop_day) AS t, censor_at(t.days, t.observed, pair_days) AS p ORDER BY patient_id) TO PATIENTS.csv CSV HEADER
#
# The pairs are taken from there; the propensity and the weights are computed here.
library(survival)
library(MASS)
library(sandwich)

d <- read.csv(commandArgs(TRUE)[1])
ps <- fitted(glm(second ~ age + duration + prior + edss, binomial, d, control = glm.control(epsilon = 1e-14)))
share <- mean(d$second)
d$weight <- ifelse(d$second == 1, share / ps, (1 - share) / (1 - ps))
d$years <- log(d$on_drug_days / 365.25)
pairs <- d[!is.na(d$set_no), ]

row <- function(outcome, analysis, model, variance = vcov(model)) {
	estimate <- coef(model)[["second"]]
	limits <- estimate + c(-1, 1) * qnorm(0.975) * sqrt(variance["second", "second"])
	cat(sprintf('%s,"%s",%.10g,%.10g,%.10g\n', outcome, analysis, exp(estimate), exp(limits[1]), exp(limits[2])))
}
exact <- coxph.control(eps = 1e-12, toler.chol = 1e-13)
fine <- glm.control(epsilon = 1e-12, maxit = 200)

cat("outcome,analysis,ratio,lower,upper\n")
row("first relapse", "crude", coxph(Surv(days, observed) ~ second, d, control = exact))
row("first relapse", "adjusted", coxph(Surv(days, observed) ~ second + age + duration + prior + edss, d, control = exact))
row("first relapse", "weighted", coxph(Surv(days, observed) ~ second, d, weights = weight, robust = TRUE, control = exact))
row("first relapse", "matched", coxph(Surv(days, observed) ~ second, pairs, cluster = set_no, control = exact))
row("first relapse", "matched, pairwise censored", coxph(Surv(pair_days, pair_observed) ~ second, pairs, cluster = set_no, control = exact))
row("first relapse", "weighted, intention to treat",
	coxph(Surv(relapse_days, relapsed) ~ second, d, weights = weight, robust = TRUE, control = exact))
row("relapse rate", "crude", glm.nb(on_drug_relapses ~ second + offset(years), d, control = fine))
row("relapse rate", "adjusted", glm.nb(on_drug_relapses ~ second + age + duration + prior + edss + offset(years), d, control = fine))
weighted <- glm.nb(on_drug_relapses ~ second + offset(years), d, weights = weight, control = fine)
row("relapse rate", "weighted", weighted, sandwich(weighted))
row("end of the drug", "crude", coxph(Surv(on_drug_days, ended) ~ second, d, control = exact))
row("end of the drug", "weighted", coxph(Surv(on_drug_days, ended) ~ second, d, weights = weight, robust = TRUE,
	control = exact))
