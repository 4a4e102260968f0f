# Writes competing_observations.csv: mgus2 (plasma cell malignancy and death, by sex, stratified by age) and made-up
# patients with three causes in three groups, with days as they are and in months or years, so that there are many ties.
# Of these, gray.csv: Gray's test by cmprsk::cuminc; rmst.csv: restricted mean times without any event compared by
# survRM2::rmst2; cuminc_quantile.csv: quantiles of survfit's incidence by the rule that R has for survival curves.
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
