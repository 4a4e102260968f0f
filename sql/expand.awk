# The install script, made of the parts and of the kinds that they name.
#
#	awk -v kinds=sql/kinds -f sql/expand.awk sql/parts/*.sql
#
# A part says what is special, and in one line what is of a kind:
#
#	-- @ordered dmt int2	the statements of sql/kinds/ordered.sql.in, in its place; what has
#				blanks in it stands between quotes, an inner quote doubled
#	-- @set some_name ...	@some_name@ means ... from here on, in all parts
#
# The first line of a template is like the call, with the names of the parameters, and the
# template begins after the first blank line.  @type@ in it is what was given for type.  It
# may name other kinds.  All that is not clear stops make, with the part and its line.

{ line($0, none) }

# One line of a part or of a template, which was given these values.
function line(text, given,    list, n) {
	text = fill(text, given)
	if (text !~ /^[ \t]*--[ \t]*@/) {
		if (text ~ /@[a-z]/)
			fail("half a placeholder is left: " text)
		print text
	} else {
		sub(/^[ \t]*--[ \t]*@/, "", text)
		n = words(text, list)
		if (list[1] == "set")
			set(text)
		else
			expand(list, n)
	}
}

# In the place of a call, list: its kind and what is given to it.
function expand(list, n,    outer, file, text, names, given, i) {
	outer = kind
	kind = list[1]
	file = kinds "/" kind ".sql.in"
	if (kind !~ /^[a-z_]+$/ || (getline text < file) < 0)
		fail("there is no kind '" kind "'")
	if (++depth > 9)
		fail("the kind '" kind "' names itself")
	if (sub(/^-- @/, "", text) != 1 || words(text, names) < 1 || names[1] != kind)
		fail("the first line of its template is not -- @" kind " and its parameters")
	i = words(text, names)
	if (n != i)
		fail("@" kind " takes " i - 1 " parameters and has " n - 1 ": -- @" text)
	for (i = 2; i <= n; i++)
		given[names[i]] = list[i]
	while ((getline text < file) > 0 && text != "")
		;
	while ((getline text < file) > 0)
		line(text, given)
	close(file)
	depth--
	kind = outer
}

function set(text,    list) {
	if (words(text, list) < 3)
		fail("@set takes a name and what it means")
	sub(/^set[ \t]+[^ \t]+[ \t]+/, "", text)
	meaning[list[2]] = text
}

# The text with the values of its placeholders.
function fill(text, given,    name, done) {
	while (match(text, /@[a-z_]+@/)) {
		name = substr(text, RSTART + 1, RLENGTH - 2)
		if (!(name in given) && !(name in meaning))
			fail("nothing is given for @" name "@")
		done = done substr(text, 1, RSTART - 1) (name in given ? given[name] : meaning[name])
		text = substr(text, RSTART + RLENGTH)
	}
	return done text
}

# Its words, of which one between quotes may have blanks, into list; how many.
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

function fail(why) {
	printf "%s:%d: %s%s\n", FILENAME, FNR, kind == "" ? "" : "in the kind " kind ": ", why | "cat >&2"
	close("cat >&2")
	exit 1
}
