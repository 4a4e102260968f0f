# Prints how far meta.csv, rubin.csv and e_value.csv are from what metafor, mice and EValue themselves find: per file and
# set, the number of answers and the greatest relative difference.  A package that is not installed is left out.  In the
# set unequal, the greatest variance is 4e12 times the least; there metafor warns that its results may not be stable.
#
#	Rscript packages.R		(in this folder; metafor 3.8-1, mice 3.15.0, EValue 4.1.4, R 4.2.2)
studies <- read.csv("studies.csv")
difference <- function(found, expected) max(abs(found - expected) / pmax(abs(expected), 1e-12))
per_row <- function(file, package, compute) {
	if (!requireNamespace(package, quietly = TRUE)) return(cat(file, "not compared:", package, "is not installed\n"))
	rows <- read.csv(file)
	worst <- sapply(seq_len(nrow(rows)), function(i) suppressWarnings(suppressMessages(compute(rows[i, ]))))
	set <- if (is.null(rows$set)) rows$measure else rows$set
	cat(file, package, as.character(packageVersion(package)), "\n")
	for (s in unique(set)) cat("  ", s, sum(set == s), signif(max(worst[set == s]), 2), "\n")
}
per_row("meta.csv", "metafor", function(row) {
	d <- studies[studies$set == row$set, ]
	fit <- metafor::rma(d$estimate, sei = d$std_err, method = row$method, level = 100 * row$level)
	difference(c(fit$b, fit$se, fit$ci.lb, fit$ci.ub, fit$tau2, fit$QE),
		c(row$estimate, row$std_err, row$lower, row$upper, row$tau2, row$q))
})
per_row("rubin.csv", "mice", function(row) {
	d <- studies[studies$set == row$set, ]
	pooled <- mice::pool.scalar(d$estimate, d$std_err^2)
	difference(c(pooled$qbar, sqrt(pooled$t), pooled$df, pooled$fmi), c(row$estimate, row$std_err, row$df, row$fmi))
})
per_row("e_value.csv", "EValue", function(row) {
	found <- switch(row$measure,
		HR = EValue::evalues.HR(row$ratio, row$lower, row$upper, rare = !row$common),
		OR = EValue::evalues.OR(row$ratio, row$lower, row$upper, rare = !row$common),
		RR = EValue::evalues.RR(row$ratio, row$lower, row$upper))
	difference(c(found[2, 1], na.omit(found[2, -1])), c(row$point, row$limit))
})
