# Writes competing_observations.csv and gray.csv: Gray's test by cmprsk::cuminc, of mgus2 (plasma cell malignancy and
# death, by sex, stratified by age) and of made-up patients with three causes in three groups, with days as they are and
# in months, so that there are many ties.
#
#	Rscript competing.R		(in this folder; cmprsk 2.2-12, survival 3.5-3, R 4.2.2)
suppressMessages(library(cmprsk))
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
save_csv(d, "competing_observations")

tests <- NULL
for (dataset in unique(d$dataset)) for (stratified in c(FALSE, TRUE)) for (rho in c(0, 1)) {
  s <- d[d$dataset == dataset, ]
  fit <- with(s, cuminc(days, cause, grp, if (stratified) stratum else rep(1, nrow(s)), rho = rho))$Tests
  tests <- rbind(tests, data.frame(dataset, stratified, rho, cause = as.integer(rownames(fit)), chisq = fit[, "stat"],
    df = fit[, "df"], p_value = pchisq(fit[, "stat"], fit[, "df"], lower.tail = FALSE)))
}
save_csv(tests, "gray")
