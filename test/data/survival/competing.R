# Writes competing_observations.csv: mgus2 (plasma cell malignancy and death, by sex, stratified by age) and made-up
# patients with three causes in three groups, with days as they are and in months or years, so that there are many ties.
# Of these, gray.csv: Gray's test by cmprsk::cuminc; rmst.csv: restricted mean times without any event compared by
# survRM2::rmst2; cuminc_quantile.csv: quantiles of survfit's incidence by the rule that R has for survival curves;
# fine_gray.csv: the ratio of grp 1 to grp 2 by coxph() on data from finegray(), with the variance of Fine and Gray 1999
# computed from its definition: that of cmprsk::crr, with which it agrees where no days are tied.
#
#	Rscript competing.R		(in this folder; cmprsk 2.2-12, survRM2 1.0-4, survival 3.5-3, R 4.2.2)
suppressMessages({library(cmprsk); library(survRM2)})
set.seed(1988)
save_csv <- function(d, file) write.csv(format(d, digits = 17, trim = TRUE), paste0(file, ".csv"), row.names = FALSE,
  quote = FALSE)
m <- with(mgus2, data.frame(dataset = "mgus2", days = ifelse(pstat == 1, ptime, futime),
  cause = ifelse(pstat == 1, 1, ifelse(death == 1, 2, 0)), grp = match(sex, c("F", "M")), stratum = (age >= 70) + 1))
made_up <- function(dataset, n, unit) {
  grp <- sample(3, n, TRUE)
  stratum <- sample(2, n, TRUE)
  rate <- outer(c(1, 0.7, 1.4)[grp] * stratum, c(0.0004, 0.0003, 0.0001))
  time <- t(apply(rate, 1, function(r) rexp(3, r)))
  first <- apply(time, 1, min)
  end <- runif(n, 100, 2500)
  data.frame(dataset, days = unit * ceiling(pmin(first, end) / unit),
    cause = ifelse(first <= end, apply(time, 1, which.min), 0), grp, stratum)
}
d <- rbind(m, made_up("days", 300, 1), made_up("months", 400, 30), made_up("years", 80, 365))
untied <- made_up("untied", 250, 0.001)
untied$days <- 3 * rank(untied$days)
stopifnot(!duplicated(untied$days))
d <- rbind(d, untied)
save_csv(d, "competing_observations")

tests <- NULL
for (dataset in unique(d$dataset)) for (stratified in c(FALSE, TRUE)) for (rho in c(0, 1)) {
  s <- d[d$dataset == dataset, ]
  fit <- with(s, cuminc(days, cause, grp, if (stratified) stratum else rep(1, nrow(s)), rho = rho))$Tests
  tests <- rbind(tests, data.frame(dataset, stratified, rho, cause = as.integer(rownames(fit)), chisq = fit[, "stat"],
    df = fit[, "df"], p_value = pchisq(fit[, "stat"], fit[, "df"], lower.tail = FALSE)))
}
save_csv(tests, "gray")

# 1 to grp 1, 0 to grp 2; the means to the end of a curve that reaches 0 are among them
means <- NULL
for (dataset in unique(d$dataset)) for (level in c(0.95, 0.9)) for (part in c(0.2, 0.5, 0.9)) {
  s <- d[d$dataset == dataset & d$grp < 3, ]
  tau <- floor(part * min(tapply(s$days, s$grp, max)))
  r <- rmst2(s$days, +(s$cause > 0), +(s$grp == 1), tau, alpha = 1 - level)$unadjusted.result
  row <- function(of, i) data.frame(dataset, level, tau, of, estimate = r[i, 1], lower = r[i, 2], upper = r[i, 3],
    p_value = r[i, 4])
  means <- rbind(means, row("difference", 1), row("ratio", 2))
}
save_csv(means, "rmst")

# quantile() of survival refuses multi-state curves, so it is given the incidence as a curve of one event
quantiles <- NULL
for (dataset in unique(d$dataset)) for (conf_type in c("log", "log-log", "plain")) {
  s <- d[d$dataset == dataset, ]
  fit <- survfit(Surv(days, factor(cause, 0:max(cause))) ~ 1, s, conf.type = conf_type)
  for (cause in seq_len(max(s$cause))) {
    one <- survfit(Surv(days, cause > 0) ~ 1, s)
    one$surv <- 1 - fit$pstate[, cause + 1]
    one$lower <- 1 - fit$upper[, cause + 1]
    one$upper <- 1 - fit$lower[, cause + 1]
    for (p in c(0.01, 0.05, 0.1, 0.2, 0.4, 0.7)) {
      q <- quantile(one, p)
      quantiles <- rbind(quantiles, data.frame(dataset, conf_type, cause, p, estimate = q$quantile, lower = q$lower,
        upper = q$upper))
    }
  }
}
write.csv(quantiles, "cuminc_quantile.csv", row.names = FALSE, quote = FALSE, na = "")

# What a patient contributes by way of the curve of no censoring, summed over the days: censorings come after events
by_censoring <- function(s, beta) {
  x <- +(s$grp == 1)
  at <- sort(unique(s$days))
  n_at <- sapply(at, function(u) sum(s$days > u | (s$days == u & s$status == 0)))
  n_cens <- sapply(at, function(u) sum(s$days == u & s$status == 0))
  fall <- ifelse(n_cens > 0, (n_at - n_cens) / n_at, 1)
  before <- function(t) sapply(t, function(one) prod(fall[at < one]))
  g <- before(s$days)
  weight_on <- function(t) ifelse(s$days >= t, 1, ifelse(s$status == 2, before(t) / g, 0))
  events <- sort(unique(s$days[s$status == 1]))
  efron <- lapply(events, function(t) {
    own <- weight_on(t) * exp(beta * x)
    dead <- s$days == t & s$status == 1
    m <- sum(dead)
    a <- (seq_len(m) - 1) / m
    all <- sapply(a, function(a) sum(own * (1 - a * dead)))
    mean <- sapply(a, function(a) sum(x * own * (1 - a * dead))) / all
    list(all = all, mean = mean)
  })
  effect <- sapply(at, function(u) {
    sum(vapply(which(events > u), function(i) {
      other <- s$status == 2 & s$days <= u
      own <- weight_on(events[i])[other] * exp(beta * x[other])
      sum(outer(x[other], efron[[i]]$mean, "-") * own %o% (1 / efron[[i]]$all))
    }, 0))
  })
  sapply(seq_len(nrow(s)), function(i) {
    for_all <- at < s$days[i] | (at == s$days[i] & s$status[i] == 0)
    own <- if (s$status[i] == 0) (effect / n_at)[at == s$days[i]] else 0
    own - sum((effect * n_cens / n_at^2)[for_all])
  })
}

ratios <- NULL
for (dataset in unique(d$dataset)) for (cause in seq_len(max(d$cause[d$dataset == dataset]))) {
  s <- d[d$dataset == dataset & d$grp < 3, ]
  s$status <- ifelse(s$cause == 0, 0, ifelse(s$cause == cause, 1, 2))
  s$id <- seq_len(nrow(s))
  long <- finegray(Surv(days, factor(status, 0:2)) ~ ., s[, c("days", "status", "grp", "id")], id = id)
  fit <- coxph(Surv(fgstart, fgstop, fgstatus) ~ I(grp == 1), long, weights = fgwt, cluster = id, ties = "efron",
    control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100))
  scores <- residuals(fit, "score", weighted = TRUE, collapse = long$id)
  stopifnot(all.equal(c(fit$var), sum(scores^2) * fit$naive.var[1]^2, tolerance = 1e-8))
  se <- sqrt(sum((scores + by_censoring(s, coef(fit)))^2)) * fit$naive.var[1]
  if (dataset == "untied") {
    other <- with(s, crr(days, status, +(grp == 1), gtol = 1e-14))
    stopifnot(all.equal(c(coef(fit), se), c(other$coef, sqrt(other$var)), check.attributes = FALSE, tolerance = 1e-8))
  }
  beta <- coef(fit)
  ratios <- rbind(ratios, data.frame(dataset, cause, ratio = exp(beta), lower = exp(beta - qnorm(0.975) * se),
    upper = exp(beta + qnorm(0.975) * se), p_value = 2 * pnorm(-abs(beta) / se)))
}
save_csv(ratios, "fine_gray")
