# Rewrites the answers of the unweighted Poisson and logistic models in coef.csv and fit.csv.  (As they came, their
# estimates were those of the weighted models, with standard errors and likelihoods of an unweighted one at that
# point, which is no maximum.)  Run it in this folder.
rows <- read.csv("rows.csv")
models <- read.csv("models.csv")
coefs <- read.csv("coef.csv", colClasses = "character")
fits <- read.csv("fit.csv", colClasses = "character")
numbers <- function(text) as.numeric(strsplit(gsub("[{}]", "", text), ",")[[1]])
digits <- function(x) formatC(x, digits = 17, format = "g")

for (i in which(models$family %in% c("poisson", "logistic") & !models$weighted)) {
	m <- models[i, ]
	d <- rows[rows$dataset == m$dataset, ]
	x <- do.call(rbind, lapply(d$x, numbers))[, numbers(m$cols), drop = FALSE]
	counts <- m$family == "poisson"
	y <- if (counts) d$count else d$outcome
	offset <- if (counts) log(d$follow_up / 365.25) else rep(0, nrow(d))
	fit <- glm(y ~ x + offset(offset), family = if (counts) poisson else binomial,
		control = list(epsilon = 1e-15, maxit = 50))
	mu <- fitted(fit)
	z <- cbind(1, x)
	v <- solve(crossprod(z * (if (counts) mu else mu * (1 - mu)), z))
	if (m$variance == "robust") {
		score <- z * (y - mu)
		if (m$clustered) score <- rowsum(score, d$cluster)
		v <- v %*% crossprod(score) %*% v
	}
	at <- coefs$model == m$model
	coefs$estimate[at] <- digits(coef(fit))
	coefs$std_err[at] <- digits(sqrt(diag(v)))
	fits$loglik[fits$model == m$model] <- digits(as.numeric(logLik(fit)))
}
write.csv(coefs, "coef.csv", row.names = FALSE, quote = 2)
write.csv(fits, "fit.csv", row.names = FALSE, quote = FALSE)
