# Writes weighted_cox.csv and weighted_logrank.csv: groups of weighted patients (../models/rows.csv) compared by R's
# coxph with robust variance, with days as they are and in months, so that there are many ties.  The log-rank test is
# the robust score test.  With rho above 0, which coxph lacks, the same test is computed from its definition.
#
#	Rscript weighted_groups.R		(in this folder; survival 3.5-3, R 4.2.2)
suppressMessages(library(survival))
all <- read.csv("../models/rows.csv", stringsAsFactors = FALSE)
all <- all[grepl("^ms", all$dataset), ]
x <- t(sapply(strsplit(gsub("[{}]", "", all$x), ","), function(v) as.numeric(v[1:6])))
all$arm <- x[, 1]
all$prior <- pmin(x[, 5], 3)
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)

# The score test at a hazard ratio of 1 from the residual of each patient, each day weighted by S(t-)^rho.
by_definition <- function(d, rho) {
  groups <- sort(unique(d$group))[-1]
  z <- outer(d$group, groups, "==") * 1
  r <- matrix(0, nrow(d), length(groups))
  for (s in unique(d$strat)) {
    i <- which(d$strat == s)
    surv <- 1
    for (day in sort(unique(d$days[i][d$observed[i] == 1]))) {
      risk <- i[d$days[i] >= day]
      dead <- risk[d$days[risk] == day & d$observed[risk] == 1]
      n <- length(dead)
      v <- surv^rho
      for (k in seq_len(n) - 1) {
        left <- d$w[risk] * (1 - ifelse(risk %in% dead, k / n, 0))
        mean <- colSums(left * z[risk, , drop = FALSE]) / sum(left)
        exposed <- mean(d$w[dead]) / sum(left) * (1 - ifelse(risk %in% dead, k / n, 0))
        r[dead, ] <- r[dead, ] + v / n * sweep(z[dead, , drop = FALSE], 2, mean)
        r[risk, ] <- r[risk, ] - v * exposed * sweep(z[risk, , drop = FALSE], 2, mean)
      }
      surv <- surv * (1 - sum(d$w[dead]) / sum(d$w[risk]))
    }
  }
  r <- r * d$w
  u <- colSums(r)
  c(u %*% solve(crossprod(r), u))
}

cox <- tests <- NULL
for (dataset in c("ms1", "ms2", "ms3")) for (unit in c(1, 30)) for (stratified in c(FALSE, TRUE)) {
  d <- all[all$dataset == dataset, ]
  d$days <- unit * d$days %/% unit
  d$w <- d$weight
  d$strat <- if (stratified) d$stratum else 1
  d$id <- seq_len(nrow(d))
  fit <- coxph(Surv(days, observed) ~ arm + strata(strat), d, weights = w, robust = TRUE, cluster = id, control = tight)
  beta <- coef(fit)
  se <- sqrt(fit$var[1, 1])
  cox <- rbind(cox, data.frame(dataset, unit, stratified, ratio = exp(beta), lower = exp(beta - qnorm(0.975) * se),
    upper = exp(beta + qnorm(0.975) * se), p_value = 2 * pnorm(-abs(beta) / se)))
  for (by in c("arm", "prior")) {
    d$group <- d[[by]]
    fit <- coxph(Surv(days, observed) ~ factor(group) + strata(strat), d, weights = w, robust = TRUE, cluster = id)
    for (rho in if (dataset == "ms3") 0 else c(0, 0.5, 1)) {
      chisq <- if (rho == 0) c(fit$rscore) else by_definition(d, rho)
      if (rho == 0) stopifnot(all.equal(chisq, by_definition(d, 0), tolerance = 1e-10))
      tests <- rbind(tests, data.frame(dataset, unit, stratified, by, rho, chisq, df = length(coef(fit))))
    }
  }
}
write.csv(format(cox, digits = 17, trim = TRUE), "weighted_cox.csv", row.names = FALSE, quote = FALSE)
write.csv(format(tests, digits = 17, trim = TRUE), "weighted_logrank.csv", row.names = FALSE, quote = FALSE)
