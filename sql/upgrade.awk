# An upgrade script, made of what a new install script has and an old one has not.
#
#	awk -v version=NEW -f sql/upgrade.awk sepms--OLD.sql changed--OLD.sql sepms--NEW.sql
#
# Whole statements are compared, in their order; how they are broken into lines makes no
# difference, nor pg_catalog. before a name but in a body of SQL, which is bound to what
# it named.  That is enough as long as statements are only added, or comments on objects
# change.  Where another statement of the old script is gone, nobody but its author knows
# what to do about it: changed--OLD.sql, which the upgrade begins with, says it by hand.
# It has
#
#	CREATE OR REPLACE ...	for a statement that is the same in the new script without OR
#				REPLACE, and takes the place of the old one with the same first line
#	-- for: FIRST LINE	before other statements, which do what it takes from the old
#				statement with this first line to the new one, if there is one
#
# A statement that is neither is an error.

FNR == 1 { file++; statement = "" }

file == 2 { by_hand = by_hand $0 "\n" }

file == 2 && /^-- for: / { changed[substr($0, 9)] = 1 }

# between statements: blank lines, remarks, the guard against psql
statement == "" && /^(--|\\|[ \t]*$)/ { next }

statement == "" { first = $0 }

{ statement = statement $0 "\n" }

/^BEGIN ATOMIC/ { atomic = 1 }

atomic ? /^END;$/ : /;$/ {
	key = statement
	if (!atomic)
		gsub(/pg_catalog\./, "", key)
	gsub(/[ \t\n]+/, " ", key)
	atomic = 0
	if (file == 1) {
		old[++olds] = statement
		old_key[olds] = key
		old_first[olds] = first
		known[key] = 1
	} else if (file == 2) {
		if (sub(/^CREATE OR REPLACE /, "CREATE ", key)) {
			sub(/^CREATE OR REPLACE /, "CREATE ", first)
			replaced[key] = first
		}
	} else {
		kept[key] = 1
		if (statement ~ /^COMMENT ON /)
			commented[subject(statement)] = 1
		if (key in replaced)
			changed[replaced[key]] = 1
		else if (!(key in known) && !(first in changed))
			added[++news] = statement
	}
	statement = ""
}

# COMMENT ON what
function subject(comment) {
	sub(/ IS[ \n].*/, "", comment)
	return comment
}

function complain(what, of) {
	printf "%s\n%s", what, of | "cat >&2"
	failed = 1
}

END {
	for (i = 1; i <= olds; i++)
		if (!(old_key[i] in kept) && !(subject(old[i]) in commented) && !(old_first[i] in changed))
			complain("This statement is gone or changed, say by hand what the upgrade does about it:", old[i])
	for (key in replaced)
		if (!(key in kept))
			complain("The new script has not what this replaces, word for word:", key "\n")
	if (statement != "")
		complain("No end of the statement:", statement)
	if (failed)
		exit 1
	print "-- Complain if the script is run by psql rather than by ALTER EXTENSION."
	printf "\\echo Use \"ALTER EXTENSION sepms UPDATE TO '%s'\" to load this file. \\quit\n", version
	printf "%s%s", (by_hand == "" ? "" : "\n"), by_hand
	for (i = 1; i <= news; i++)
		printf "%s%s", (added[i] ~ /^COMMENT/ ? "" : "\n"), added[i]
}
