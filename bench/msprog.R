# How long msprog takes, in milliseconds: Rscript msprog.R visits.csv relapses.csv
library(msprog)
files <- commandArgs(trailingOnly = TRUE)
visits <- read.csv(files[1])
relapses <- read.csv(files[2])
visits$date <- as.Date(visits$date)
relapses$date <- as.Date(relapses$date)
took <- system.time(invisible(capture.output(MSprog(
	data = visits, subj_col = "id", value_col = "EDSS", date_col = "date", outcome = "edss", relapse = relapses, event = "multiple",
	baseline = "roving", RAW_PIRA = TRUE, conf_days = c(84, 168), verbose = 0))))
cat(round(1000 * took[["elapsed"]]))
