# Writes the events that MSoutcomes 0.2.1 finds in the patients of edge_visits.csv and edge_relapses.csv:
# edge_events.csv.  Run it in this folder.  The warnings are of maxima of nothing, which the package drops.
library(MSoutcomes)

visits <- read.csv("edge_visits.csv")
relapses <- read.csv("edge_relapses.csv")
day <- as.numeric(as.Date(visits$visit_date))
onset <- as.numeric(as.Date(relapses$onset))
since <- mapply(function(patient, day) {
	before <- onset[relapses$patient == patient & onset <= day]
	if (length(before) > 0) day - max(before) else NA
}, visits$patient, day)
input <- data.frame(ID = visits$patient, dateEDSS = visits$visit_date, EDSS = visits$edss, daysPostRelapse = since,
	bEDSS = NA, base.date = as.Date(NA))

rows <- function(events, kind, conf_days, relapse_days, sustained) {
	if (nrow(events) == 0) return(NULL)
	data.frame(kind, conf_days, relapse_days, sustained, patient = events$ID, event_date = events$dateEDSS,
		event_value = events$EDSS, baseline_value = events$bEDSS, baseline_date = events$base.date,
		sust_days = as.numeric(events[[if (grepl("CDI", kind)) "sust.reg" else "sust.prog"]]))
}
answers <- NULL
for (setting in list(c(90.75, 30), c(30, 30), c(0, 30), c(60, 0))) {
	conf <- setting[1]
	near <- setting[2]
	for (kind in c("CDW", "CDI", "PIRA"))
		for (sustained in c(TRUE, FALSE))
			answers <- rbind(answers, rows(suppressMessages(get(kind)(input, conf, near, sustained)),
				kind, conf, near, sustained))
	both <- suppressMessages(CDEseq(input, conf, near))
	answers <- rbind(answers, rows(both[[1]], "sequence CDW", conf, near, NA), rows(both[[2]], "sequence CDI", conf, near, NA))
}
write.csv(answers, "edge_events.csv", row.names = FALSE, quote = FALSE, na = "")
