# Makes an upgrade script from the statements that a new install script has and an old one lacks.
#
#	awk -v version=NEW -f sql/upgrade.awk sepms--OLD.sql changed--OLD.sql sepms--NEW.sql
#
# Whole statements are compared.  Line breaks and blanks just inside parentheses make no difference,
# nor does pg_catalog. before a name, except in a body of SQL, which stays bound to the object it
# named.  The new statements keep their order.  This is enough if statements are only added or
# comments on objects change.  If any other statement of the old script is changed or gone, its author
# has to say what the upgrade does: in changed--OLD.sql, which becomes the beginning of the upgrade.
# It contains
#
#	CREATE OR REPLACE ...	the new statement with OR REPLACE; it replaces the old statement
#				whose first line it begins with
#	-- for: FIRST LINE	before other statements, which turn the old statement with this
#				first line into the new one with this first line, if there is one
#
# It is an error if neither is there for a statement.

FNR == 1 { file++; statement = "" }

file == 2 { by_hand = by_hand $0 "\n" }

file == 2 && /^-- for: / { changed[substr($0, 9)] = 1 }

# Between statements: blank lines, comments, the guard against psql.
statement == "" && /^(--|\\|[ \t]*$)/ { next }

statement == "" { first = $0 }

{ statement = statement $0 "\n" }

/^BEGIN ATOMIC/ { atomic = 1 }

atomic ? /^END;$/ : /;$/ {
	key = normal(statement, atomic)
	atomic = 0
	if (file == 1) {
		old[++olds] = statement
		old_key[olds] = key
		old_first[olds] = first
		known[key] = 1
	} else if (file == 2) {
		if (sub(/^CREATE OR REPLACE /, "CREATE ", key))
			replaced[key] = 1
	} else {
		kept[key] = 1
		if (statement ~ /^COMMENT ON /)
			commented[subject(statement)] = 1
		if (!(key in known) && !(key in replaced) && !(first in changed))
			added[++news] = statement
	}
	statement = ""
}

# The text that is compared: one blank for blanks and line breaks, none just inside parentheses.
function normal(text, atomic) {
	if (!atomic)
		gsub(/pg_catalog\./, "", text)
	gsub(/[ \t\n]+/, " ", text)
	gsub(/\( /, "(", text)
	gsub(/ \)/, ")", text)
	return text
}

# COMMENT ON what
function subject(comment) {
	sub(/ IS[ \n].*/, "", comment)
	return normal(comment)
}

# Is the old statement with this first line replaced by hand?
function by_replacement(first,    key) {
	first = normal(first)
	for (key in replaced)
		if (index(key, first) == 1)
			return 1
	return 0
}

function complain(what, of) {
	printf "%s\n%s", what, of | "cat >&2"
	failed = 1
}

END {
	for (i = 1; i <= olds; i++)
		if (!(old_key[i] in kept) && !(subject(old[i]) in commented) && !(old_first[i] in changed) &&
			!by_replacement(old_first[i]))
			complain("This statement is gone or changed. Say by hand what the upgrade does about it:", old[i])
	for (key in replaced)
		if (!(key in kept))
			complain("The new script does not have this statement, word for word:", key "\n")
	if (statement != "")
		complain("The statement has no end:", statement)
	if (failed)
		exit 1
	print "-- Complain if the script is run by psql rather than by ALTER EXTENSION."
	printf "\\echo Use \"ALTER EXTENSION sepms UPDATE TO '%s'\" to load this file. \\quit\n", version
	printf "%s%s", (by_hand == "" ? "" : "\n"), by_hand
	for (i = 1; i <= news; i++)
		printf "%s%s", (added[i] ~ /^COMMENT/ ? "" : "\n"), added[i]
}
