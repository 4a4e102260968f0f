# Oracle data from R: base stats, survival, sandwich (Debian bookworm packages).
# Sources: `lung`, `veteran`, `leukemia` as in OBSERVATIONS (three data sets of package
# survival), `mgus2` of package survival; delayed, weights, rate ratios and relapses are random.
# Run from the top of the project: Rscript test/data/survival/oracle.R [folder to write to]
suppressMessages({library(survival); library(sandwich)})
OBSERVATIONS <- "test/data/survival/observations.csv"
OUT <- c(commandArgs(TRUE), "test/data/survival")[1]
RNGversion("4.2.0"); set.seed(20240611)
CONF <- c("log", "log-log", "plain")

# ---- CSV: shortest of 15 or 17 significant digits that reads back the same, NA/NaN empty
number <- function(x) {
  s <- sprintf("%.15g", x)
  exact <- suppressWarnings(as.numeric(s)) == x
  s <- ifelse(is.finite(x) & !exact, sprintf("%.17g", x), s)
  ifelse(is.na(x), "", ifelse(x == Inf, "Infinity", ifelse(x == -Inf, "-Infinity", s)))
}
text <- function(x) if (is.numeric(x)) number(x) else ifelse(is.na(x), "", as.character(x))
save_csv <- function(d, name)
  write.csv(as.data.frame(lapply(d, text)), file.path(OUT, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
rows <- function(...) do.call(rbind, list(...))
bind <- function(xs, f) do.call(rbind, lapply(xs, f))

# ---- a survfit as a table, std_err of the survival itself
groups <- function(d) c("(all)", sort(unique(as.character(d$grp))))
in_group <- function(d, g) if (g == "(all)") d else d[d$grp == g, ]
km_table <- function(fit, g, conf) with(fit, data.frame(grp = g, conf_type = conf, time, n_risk = n.risk,
  n_event = n.event, n_censor = n.censor, survival = surv,
  std_err = if (logse) std.err * surv else std.err, lower, upper))
km_all <- function(d, surv, ...) bind(groups(d), function(g) bind(CONF, function(conf) {
  part <- in_group(d, g)
  km_table(surv(part, conf), g, conf)
}))

# ---- 1. delayed entry: fortnights, so that entries, exits and events tie with each other
n <- 300
grp <- sample(c("A", "B"), n, TRUE)
entry <- sample(c(rep(0, n / 3), 14 * sample(0:60, n - n / 3, TRUE)))
exit <- pmin(entry + 14 * ceiling(rexp(n, ifelse(grp == "A", 1 / 450, 1 / 300)) / 14), 1498)
delayed <- data.frame(id = 1:n, entry, exit, observed = runif(n) < 0.5, grp)
fit_delayed <- function(d, conf) survfit(Surv(entry, exit, observed) ~ 1, d, conf.type = conf)
for (g in groups(delayed)) with(in_group(delayed, g), {
  at_risk <- sapply(1:max(exit), function(t) sum(entry < t & t <= exit))
  stopifnot(min(entry) == 0, entry < exit, at_risk > 0, fit_delayed(in_group(delayed, g), "log")$surv > 0)
})
delayed_km <- km_all(delayed, fit_delayed)
exits <- lapply(groups(delayed), function(g) in_group(delayed, g)$exit)
names(exits) <- groups(delayed)
delayed_km <- delayed_km[mapply(function(g, t) t %in% exits[[g]], delayed_km$grp, delayed_km$time), ]
save_csv(delayed, "delayed")
save_csv(delayed_km, "delayed_km")

# ---- 2. Cox, Efron ties; hazard of the second group relative to the first
obs <- read.csv(OBSERVATIONS)
ORDER <- list(lung = c("male", "female"), veteran = c("trt1", "trt2"), # trt2 is `test`
  leukemia = c("Maintained", "Nonmaintained"), delayed = c("A", "B"), ties = c("A", "B"))
strata_of <- function(d, stratum) transform(d, stratum = stratum)
strat <- rows(strata_of(obs[obs$dataset == "lung", ], lung$ph.ecog),
  strata_of(obs[obs$dataset == "veteran", ], as.character(veteran$celltype)))
strat <- strat[!is.na(strat$stratum), ]
stopifnot(obs$time[obs$dataset == "lung"] == lung$time, obs$time[obs$dataset == "veteran"] == veteran$time)
save_csv(strat, "strata")

cox <- function(name, d, formula, stratified) {
  d$grp <- factor(d$grp, ORDER[[name]])
  # coxph.control warns that toler.chol is not below eps; both are as small as they can be
  tight <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-14))
  s <- summary(fit <- coxph(formula, d, ties = "efron", control = tight))
  data.frame(dataset = name, stratified, hazard_ratio = s$conf.int[1, "exp(coef)"],
    lower = s$conf.int[1, "lower .95"], upper = s$conf.int[1, "upper .95"],
    p_value = s$coefficients[1, "Pr(>|z|)"], loglik = fit$loglik[2])
}
i <- 1:3000 # many ties: hundreds of events on each of five days, in groups of a third and two thirds
ties <- data.frame(time = 1 + i %% 7 %% 5, event = i %% 11 > 3 + (i %% 3 == 0), grp = ifelse(i %% 3 == 0, "A", "B"))
save_csv(rows(
  bind(c("lung", "veteran", "leukemia"), function(x) cox(x, obs[obs$dataset == x, ], Surv(time, event) ~ grp, FALSE)),
  cox("delayed", delayed, Surv(entry, exit, observed) ~ grp, FALSE),
  cox("ties", ties, Surv(time, event) ~ grp, FALSE),
  bind(c("lung", "veteran"), function(x)
    cox(x, strat[strat$dataset == x, ], Surv(time, event) ~ grp + strata(stratum), TRUE))), "cox")

# ---- 3. log-rank family
logrank <- function(name, grouping, stratified, formula) bind(c(0, 0.5, 1), function(rho) {
  fit <- survdiff(formula, strat[strat$dataset == name, ], rho = rho)
  expected <- rowSums(as.matrix(fit$exp))
  data.frame(dataset = name, grouping, stratified, rho, chisq = fit$chisq, df = sum(expected > 0) - 1, p_value = fit$pvalue)
})
save_csv(rows(logrank("veteran", "celltype", FALSE, Surv(time, event) ~ stratum),
  logrank("lung", "grp", TRUE, Surv(time, event) ~ grp + strata(stratum)),
  logrank("veteran", "grp", TRUE, Surv(time, event) ~ grp + strata(stratum))), "logrank_more")

# ---- 4. Nelson-Aalen
save_csv(bind(unique(obs$dataset), function(x) bind(groups(obs[obs$dataset == x, ]), function(g) {
  fit <- survfit(Surv(time, event) ~ 1, in_group(obs[obs$dataset == x, ], g))
  data.frame(dataset = x, grp = g, time = fit$time, hazard = fit$cumhaz, std_err = fit$std.chaz)
})), "nelson_aalen")

# ---- 5. competing risks, as in the package's vignette `compete`
competing <- with(mgus2, data.frame(days = ifelse(pstat == 0, futime, ptime), cause = ifelse(pstat == 0, 2 * death, 1)))
save_csv(competing, "cuminc_observations")
save_csv(bind(CONF, function(conf) {
  fit <- survfit(Surv(days, factor(cause, 0:2, c("censored", "1", "2"))) ~ 1, competing, conf.type = conf)
  bind(c("1", "2"), function(cause) {
    k <- match(cause, fit$states)
    with(fit, data.frame(conf_type = conf, cause, time, n_risk = n.risk[, 1], n_event = n.event[, k],
      n_censor = rowSums(as.matrix(n.censor)), incidence = pstate[, k], std_err = std.err[, k],
      lower = lower[, k], upper = upper[, k]))
  })
}), "cuminc")

# ---- 6. weighted Kaplan-Meier with the robust variance (std.err is of the survival: logse is FALSE)
weights_of <- function(n) round(runif(n, 0.2005, 2.9995), 3)
lung_obs <- obs[obs$dataset == "lung", ]
weighted <- with(lung_obs, data.frame(days = time, observed = event, weight = weights_of(length(time)), grp))
save_csv(weighted, "weighted")
save_csv(km_all(weighted, function(d, conf)
  survfit(Surv(days, observed) ~ 1, d, weights = weight, robust = TRUE, conf.type = conf)), "weighted_km")

# ---- 7. rate ratio: a quarter of the cases with equal person-time, half with a ratio near 1
# (0 vs 0 is answered too: ratio NaN, limits 0 and Inf, p 1)
counts <- function(n) round(5000 ^ runif(n) - 1)
time <- function(n) round(10 ^ runif(n, -1, 4), 3)
cases <- data.frame(x1 = c(0, 5, 0, 0, 1, 12, 5000, counts(53)), t1 = time(60),
  x2 = c(5, 0, 0, 1, 0, 12, 4900, counts(53)), t2 = time(60))
near <- with(cases, round(t1 * (x2 + 1) / (x1 + 1) * exp(rnorm(60, 0, 0.3)) + 0.001, 3))
kind <- c(rep(NA, 7), seq_len(53) %% 4)
cases$t2 <- ifelse(kind %in% 0, cases$t1, ifelse(kind %in% 1:2, near, cases$t2))
cases$conf_level <- rep(c(0.9, 0.95, 0.99), 20)
save_csv(bind(seq_len(60), function(i) with(cases[i, ], {
  r <- poisson.test(c(x1, x2), c(t1, t2), conf.level = conf_level)
  data.frame(cases[i, ], ratio = unname(r$estimate), lower = r$conf.int[1], upper = r$conf.int[2], p_value = r$p.value)
})), "rate_ratio")

# ---- 8. relapse rate with a robust standard error
arm <- rep(c("A", "B"), each = 100)
days <- sample(100:1500, 200, TRUE)
rate <- ifelse(arm == "A", 0.35, 0.6) * rgamma(200, 1.5, 1.5)
relapses <- data.frame(patient = 1:200, arm, relapses = rpois(200, rate * days / 365.25), follow_up_days = days, weight = weights_of(200))
save_csv(relapses, "relapses")
save_csv(bind(c("A", "B"), function(a) bind(c(FALSE, TRUE), function(weighted) {
  d <- relapses[relapses$arm == a, ]
  d$w <- if (weighted) d$weight else 1
  fit <- glm(relapses ~ 1 + offset(log(follow_up_days / 365.25)), poisson, d, weights = w,
    control = glm.control(epsilon = 1e-15, maxit = 100))
  data.frame(arm = a, weighted, rate_per_year = exp(coef(fit)), se_log = sqrt(vcovHC(fit, type = "HC0")[1, 1]))
})), "relapse_robust")

# ---- 9. survival at times that were asked for: before the first event, at events, between them, at the end
save_csv(bind(c("log", "log-log"), function(conf) {
  fit <- survfit(Surv(time, event) ~ 1, lung_obs, conf.type = conf)
  at <- fit$time[seq(10, length(fit$time) - 1, 15)]
  mid <- (fit$time[seq(1, length(fit$time) - 1, 12)] + fit$time[seq(2, length(fit$time), 12)]) / 2
  s <- summary(fit, times = sort(unique(c(0, 1, 4.5, 5, at, mid, max(fit$time)))))
  with(s, data.frame(dataset = "lung", grp = "(all)", conf_type = conf, time, n_risk = n.risk, survival = surv,
    std_err = std.err, lower, upper))
}), "lookups")
