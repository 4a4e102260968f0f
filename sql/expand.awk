# Makes the install script from the parts and the templates of the kinds that they call.
#
#	awk -v kinds=sql/kinds -f sql/expand.awk sql/parts/*.sql
#
# A part holds only the SQL that is special to it.  A call, written as an SQL comment, is replaced
# by the statements that all types of a kind have in common:
#
#	-- @ordered dmt int2	the statements of the template sql/kinds/ordered.sql.in
#	-- @set name text	from here on, in all parts, @name@ stands for the text
#
# Quote a parameter that contains blanks; double a quote in it, which stays doubled for SQL.  In a
# part, a call that ends in a backslash continues on the next line, also a comment; the line break
# becomes one blank.
#
# The first line of a template shows its call, with the names of the parameters.  Its SQL begins
# after the first blank line; @type@ stands for the parameter type.  A template may call others.
# The kinds ordered (codes and grades), list (of a patient), tally and weighted (of a cohort) make
# whole types; the other kinds are pieces of these.

{
	text = $0
	while (text ~ /^[ \t]*--[ \t]*@.*\\$/) {
		if ((getline more) <= 0 || FNR == 1 || more !~ /^[ \t]*--/)
			fail("", "the call does not continue after its backslash")
		sub(/^[ \t]*--[ \t]*/, "", more)
		sub(/[ \t]*\\$/, " ", text)
		text = text more
	}
	line(text, nothing, "")
}

# Prints a line of a part, or of the template of a kind with the given parameters.
function line(text, given, kind,    call, n) {
	text = fill(text, given, kind)
	if (text !~ /^[ \t]*--[ \t]*@/) {
		if (text ~ /@[a-z]/)
			fail(kind, "half a placeholder is left: " text)
		print text
		return
	}
	sub(/^[ \t]*--[ \t]*@/, "", text)
	n = words(text, call)
	if (call[1] != "set")
		expand(call, n, kind)
	else if (n < 3 || call[2] !~ /^[a-z_]+$/)
		fail(kind, "@set takes a name in small letters and a text")
	else {
		sub(/^set[ \t]+[^ \t]+[ \t]+/, "", text)
		meaning[call[2]] = text
	}
}

# Prints the template that a call of n words names.
function expand(call, n, caller,    kind, file, text, names, given, i) {
	kind = call[1]
	if (kind in busy)
		fail(caller, "the template of " kind " calls itself")
	busy[kind] = 1
	file = kinds "/" kind ".sql.in"
	if (kind !~ /^[a-z_]+$/ || (getline text < file) <= 0)
		fail(caller, "there is no kind '" kind "'")
	i = words(text, names)
	if (names[1] != "--" || names[2] != "@" kind)
		fail(kind, "the first line of the template is not -- @" kind " and its parameters")
	if (i != n + 1) {
		sub(/^-- @[a-z_]+ */, "", text)
		fail(caller, "@" kind " takes " i - 2 " parameter" (i == 3 ? "" : "s") ", not " n - 1 ": " text \
			" (quote one that contains blanks)")
	}
	for (i = 2; i <= n; i++)
		given[names[i + 1]] = call[i]
	while ((getline text < file) > 0 && text != "")
		;
	while ((getline text < file) > 0)
		line(text, given, kind)
	close(file)
	delete busy[kind]
}

# The text with its placeholders replaced.
function fill(text, given, kind,    name, done) {
	while (match(text, /@[a-z_]+@/)) {
		name = substr(text, RSTART + 1, RLENGTH - 2)
		if (!(name in given) && !(name in meaning))
			fail(kind, "nothing is given for @" name "@")
		done = done substr(text, 1, RSTART - 1) (name in given ? given[name] : meaning[name])
		text = substr(text, RSTART + RLENGTH)
	}
	return done text
}

# Splits the text into words and quoted parameters; returns their number.
function words(text, list,    n) {
	for (n = 0; sub(/^[ \t]*/, "", text) && text != ""; text = substr(text, RLENGTH + 1))
		if (match(text, /^'([^']|'')*'/))
			list[++n] = substr(text, 2, RLENGTH - 2)
		else {
			match(text, /^[^ \t]+/)
			list[++n] = substr(text, 1, RLENGTH)
		}
	return n
}

function fail(kind, why) {
	printf "%s:%d: %s%s\n", FILENAME, FNR, (kind == "" ? "" : "in the kind " kind ": "), why | "cat >&2"
	close("cat >&2")
	exit 1
}
