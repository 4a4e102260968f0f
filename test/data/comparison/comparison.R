# Writes events.csv: what msprog 1.0.0 and MSoutcomes 0.2.1 find in three registries: the toy patients of msprog, the
# registry sample of MSoutcomes, and the simulated patients of ../msbase.  Run it in this folder.  The warnings are of
# maxima of nothing, which MSoutcomes drops.
library(msprog)
library(MSoutcomes)

read <- function(folder, visits, relapses, day, value) {
	v <- read.csv(file.path(folder, "visits.csv"))
	r <- read.csv(file.path(folder, "relapses.csv"))
	v <- cbind(v, id = v[[visits]], date = as.Date(v[[day]]), EDSS = v[[value]])[, c("id", "date", "EDSS", intersect(
		names(v), c("SDMT", paste0("fs_", c("visual", "brainstem", "pyramidal", "cerebellar", "sensory", "bowel_bladder",
		"cerebral")), "ambulation")))]
	list(visits = v, relapses = data.frame(id = r[[visits]], date = as.Date(r[[relapses]])))
}
toy <- read.csv("../msprog_toy/visits.csv")
toy$date <- as.Date(toy$date)
toy_relapses <- read.csv("../msprog_toy/relapses.csv")
toy_relapses$date <- as.Date(toy_relapses$date)
registries <- list(
	toy = list(visits = toy, relapses = toy_relapses),
	sample = read("../../../demo/registry_sample", "patient_id", "onset_date", "visit_date", "edss"),
	simulated = read("../msbase", "patient", "onset", "visit_date", "edss"))

# The calls of msprog; all other arguments have their defaults.
window <- relapse_indep_from_bounds
calls <- list(
	"first CDW" = list(),
	"first CDW, 24 weeks or later" = list(conf_days = 168, conf_tol_days = c(0, Inf)),
	"first CDI" = list(event = "firstCDI"),
	"first change" = list(event = "first"),
	"all events, roving baseline" = list(event = "multiple", baseline = "roving", conf_days = 84, conf_tol_days = 30),
	"sustained to the end" = list(event = "multiple", baseline = "roving", require_sust_days = Inf),
	"RAW and PIRA, 12 or 24 weeks" = list(event = "multiple", baseline = "roving", RAW_PIRA = TRUE, conf_days = c(84, 168)),
	"first PIRA" = list(event = "firstPIRA"),
	"first PIRA, strict" = list(event = "firstPIRA", baseline = "roving", conf_days = c(84, 168),
		relapse_indep = window(0, NULL, NULL, NULL, NULL, 0)),
	"PIRA after re-baseline" = list(event = "multiple", RAW_PIRA = TRUE, relapse_rebl = TRUE, bl_geq = TRUE,
		conf_days = c(84, 168), relapse_indep = window(0, NULL, NULL, 30, 30, 30)),
	"first RAW" = list(event = "firstRAW", baseline = "roving"))

answers <- NULL
note <- function(tool, call, registry, patient, event, kind, date, value, baseline_date, baseline_value)
	answers <<- rbind(answers, data.frame(tool, call, registry, patient, event, kind, event_date = as.character(date),
		event_value = value, baseline_date = as.character(baseline_date), baseline_value))

by_msprog <- function(call, registry, data, column = "EDSS", outcome = "edss", arguments = list()) {
	found <- do.call(MSprog, c(list(data$visits, "id", column, "date", outcome, relapse = data$relapses,
		include_dates = TRUE, include_values = TRUE, include_stable = FALSE, verbose = 0), arguments))$results
	if (is.null(found)) return()
	found <- found[found$nevent > 0, ]
	if (nrow(found) > 0)
		note("msprog", call, registry, found$id, found$event_type, if (is.null(found$CDW_type)) NA else found$CDW_type,
			found$date, found$value, found$bl_date, found$bl_value)
}
for (registry in names(registries)) {
	data <- registries[[registry]]
	for (call in names(calls)) by_msprog(call, registry, data, arguments = calls[[call]])
	found <- value_milestone(data$visits, 6, "id", "EDSS", "date", "edss", relapse = data$relapses)
	found <- cbind(id = rownames(found), found)[found$observed == 1, ]
	if (nrow(found) > 0)
		note("msprog", "EDSS 6", registry, found$id, NA, NA, found$date, found$EDSS, NA, NA)
}
by_msprog("SDMT, all events", "toy", registries$toy, "SDMT", "sdmt", list(event = "multiple", baseline = "roving"))

by_msoutcomes <- function(call, registry, found, event) {
	if (nrow(found) > 0)
		note("MSoutcomes", call, registry, found$ID, event, NA, found$dateEDSS, found$EDSS, found$base.date, found$bEDSS)
}
for (registry in names(registries)) {
	v <- registries[[registry]]$visits
	r <- registries[[registry]]$relapses
	since <- mapply(function(patient, day) {
		before <- r$date[r$id == patient & r$date <= day]
		if (length(before) > 0) as.numeric(day - max(before)) else NA
	}, v$id, v$date)
	visits <- data.frame(ID = v$id, dateEDSS = as.character(v$date), EDSS = v$EDSS, daysPostRelapse = since)
	for (f in c("CDW", "CDI", "PIRA"))
		for (sustained in c(TRUE, FALSE))
			by_msoutcomes(paste0(f, if (sustained) "" else ", sustained = FALSE"), registry,
				suppressMessages(get(f)(visits, sustained = sustained)), f)
	both <- suppressMessages(CDEseq(visits))
	by_msoutcomes("CDEseq", registry, both[[1]], "CDW")
	by_msoutcomes("CDEseq", registry, both[[2]], "CDI")
	converted <- function(call, found) {
		found <- found[!is.na(found$SPMS) & found$SPMS == 1, ]
		if (nrow(found) > 0)
			note("MSoutcomes", call, registry, found$ID, "SPMS", NA, found$date.SPMS, found$EDSS.SPMS, NA, NA)
	}
	converted("spmsDx_no_fss", suppressMessages(spmsDx_no_fss(visits)))
	if (registry == "sample")
		converted("spmsDx", suppressMessages(spmsDx(cbind(visits, FSpyr = v$fs_pyramidal, FScrbl = v$fs_cerebellar,
			FSbstem = v$fs_brainstem, FSsens = v$fs_sensory, FSsph = v$fs_bowel_bladder, FSvis = v$fs_visual,
			FScereb = v$fs_cerebral, FSamb = v$ambulation))))
}
write.csv(answers, "events.csv", row.names = FALSE, quote = grep("call", names(answers)), na = "")
