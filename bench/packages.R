# How long msprog and MSoutcomes take: Rscript packages.R visits.csv relapses.csv PATIENTS...
# For each number of patients and each call, the best of three runs: call, patients, events, milliseconds of the
# processor, which do not grow if others use it too; nothing of a package that is not installed.  Reading the files and
# finding the days since the last relapse are not counted.
arguments <- commandArgs(TRUE)
all_visits <- read.csv(arguments[1])
all_relapses <- read.csv(arguments[2])
all_visits$date <- as.Date(all_visits$date)
all_relapses$date <- as.Date(all_relapses$date)
onsets <- split(as.numeric(all_relapses$date), all_relapses$id)
all_visits$since <- mapply(function(patient, day) {
	before <- onsets[[as.character(patient)]]
	before <- before[before <= day]
	if (length(before) > 0) day - max(before) else NA
}, all_visits$id, as.numeric(all_visits$date))

measure <- function(call, patients, events_of, run) {
	took <- Inf
	for (i in 1:3) {
		used <- system.time(suppressWarnings(suppressMessages(capture.output(found <- run()))))
		took <- min(took, used[["user.self"]] + used[["sys.self"]])
	}
	cat(call, patients, events_of(found), round(1000 * took), sep = ",")
	cat("\n")
}
for (patients in as.integer(arguments[-(1:2)])) {
	visits <- all_visits[all_visits$id <= patients, ]
	relapses <- all_relapses[all_relapses$id <= patients, ]
	if (requireNamespace("msprog", quietly = TRUE)) {
		by_msprog <- function(...) function() msprog::MSprog(visits, "id", "EDSS", "date", "edss", relapse = relapses,
			include_dates = TRUE, verbose = 0, ...)
		events <- function(found) sum(found$results$nevent > 0)
		measure("MSprog", patients, events, by_msprog())
		measure("MSprog multiple RAW_PIRA", patients, events,
			by_msprog(event = "multiple", baseline = "roving", RAW_PIRA = TRUE, conf_days = c(84, 168)))
		measure("value_milestone", patients, function(found) sum(found$observed), function()
			msprog::value_milestone(visits, 6, "id", "EDSS", "date", "edss", relapse = relapses))
	}
	if (requireNamespace("MSoutcomes", quietly = TRUE)) {
		input <- data.frame(ID = visits$id, dateEDSS = as.character(visits$date), EDSS = visits$EDSS,
			daysPostRelapse = visits$since)
		for (f in c("CDW", "CDI", "PIRA"))
			measure(f, patients, nrow, function() getExportedValue("MSoutcomes", f)(input))
		measure("CDEseq", patients, function(found) nrow(found[[1]]) + nrow(found[[2]]),
			function() MSoutcomes::CDEseq(input))
		measure("spmsDx_no_fss", patients, function(found) sum(found$SPMS, na.rm = TRUE),
			function() MSoutcomes::spmsDx_no_fss(input))
	}
}
