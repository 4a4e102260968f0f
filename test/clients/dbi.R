# R, by DBI and RPostgreSQL: every type as text, rows, thresholds.
suppressMessages(library(RPostgreSQL))
connection <- dbConnect(PostgreSQL())
# RPostgreSQL warns that it reads each column of an unknown type as text
rows <- function(...) suppressWarnings(dbGetQuery(connection, ...))

for (name in rows("SELECT type FROM sepms_type ORDER BY type")$type) {
	all <- rows(sprintf("SELECT id, value, value::text AS text FROM given.%s", name))
	stopifnot(is.character(all$value), identical(all$value, all$text))
	for (i in seq_len(nrow(all))) {
		if (is.na(all$value[i])) # RPostgreSQL has no NULL parameter
			rows(sprintf("INSERT INTO written.%s VALUES ($1, NULL)", name), all$id[i])
		else
			rows(sprintf("INSERT INTO written.%s VALUES ($1, $2)", name), c(all$id[i], all$value[i]))
	}
}
rows("SELECT check_written('R', 'text')")

curve <- rows("SELECT * FROM curve")
stopifnot(identical(curve$time, c(30L, 60L)), curve$n_risk == c(4, 1), curve$survival == c(0.75, 0), is.na(curve$upper[2]))
event <- rows("SELECT * FROM event")
stopifnot(identical(event$event_date, as.Date(c("2020-06-01", "2021-12-01"))), identical(event$cdw_type, c("RAW", NA)),
	event$event_value == c(3.5, 2), identical(event$sust_last, c(FALSE, TRUE)),
	event$pira_conf_dates == "{NULL,NULL}") # arrays are text here
stopifnot(rows("SELECT * FROM component")[1, ]$active == 81)

for (threshold in list(6L, 6.0, "6.0"))
	stopifnot(rows("SELECT count(*) FROM given.edss WHERE value >= $1", threshold)$count == 9)
# A number is sent without a type, so it is read as an EDSS here: a number that is not one needs a cast.
stopifnot(is.null(rows("SELECT count(*) FROM given.edss WHERE value > $1", 3.2)),
	rows("SELECT count(*) FROM given.edss WHERE value > $1::float8", 3.2)$count == 14)
invisible(dbDisconnect(connection))
