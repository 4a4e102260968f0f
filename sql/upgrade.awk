# An upgrade script, made of what a new install script has and an old one has not.
#
#	awk -v version=NEW -f sql/upgrade.awk sepms--OLD.sql sepms--NEW.sql
#
# Whole statements are compared, in their order.  That is enough as long as
# statements are only added, or comments on objects change.  Where another one
# of the old script is gone, nobody but its author knows what to do about it:
# that is an error, and such an upgrade script is written by hand.

FNR == 1 { file++; statement = "" }

# between statements: blank lines, remarks, the guard against psql
statement == "" && /^(--|\\|[ \t]*$)/ { next }

{ statement = statement $0 "\n" }

/^BEGIN ATOMIC/ { atomic = 1 }

atomic ? /^END;$/ : /;$/ {
	atomic = 0
	if (file == 1) {
		old[++olds] = statement
		known[statement] = 1
	} else {
		kept[statement] = 1
		if (statement ~ /^COMMENT ON /)
			commented[subject(statement)] = 1
		if (!(statement in known))
			added[++news] = statement
	}
	statement = ""
}

# COMMENT ON what
function subject(comment) {
	sub(/ IS[ \n].*/, "", comment)
	return comment
}

END {
	for (i = 1; i <= olds; i++) {
		if (old[i] in kept || subject(old[i]) in commented)
			continue
		printf "This statement is gone or changed, write the upgrade script by hand:\n%s", old[i] | "cat >&2"
		failed = 1
	}
	if (statement != "") {
		printf "No end of the statement:\n%s", statement | "cat >&2"
		failed = 1
	}
	if (failed)
		exit 1
	print "-- Complain if the script is run by psql rather than by ALTER EXTENSION."
	printf "\\echo Use \"ALTER EXTENSION sepms UPDATE TO '%s'\" to load this file. \\quit\n", version
	for (i = 1; i <= news; i++)
		printf "%s%s", added[i] ~ /^COMMENT/ ? "" : "\n", added[i]
}
