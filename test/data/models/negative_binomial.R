# Writes negative_binomial.csv: robust standard errors of negative binomial models, with weights and clusters, by
# MASS and sandwich.  Run it in this folder.
library(MASS)
library(sandwich)
rows <- read.csv("rows.csv")
numbers <- function(text) as.numeric(strsplit(gsub("[{}]", "", text), ",")[[1]])
digits <- function(x) formatC(x, digits = 17, format = "g")

answers <- NULL
for (dataset in c("ms1", "ms2", "ms3")) for (weighted in c(FALSE, TRUE)) for (clustered in c(FALSE, TRUE)) {
	d <- rows[rows$dataset == dataset, ]
	d$w <- if (weighted) d$weight else 1
	x <- do.call(rbind, lapply(d$x, numbers))[, 1:3]
	d$x <- NULL
	fit <- suppressWarnings(glm.nb(count ~ x + offset(log(follow_up / 365.25)), d, weights = w,
		control = glm.control(epsilon = 1e-15, maxit = 500)))
	# MASS ends the search for theta at 1e-4; go on to the joint maximum
	for (i in 1:20) {
		theta <- as.numeric(theta.ml(d$count, fitted(fit), sum(d$w), d$w, limit = 500, eps = 1e-12))
		fit <- glm(count ~ x + offset(log(follow_up / 365.25)), family = negative.binomial(theta), d, weights = w,
			start = coef(fit), control = glm.control(epsilon = 1e-15, maxit = 500))
	}
	# the sandwich of the weighted likelihood
	mu <- fitted(fit)
	z <- cbind(1, x)
	bread <- solve(crossprod(z * (d$w * mu / (1 + mu / theta)), z))
	score <- z * (d$w * (d$count - mu) / (1 + mu / theta))
	if (clustered) score <- rowsum(score, d$cluster)
	v <- bread %*% crossprod(score) %*% bread
	if (!weighted) { # as sandwich has it, which takes weights for counts of patients otherwise
		fit$dispersion <- 1
		s <- if (clustered) vcovCL(fit, cluster = d$cluster, type = "HC0", cadjust = FALSE) else vcovHC(fit, type = "HC0")
		stopifnot(max(abs(s / v - 1)) < 1e-7)
	}
	answers <- rbind(answers, data.frame(dataset, weighted, clustered, term = c("(Intercept)", "x1", "x2", "x3"),
		estimate = digits(coef(fit)), std_err = digits(sqrt(diag(v))), theta = digits(theta)))
}
write.csv(answers, "negative_binomial.csv", row.names = FALSE, quote = FALSE)
