# The study of doc/cessation.md in R: survival 3.5-3 and sandwich 3.0-2, R 4.2.2.
#
#	Rscript cessation.R TREATMENTS.csv >cessation.csv
#
# TREATMENTS.csv is made in a database in which demo/study/cessation.sql was run:
#
#	\copy (SELECT patient_id, drug_group, stopped::integer AS stopped, x[1] AS second, x[2] AS blocker, x[3] AS age, x[4] AS duration, x[5] AS prior, x[6] AS edss, followed_days, free_days, relapse_days, relapsed::integer AS relapsed, (SELECT string_agg((onset - end_date + 1)::text, ' ') FROM unnest(relapses) AS onset WHERE onset >= end_date AND onset <= followed_to) AS days_of_relapses, baseline_day + w.days AS worsening_days, w.observed::integer AS worsened FROM cessation.cohort, disability_time(followed_visits, relapses, disability_criteria('cdp24')) AS w ORDER BY patient_id, number) TO TREATMENTS.csv CSV HEADER
#
# Day 0 is the last day of the drug.  Pieces of time with and without a drug, months, and relapses in them are made here.
library(survival)
library(sandwich)

d <- read.csv(commandArgs(TRUE)[1], colClasses = c(days_of_relapses = "character"))
relapses <- lapply(strsplit(d$days_of_relapses, " "), as.integer)
count <- function(row, after, until) # relapses on the days after + 1 to until
	mapply(function(i, a, b) sum(relapses[[i]] > a & relapses[[i]] <= b, na.rm = TRUE), row, after, until)

cat("outcome,analysis,term,ratio,lower,upper\n")
row <- function(outcome, analysis, term, ratio, limits)
	cat(sprintf('%s,"%s",%s,%.10g,%.10g,%.10g\n', outcome, analysis, term, ratio, limits[1], limits[2]))
names <- c(stopped = "stopped", again = "treated again", second = "second line", blocker = "natalizumab or fingolimod",
	age = "age", duration = "duration", prior = "prior relapses", edss = "EDSS", peak = "months 2 to 6",
	"peak:blocker" = "rebound")
terms <- function(outcome, analysis, fit, variance = vcov(fit))
	for (term in setdiff(names(coef(fit)), "(Intercept)")) {
		estimate <- coef(fit)[[term]]
		limits <- exp(estimate + c(-1, 1) * qnorm(0.975) * sqrt(variance[term, term]))
		row(outcome, analysis, names[[term]], exp(estimate), limits)
	}
names <- as.list(names)
exact <- coxph.control(eps = 1e-12, toler.chol = 1e-13)
hazard <- function(analysis, formula, data, outcome = "first relapse")
	terms(outcome, analysis, coxph(formula, data, cluster = patient_id, control = exact))
rate <- function(outcome, analysis, formula, data)
{
	fit <- glm(formula, poisson, data, control = glm.control(epsilon = 1e-14, maxit = 100))
	terms(outcome, analysis, fit, vcovCL(fit, data$patient_id, type = "HC0", cadjust = FALSE))
}

d$censored <- ifelse(d$stopped == 1 & !is.na(d$free_days), d$free_days, Inf)
d$days <- pmin(d$relapse_days, d$censored)
d$observed <- as.integer(d$relapsed == 1 & d$relapse_days <= d$censored)
hazard("crude", Surv(relapse_days, relapsed) ~ stopped, d)
hazard("adjusted", Surv(relapse_days, relapsed) ~ stopped + second + blocker + age + duration + prior + edss, d)
hazard("adjusted, as treated", Surv(days, observed) ~ stopped + second + blocker + age + duration + prior + edss, d)

# Pieces of time without and with another drug
free <- ifelse(is.na(d$free_days), d$followed_days, d$free_days)
d$place <- seq_len(nrow(d))
pieces <- rbind(cbind(d, entry = 0, until = free, again = 0), cbind(d, entry = free, until = d$followed_days, again = 1))
pieces <- pieces[pieces$until > pieces$entry, ]
pieces$relapses <- count(pieces$place, pieces$entry, pieces$until)
pieces$years <- log((pieces$until - pieces$entry) / 365.25)
first <- pieces[pieces$relapse_days > pieces$entry, ]
first$here <- as.integer(first$relapsed == 1 & first$relapse_days <= first$until)
first$to <- pmin(first$relapse_days, first$until)
hazard("treated again", Surv(entry, to, here) ~ again + second + blocker + age + duration + prior + edss, first)
hazard("treated again, after the first line", Surv(entry, to, here) ~ again + age + duration + prior + edss,
	first[first$second == 0, ])
rate("relapse rate", "treated again",
	relapses ~ again + second + blocker + age + duration + prior + edss + offset(years), pieces)
rate("relapse rate", "treated again, after the first line",
	relapses ~ again + age + duration + prior + edss + offset(years), pieces[pieces$second == 0, ])

# The rebound: days 31 to 180, and the other days up to 360
year <- pmin(d$followed_days, 360)
after <- pmax(0, pmin(year, 180) - 30)
peak <- data.frame(d, peak = 1, seen = after, relapses = count(d$place, 30, pmax(30, pmin(year, 180))))
rest <- data.frame(d, peak = 0, seen = year - after, relapses = count(d$place, 0, year) - peak$relapses)
parts <- rbind(peak, rest)
parts <- parts[parts$stopped == 1 & parts$seen > 0, ]
parts$years <- log(parts$seen / 365.25)
rate("rebound", "months 2 to 6",
	relapses ~ peak + peak:blocker + second + blocker + age + duration + prior + edss + offset(years), parts)

hazard("adjusted", Surv(worsening_days, worsened) ~ stopped + second + blocker + age + duration + prior + edss,
	d[d$worsening_days > 0, ], "worsening")

# Relapses a year in twelve months, and free of relapse at their end
for (stopped in 1:0) {
	cause <- if (stopped) "stop" else "switch"
	for (group in sort(unique(d$drug_group))) {
		here <- d$drug_group == group & d$stopped == stopped
		test <- poisson.test(sum(count(d$place[here], 0, year[here])), sum(year[here]) / 365.25)
		row("relapses a year", cause, sprintf('"%s"', group), test$estimate, test$conf.int)
	}
	curve <- summary(survfit(Surv(days, observed) ~ 1, d[d$stopped == stopped, ], conf.type = "log-log"), 360)
	row("free of relapse", cause, "day 360", curve$surv, c(curve$lower, curve$upper))
}
