# R's survival on the same patients: Rscript survfit.R FILE, a CSV of days and
# observed.  Prints the milliseconds of reading and of the curve.
file <- commandArgs(TRUE)[1]
elapsed <- function(expr) system.time(expr)[["elapsed"]]
suppressMessages(library(survival))
seconds <- elapsed({
  patients <- read.csv(file, colClasses = c("integer", "logical"))
  curve <- survfit(Surv(days, observed) ~ 1, patients)
})
cat(round(seconds * 1000), nrow(patients), length(curve$time), sep = ",")
