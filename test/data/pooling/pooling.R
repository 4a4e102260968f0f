# Writes studies.csv, meta.csv, rubin.csv and e_value.csv, by the published formulas: DerSimonian and Laird 1986, as
# metafor::rma(method = "FE" and "DL") computes them; Rubin 1987, as mice::pool.scalar(); VanderWeele and Ding 2017, as
# EValue::evalues.HR(), .OR() and .RR().  The set bcg has the 13 trials of BCG vaccination against tuberculosis (Colditz
# 1994), of which metafor's own page gives the DL estimate -0.7141 (standard error 0.1787) and tau2 0.3088.
#
#	Rscript pooling.R		(in this folder; R 4.2.2)
set.seed(19)
bcg <- data.frame(
  tpos = c(4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27),
  tneg = c(119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886),
  cpos = c(11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29),
  cneg = c(128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825))
sets <- list(
  bcg = with(bcg, data.frame(
    estimate = log((tpos / (tpos + tneg)) / (cpos / (cpos + cneg))),
    std_err = sqrt(1 / tpos - 1 / (tpos + tneg) + 1 / cpos - 1 / (cpos + cneg)))),
  alike = data.frame(estimate = rnorm(5, -0.6, 0.02), std_err = runif(5, 0.1, 0.3)),
  two = data.frame(estimate = c(-0.9, 0.2), std_err = c(0.2, 0.3)),
  unequal = data.frame(estimate = c(0.1, 3, -2), std_err = c(1e-6, 1, 2)),
  large = data.frame(estimate = 1e6 + rnorm(40), std_err = runif(40, 0.1, 2)),
  imputed = data.frame(estimate = rnorm(20, 0.35, 0.04), std_err = runif(20, 0.1, 0.12)),
  spread = data.frame(estimate = rnorm(5, 2, 3), std_err = runif(5, 0.1, 0.12)))

meta <- function(d, method, level) {
  v <- d$std_err^2
  w <- 1 / v
  k <- nrow(d)
  fixed <- sum(w * d$estimate) / sum(w)
  q <- sum(w * (d$estimate - fixed)^2)
  tau2 <- if (method == "DL") max(0, (q - (k - 1)) / (sum(w) - sum(w^2) / sum(w))) else 0
  # metafor: 100 tau2 / (vt + tau2) with the typical variance vt; FE from q
  vt <- (k - 1) / (sum(w) - sum(w^2) / sum(w))
  i2 <- if (method == "DL") 100 * tau2 / (vt + tau2) else max(0, 100 * (q - (k - 1)) / q)
  w <- 1 / (v + tau2)
  estimate <- sum(w * d$estimate) / sum(w)
  std_err <- sqrt(1 / sum(w))
  z <- qnorm((1 - level) / 2, lower.tail = FALSE)
  data.frame(estimate, std_err, lower = estimate - z * std_err, upper = estimate + z * std_err, tau2, i2, q,
    p_value = pchisq(q, k - 1, lower.tail = FALSE))
}

rubin <- function(d, level) {
  m <- nrow(d)
  estimate <- mean(d$estimate)
  within <- mean(d$std_err^2)
  between <- var(d$estimate)
  total <- within + (m + 1) * between / m
  r <- (1 + 1 / m) * between / within
  lambda <- (1 + 1 / m) * between / total
  df <- (m - 1) / lambda^2
  reach <- qt((1 - level) / 2, df, lower.tail = FALSE) * sqrt(total)
  data.frame(estimate, std_err = sqrt(total), df, fmi = (r + 2 / (df + 3)) / (r + 1), lower = estimate - reach,
    upper = estimate + reach)
}

e_value <- function(ratio, lower, upper, measure, common) {
  rr <- function(x) {
    if (!common || measure == "RR") x
    else if (measure == "OR") sqrt(x)
    else (1 - 0.5^sqrt(x)) / (1 - 0.5^sqrt(1 / x))
  }
  e <- function(x) {
    x <- if (x < 1) 1 / x else x
    x + sqrt(x * (x - 1))
  }
  limit <- if (ratio < 1) upper else lower
  covers <- lower <= 1 && upper >= 1
  data.frame(ratio, lower, upper, measure, common, point = e(rr(ratio)), limit = if (covers) 1 else e(rr(limit)))
}

studies <- NULL
pooled <- NULL
imputed <- NULL
for (set in names(sets)) {
  studies <- rbind(studies, data.frame(set, sets[[set]]))
  for (level in c(0.95, 0.9)) {
    for (method in c("FE", "DL"))
      pooled <- rbind(pooled, data.frame(set, method, level, meta(sets[[set]], method, level)))
    imputed <- rbind(imputed, data.frame(set, level, rubin(sets[[set]], level)))
  }
}
stopifnot(abs(pooled$estimate[pooled$set == "bcg" & pooled$method == "DL"] + 0.7141) < 5e-5,
  abs(pooled$tau2[pooled$set == "bcg" & pooled$method == "DL"] - 0.3088) < 5e-5)
values <- NULL
for (measure in c("HR", "OR", "RR")) for (common in c(FALSE, TRUE)) for (ratio in c(0.02, 0.55, 0.8, 0.97, 1.1, 2.5, 30))
  for (spread in c(1.05, 1.3))
    values <- rbind(values, e_value(ratio, ratio / spread, ratio * spread, measure, common))
write <- function(d, file) write.csv(format(d, digits = 17, trim = TRUE), file, row.names = FALSE, quote = FALSE)
write(studies, "studies.csv")
write(pooled, "meta.csv")
write(imputed, "rubin.csv")
write(values, "e_value.csv")
