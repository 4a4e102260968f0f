# Makes a registry in which relapses lead to the second line, and the second line halves the rate of relapses, and writes
# what survival, glm and sandwich say of it: rows.csv, answers.csv and weights.csv.  Run it in this folder.
#
# How active the disease is (activity) is not recorded.  It shows in the relapses of the last half-year, on which the
# choice of the drug depends, which in turn depend on the drug.
library(survival)
library(sandwich)
set.seed(19)

half <- 183
last <- 7 # half-years are 0 to 7
rows <- NULL
for (patient in 1:600) {
	age <- round(rnorm(1, 38, 9))
	first_edss <- edss <- sample(c(0, 1, 1.5, 2, 2, 2.5, 3, 3.5, 4), 1)
	activity <- rgamma(1, 2, 2)
	recent <- rpois(1, 0.6 * activity)
	second <- 0
	earlier <- 0
	for (k in 0:last) {
		if (!second)
			second <- rbinom(1, 1, plogis((if (k == 0) -2 else -2.6) + 1.1 * recent + 0.3 * (edss - 2)))
		count <- rpois(1, 0.45 * activity * 0.98^(age - 38) * (if (second) 0.5 else 1))
		stays <- rbinom(1, 1, plogis(3.2 - 0.4 * recent - 0.3 * (edss - 2) - 0.3 * second))
		ends <- k * half + c(sort(sample(1:(half - 1), count)), half)
		entry <- c(k * half, ends[-length(ends)])
		rows <- rbind(rows, data.frame(patient, half_year = k, entry, exit = ends,
			relapsed = rep(c(1, 0), c(count, 1)), earlier = earlier + seq_along(ends) - 1,
			second, age, first_edss, edss, recent, stays = if (k < last) stays else NA))
		if (!stays)
			break
		earlier <- earlier + count
		edss <- min(9.5, edss + 0.5 * rbinom(1, 2, min(0.9, 0.06 + 0.15 * count)))
		recent <- count
	}
}
write.csv(rows, "rows.csv", row.names = FALSE, quote = FALSE, na = "")

answers <- NULL
note <- function(model, fit, variance = vcov(fit))
{
	terms <- names(coef(fit))
	answers <<- rbind(answers, data.frame(model, term = terms,
		estimate = formatC(coef(fit), digits = 15, format = "g"),
		std_err = formatC(sqrt(diag(variance)), digits = 15, format = "g")))
	invisible(fit)
}
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 50)
hazard <- function(model, formula, weights = rep(1, nrow(rows)))
{
	d <- cbind(rows, w = weights)
	environment(formula) <- environment()
	note(model, coxph(formula, d, weights = w, cluster = patient, control = tight))
}

# Recurrent events: Andersen and Gill; Prentice, Williams and Peterson, in total and in gap time.
rows$since <- ave(rows$entry, paste(rows$patient, rows$earlier), FUN = min)
rows$number <- pmin(rows$earlier, 3)
hazard("ag", Surv(entry, exit, relapsed) ~ second + age + first_edss)
hazard("ag time-varying", Surv(entry, exit, relapsed) ~ second + age + first_edss + edss + recent)
hazard("pwp total", Surv(entry, exit, relapsed) ~ second + age + first_edss + strata(number))
hazard("pwp gap", Surv(entry - since, exit - since, relapsed) ~ second + age + first_edss + strata(number))

# Weights by half-year.  Nobody goes back to the first line, and all stay to the end of the last half-year.
halves <- rows[!duplicated(rows[c("patient", "half_year")]), ]
before <- function(x, first) ave(x, halves$patient, FUN = function(v) c(first, v[-length(v)]))
halves$already <- before(halves$second, 0)
odds <- function(model, formula, chosen)
	note(model, glm(formula, binomial, halves[chosen, ], control = glm.control(epsilon = 1e-15, maxit = 100)))
ratio <- function(model, outcome, past, baseline, chosen)
{
	denominator <- predict(odds(paste(model, "denominator"), reformulate(past, outcome), chosen), type = "response")
	numerator <- predict(odds(paste(model, "numerator"), reformulate(baseline, outcome), chosen), type = "response")
	y <- halves[chosen, outcome]
	ifelse(y == 1, numerator / denominator, (1 - numerator) / (1 - denominator))
}
start <- halves$half_year == 0
later <- !start & halves$already == 0
stay <- halves$half_year < last
halves$treated <- 1
halves$treated[start] <- ratio("start", "second", c("age", "first_edss", "recent"), "1", start)
halves$treated[later] <- ratio("switch", "second", c("half_year", "age", "first_edss", "edss", "recent"), "half_year", later)
halves$stayed <- 1
halves$stayed[stay] <- ratio("stay", "stays", c("half_year", "second", "age", "first_edss", "edss", "recent"),
	c("half_year", "second"), stay)
halves$iptw <- ave(halves$treated, halves$patient, FUN = cumprod)
halves$ipcw <- ave(before(halves$stayed, 1), halves$patient, FUN = cumprod)

place <- match(paste(rows$patient, rows$half_year), paste(halves$patient, halves$half_year))
weight <- (halves$iptw * halves$ipcw)[place]
hazard("crude", Surv(entry, exit, relapsed) ~ second)
hazard("msm", Surv(entry, exit, relapsed) ~ second, weight)
hazard("msm truncated", Surv(entry, exit, relapsed) ~ second, pmin(weight, 5))

# The same as a rate, with the sandwich in clusters of patients.
rate <- glm(relapsed ~ second + offset(log((exit - entry) / 365.25)), poisson, cbind(rows, weight), weights = weight,
	control = glm.control(epsilon = 1e-15, maxit = 100))
note("msm rate", rate, vcovCL(rate, rows$patient, type = "HC0", cadjust = FALSE))

write.csv(answers, "answers.csv", row.names = FALSE, quote = FALSE)
weights <- data.frame(halves[c("patient", "half_year")], iptw = formatC(halves$iptw, digits = 12, format = "g"),
	ipcw = formatC(halves$ipcw, digits = 12, format = "g"))
write.csv(weights, "weights.csv", row.names = FALSE, quote = FALSE)
