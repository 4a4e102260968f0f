# The study of doc/study.md in R: survival 3.5-3, MASS 7.3-58 and sandwich 3.0-2, R 4.2.2.  Run it where export.sql has
# written patients.csv and disability.csv:
#
#	Rscript .../study.R >study.csv
#
# The pairs and the times to events are taken from there; the propensity, the weights and the models are computed here.
library(survival)
library(MASS)
library(sandwich)

exact <- coxph.control(eps = 1e-12, toler.chol = 1e-13)
fine <- glm.control(epsilon = 1e-12, maxit = 200)

d <- read.csv("patients.csv")
propensity <- glm(second ~ age + duration + prior + edss, binomial, d, control = glm.control(epsilon = 1e-14))
ps <- fitted(propensity)
share <- mean(d$second)
d$weight <- ifelse(d$second == 1, share / ps, (1 - share) / (1 - ps))
d$years <- log(d$on_drug_days / 365.25)
pairs <- d[!is.na(d$set_no), ]

names_of_terms <- c(second = "second line", age = "age", duration = "duration", prior = "prior relapses", edss = "EDSS")
rows <- function(outcome, analysis, model, variance = vcov(model)) {
	for (term in setdiff(names(coef(model)), "(Intercept)")) {
		estimate <- coef(model)[[term]]
		limits <- estimate + c(-1, 1) * qnorm(0.975) * sqrt(variance[term, term])
		cat(sprintf('"%s","%s",%s,%.10g,%.10g,%.10g\n', outcome, analysis, names_of_terms[[term]],
			exp(estimate), exp(limits[1]), exp(limits[2])))
	}
}

cat("outcome,analysis,term,ratio,lower,upper\n")
rows("second line", "propensity", propensity)
rows("first relapse", "crude", coxph(Surv(days, observed) ~ second, d, control = exact))
rows("first relapse", "adjusted",
	coxph(Surv(days, observed) ~ second + age + duration + prior + edss, d, control = exact))
rows("first relapse", "weighted",
	coxph(Surv(days, observed) ~ second, d, weights = weight, robust = TRUE, control = exact))
rows("first relapse", "matched", coxph(Surv(days, observed) ~ second, pairs, cluster = set_no, control = exact))
rows("first relapse", "matched, pairwise censored",
	coxph(Surv(pair_days, pair_observed) ~ second, pairs, cluster = set_no, control = exact))
rows("first relapse", "weighted, intention to treat",
	coxph(Surv(relapse_days, relapsed) ~ second, d, weights = weight, robust = TRUE, control = exact))
rows("relapse rate", "crude", glm.nb(on_drug_relapses ~ second + offset(years), d, control = fine))
rows("relapse rate", "adjusted",
	glm.nb(on_drug_relapses ~ second + age + duration + prior + edss + offset(years), d, control = fine))
weighted <- glm.nb(on_drug_relapses ~ second + offset(years), d, weights = weight, control = fine)
rows("relapse rate", "weighted", weighted, sandwich(weighted))
rows("end of the drug", "crude", coxph(Surv(on_drug_days, ended) ~ second, d, control = exact))
rows("end of the drug", "weighted",
	coxph(Surv(on_drug_days, ended) ~ second, d, weights = weight, robust = TRUE, control = exact))

grid <- read.csv("disability.csv")
for (name in unique(grid$name))
	for (rule in unique(grid$rule)) {
		cell <- merge(grid[grid$name == name & grid$rule == rule, ], d[c("patient_id", "second", "weight")])
		rows(name, paste("weighted,", rule),
			coxph(Surv(days, observed) ~ second, cell, weights = weight, robust = TRUE, control = exact))
	}
