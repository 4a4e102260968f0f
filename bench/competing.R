# How long R takes, in milliseconds: Rscript competing.R FILE, a CSV file with days, cause (0 censored, 1, 2) and treated.
# Prints those of finegray and coxph for cause 1, and of Gray's test by cmprsk, NA if that is not installed.  Reading the
# file is not counted.
suppressMessages(library(survival))
d <- read.csv(commandArgs(TRUE)[1])
took <- function(expr) round(1000 * system.time(expr)[["elapsed"]])
cat(
  took({
    d$event <- factor(d$cause, 0:2, c("censored", "first", "second"))
    rows <- finegray(Surv(days, event) ~ ., d, etype = "first")
    coxph(Surv(fgstart, fgstop, fgstatus) ~ treated, rows, weights = fgwt)
  }),
  if (requireNamespace("cmprsk", quietly = TRUE)) took(cmprsk::cuminc(d$days, d$cause, d$treated)) else NA,
  sep = ","
)
