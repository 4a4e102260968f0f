# How long coxph and glm take, in milliseconds: Rscript models.R FILE PATIENTS, a CSV file with days, observed, events,
# outcome and covariates, of which so many rows are for coxph.  Prints those of coxph with the variance of the model, of
# coxph with a robust one, of glm for outcomes and for counts, and of coxph at 0, without a step.  Reading the file is not
# counted.
arguments <- commandArgs(TRUE)
suppressMessages(library(survival))
study <- read.csv(arguments[1])
patients <- study[seq_len(min(as.integer(arguments[2]), nrow(study))), ]
covariates <- paste(grep("^x", names(study), value = TRUE), collapse = " + ")
model <- function(outcome) as.formula(paste(outcome, "~", covariates))
took <- function(fit) round(1000 * system.time(fit)[["elapsed"]])
cat(
  took(coxph(model("Surv(days, observed)"), patients)),
  took(coxph(model("Surv(days, observed)"), patients, robust = TRUE)),
  took(glm(model("outcome"), binomial, study)),
  took(glm(model("events"), poisson, study, offset = log(days / 365.25))),
  took(suppressWarnings(coxph(model("Surv(days, observed)"), patients, control = coxph.control(iter.max = 0)))),
  sep = ","
)
