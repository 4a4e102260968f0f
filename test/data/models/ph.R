# Writes ph.csv: the chi-squared of cox.zph for each Cox model of models.csv.  Run it in this folder.
library(survival)
rows <- read.csv("rows.csv")
models <- read.csv("models.csv")
numbers <- function(text) as.numeric(strsplit(gsub("[{}]", "", text), ",")[[1]])

answers <- NULL
for (i in which(models$family == "cox")) {
	m <- models[i, ]
	d <- rows[rows$dataset == m$dataset, ]
	x <- do.call(rbind, lapply(d$x, numbers))[, numbers(m$cols), drop = FALSE]
	colnames(x) <- paste0("x", seq_len(ncol(x)))
	d <- cbind(d[, 1:11], x)
	d$w <- if (m$weighted) d$weight else 1
	formula <- paste(if (m$delayed) "Surv(entry, days, observed)" else "Surv(days, observed)", "~",
		paste(colnames(x), collapse = " + "), if (m$stratified) "+ strata(stratum)")
	fit <- suppressWarnings(coxph(as.formula(formula), d, weights = w, ties = m$ties,
		control = coxph.control(eps = 1e-14, toler.chol = 1e-14, iter.max = 50)))
	for (transform in c("km", "identity", "log")) {
		table <- cox.zph(fit, transform = transform)$table
		answers <- rbind(answers, data.frame(model = m$model, transform, term = rownames(table),
			chisq = formatC(table[, 1], digits = 17, format = "g")))
	}
}
write.csv(answers, "ph.csv", row.names = FALSE, quote = FALSE)
