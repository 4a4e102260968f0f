# R's survival on the same patients: Rscript survfit.R FILE, a CSV file with days and observed.
# Prints the milliseconds for reading the file and computing the curve, the patients and the points.
file <- commandArgs(TRUE)[1]
elapsed <- function(expr) system.time(expr)[["elapsed"]]
suppressMessages(library(survival))
seconds <- elapsed({
  patients <- read.csv(file, colClasses = c("integer", "logical"))
  curve <- survfit(Surv(days, observed) ~ 1, patients)
})
cat(round(seconds * 1000), nrow(patients), length(curve$time), sep = ",")
