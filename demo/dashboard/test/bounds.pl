# What a reader can compute of the counts that the dashboard hides.
#
#	perl bounds.pl PSQL DATABASE FOLDER
#
# FOLDER has the files that the page shows, NAME.json of each query in src/data; DATABASE is the registry that they
# were made from.  The counts are the unknowns of a system of linear equations: the sums that belong to tables and to
# tables of tables (rows and columns, complements, lines, years, centres, those who are missing from one table and not
# from another), and each number that is shown.  Some orders are known too: whoever has a score of 1 or 2 had activity.
# Of each count from 1 to 10 the least and the largest value that agrees with all of them must be at most 1 and at
# least 11 (at least 10 where '<11' is shown).
#
# How strong this is: the bounds are those of the linear program, found by the simplex method, for counts of 0 or more
# that need not be whole.  Whole numbers could be narrower, where the system is no network; a reader who knows how
# cells were chosen to be hidden, or has other sources, is not modelled.  Of a curve the reader is given more than it
# says: how many had the event and how many left between each two points, and after the last.  Of the weighted curves of
# the comparative study he is given the numbers at risk.
use strict;
use warnings;
use JSON::PP;
use List::Util qw(sum0 max min first);

my ($psql, $database, $folder) = @ARGV;
my $least = 11;
my $wrong = 0;

sub rows_of {
	my ($query) = @_;
	open my $out, '-|', $psql, '-XqAt', '-d', $database, '-v', 'ON_ERROR_STOP=1', '-c',
		"SELECT coalesce(json_agg(row_to_json(answer)), '[]') FROM ($query) AS answer" or die "$psql: $!";
	my $text = do { local $/; <$out> };
	close $out or die "this query failed: $query\n";
	return decode_json($text);
}

sub file_of {
	my ($name) = @_;
	open my $in, '<', "$folder/$name.json" or die "$folder/$name.json: $!\n";
	return decode_json(do { local $/; <$in> });
}

sub problem {
	print "$_[0]\n";
	$wrong++;
}

#
# The system: counts with their true values, and equations in which these are right.
#

my (%true, @equation, %flagged);

# count(NAME, TRUE VALUE)
sub count_of {
	my ($name, $value) = @_;
	$true{$name} = $value // 0;
	return $name;
}

# equals(VALUE, {NAME => FACTOR, ...}): a sum of counts is known.
sub equals {
	my ($value, $terms, $what) = @_;
	my %terms = map { $_ => $terms->{$_} } grep { $terms->{$_} } keys %$terms;
	for (keys %terms) { defined $true{$_} or die "no count $_ in " . ($what // 'a sum') . "\n" }
	my $right = sum0 map { $terms{$_} * $true{$_} } keys %terms;
	return problem(($what // join ' + ', sort keys %terms) . " is $right, not $value") if $right != $value;
	push @equation, [$value, \%terms];
}

# total(NAME, NAMES...): the count of that name is the sum of the others.
sub total {
	my ($name, @parts) = @_;
	count_of($name, sum0(@true{@parts})) unless defined $true{$name};
	equals(0, {$name => -1, map { $_ => 1 } @parts}, $name);
}

# at_most(NAMES, NAMES): a sum is no more than another.
my $slacks = 0;
sub at_most {
	my ($smaller, $larger) = @_;
	my $slack = 'slack ' . ++$slacks;
	my $room = sum0(@true{@$larger}) - sum0(@true{@$smaller});
	return problem("@$smaller is more than @$larger") if $room < 0;
	count_of($slack, $room);
	my %terms = ($slack => 1);
	$terms{$_}++ for @$smaller;
	$terms{$_}-- for @$larger;
	equals(0, \%terms, "@$smaller at most @$larger");
}

# shown(WHAT STANDS IN A FILE, NAMES...): the sum of these counts.
sub shown {
	my ($text, @names) = @_;
	if (defined $text && $text =~ /^\d+$/) {
		equals($text, {map { $_ => 1 } @names}, "what is shown of @names");
	} elsif (defined $text && $text =~ /^<(\d+)$/) {
		my ($up, $down) = map { 'slack ' . ++$slacks } 1, 2;
		my $value = sum0(@true{@names});
		count_of($up, $1 - 1 - $value);
		count_of($down, $value - 1);
		equals($1 - 1, {$up => 1, map { $_ => 1 } @names});
		equals(1, {$down => -1, map { $_ => 1 } @names});
		$flagged{$names[0]} = 1 if @names == 1;
	}
}

# What is computed of counts is shown only where these are.
sub computed {
	my ($what, $figure, @counts) = @_;
	problem("$what is shown, and not all that it is computed of") if defined $figure && grep { !defined || !/^\d+$/ } @counts;
}

sub line { $_[0] // 'null' }

#
# The patients: sex, age at onset, line of the first treatment
#

sub patients {
	my %sex;
	my @cells = @{rows_of('SELECT sex, age_at_onset AS age, sum(patients)::bigint AS n FROM patient_count GROUP BY 1, 2')};
	my $ages = file_of('age_at_onset');
	my %name;
	for (@$ages) {
		my ($from, $to, $sex) = @$_{qw(age to_age sex)};
		my $name = count_of(join('.', 'age', $from // 'unknown', $sex), sum0 map { $_->{n} } grep {
			$_->{sex} eq $sex && (defined $from ? defined $_->{age} && $_->{age} >= $from && $_->{age} <= $to : !defined $_->{age}) } @cells);
		push @{$name{$sex}}, [$name, $_->{patients}];
		shown($_->{patients}, $name);
	}
	for my $sex (qw(F M unknown)) {
		my @named = map { $_->[0] } @{$name{$sex} // []};
		my $all = sum0 map { $_->{n} } grep { $_->{sex} eq $sex } @cells;
		push @named, count_of("age.elsewhere.$sex", $all - sum0(@true{@named}));
		total("sex.$sex", @named);
	}
	total('patients', map { "sex.$_" } qw(F M unknown));
	my ($cohort) = @{file_of('cohort')};
	shown($cohort->{patients}, 'patients');
	shown($cohort->{women}, 'sex.F');
	shown($cohort->{men}, 'sex.M');
	computed('person-years', @$cohort{qw(person_years patients)});
}

#
# First treatments: by line, and of each line who had an event, and when
#

my $quarters = 84;
sub day_of { int(91.3125 * $_[0] + 0.5) } # rounded as numeric is
sub quarter_of { my ($k) = @_; return ($k ? day_of($k) : -1, $k == $quarters ? 1e9 : day_of($k + 1)) }

sub first_treatments {
	my %n = map { line($_->{line}) => $_->{n} } @{rows_of('SELECT line, count(*) AS n FROM first_treatment GROUP BY line')};
	count_of("line.$_", $n{$_}) for keys %n;
	count_of('line.none', $true{patients} - sum0 values %n);
	total('patients', 'line.none', map { "line.$_" } keys %n);
	for my $row (@{file_of('relapse_rate')}) {
		shown($row->{patients}, 'line.' . line($row->{line}));
		computed('relapse rate', @$row{qw(rate patients)});
	}
	my $summary = file_of('survival_summary');
	my %days;
	for (@{rows_of(q{SELECT endpoint, line, time, n_event, n_censor
		FROM (SELECT endpoint, line, rollup(tally) AS tally FROM time_to_event GROUP BY endpoint, line) AS t, km(tally)})}) {
		push @{$days{"$_->{endpoint}." . line($_->{line})}}, $_;
	}
	my $points = file_of('survival');
	my $at_risk = file_of('at_risk');
	for my $key (sort keys %days) {
		my ($endpoint, $line) = split /\./, $key;
		my @mine = grep { "$_->{endpoint}." . line($_->{line}) eq $key } @$points;
		curve($key, $days{$key}, \@mine);
		my @in_line = ("event.$key", "without.$key");
		count_of("elsewhere.$key", $true{"line.$line"} - sum0(@true{@in_line}));
		total("line.$line", @in_line, "elsewhere.$key");
		for (grep { "$_->{endpoint}." . line($_->{line}) eq $key } @$summary) {
			shown($_->{patients}, @in_line);
			shown($_->{events}, $in_line[0]);
			computed("median of $key", (first { defined && $_ ne '*' } @$_{qw(median lower upper)}), @$_{qw(patients events)});
			problem("limits of a curve of $key, and no events") if @mine && ($_->{events} // '*') !~ /\d/;
		}
		for (grep { "$_->{endpoint}." . line($_->{line}) eq $key } @$at_risk) {
			shown($_->{at_risk}, "at_risk.$key." . 4 * $_->{year});
		}
	}
	causes(\%days);
}

# A curve by quarters of a year; and what its points say, wherever they are.
sub curve {
	my ($key, $days, $points) = @_;
	my $in = sub {
		my ($from, $to, $what) = @_;
		return sum0 map { $_->{$what} } grep { $_->{time} > $from && $_->{time} <= $to } @$days;
	};
	my $next;
	for my $k (reverse 0 .. $quarters) {
		my ($from, $to) = quarter_of($k);
		count_of("event.$key.$k", $in->($from, $to, 'n_event'));
		count_of("left.$key.$k", $in->($from, $to, 'n_censor'));
		total("at_risk.$key.$k", "event.$key.$k", "left.$key.$k", $next // ());
		$next = "at_risk.$key.$k";
	}
	total("event.$key", map { "event.$key.$_" } 0 .. $quarters);
	total("without.$key", map { "left.$key.$_" } 0 .. $quarters);
	my $from = -1;
	my %quarter = map { day_of($_) => $_ } 0 .. $quarters;
	my $small = 0;
	for my $day ((map { $_->{day} } @$points), @$points ? 1e9 : ()) {
		for (qw(n_event n_censor)) {
			my $n = $in->($from, $day, $_);
			$small++ if $n > 0 && $n < $least;
		}
		my $before = $from < 0 ? 0 : $quarter{$from};
		if (defined $before && defined $quarter{$day}) { # then it is part of the system
			my @within = $before .. $quarter{$day} - 1;
			shown($in->($from, $day, 'n_event'), map { "event.$key.$_" } @within);
			shown($in->($from, $day, 'n_censor'), map { "left.$key.$_" } @within);
		}
		$from = $day;
	}
	problem("the points of the curve $key tell $small counts under $least") if $small;
}

# What came first, of the same patients: those without a relapse ended the drug, or did not.
sub causes {
	my ($days) = @_;
	my %at;
	for (@{rows_of(q{SELECT line, relapse_days AS time, count(*) FILTER (WHERE cause = 2) AS n FROM first_treatment GROUP BY 1, 2})}) {
		push @{$at{line($_->{line})}}, $_;
	}
	my $incidence = file_of('what_came_first');
	for my $line (sort keys %at) {
		my $key = "relapse.$line";
		for my $k (0 .. $quarters) {
			my ($from, $to) = quarter_of($k);
			count_of("stopped.$line.$k", sum0 map { $_->{n} } grep { $_->{time} > $from && $_->{time} <= $to } @{$at{$line}});
			count_of("continued.$line.$k", $true{"left.$key.$k"} - $true{"stopped.$line.$k"});
			total("left.$key.$k", "stopped.$line.$k", "continued.$line.$k");
		}
		my $from = 0;
		my @years = map { $_->{year} } grep { line($_->{line}) eq $line && $_->{cause} == 1 && defined $_->{incidence} } @$incidence;
		for my $year (@years, @years ? 21 : ()) {
			for my $kind ("event.$key", "stopped.$line", "continued.$line") {
				my @parts = map { "$kind.$_" } 4 * $from .. 4 * $year - 1;
				my $n = sum0(@true{@parts});
				problem("what came first in years $from to $year of $line tells $n of $kind") if $n > 0 && $n < $least;
				shown($n, @parts);
			}
			$from = $year;
		}
	}
}

#
# Years of treatment: NEDA, its components, what is missing, scores
#

my @status = qw(neda eda unknown);
my %kept; # by line and year

sub years_of_treatment {
	my @cells = @{rows_of(q{
		SELECT line, year, centre, count(*) AS n, status, relapse, progression, new_t2, gd, volume, score
		FROM (SELECT line, year, chr(65 + patient_id % 4) AS centre,
				CASE WHEN is_neda(status) THEN 'neda' WHEN NOT is_neda(status) THEN 'eda' ELSE 'unknown' END AS status,
				coalesce(p.relapse::integer, -1) AS relapse, coalesce(p.progression::integer, -1) AS progression,
				coalesce(p.new_t2::integer, -1) AS new_t2, coalesce(p.gd::integer, -1) AS gd,
				coalesce(p.brain_volume_loss::integer, -1) AS volume,
				coalesce(sormani_score(y.relapses, y.new_t2)::text, 'open') AS score
			FROM patient_year AS y, neda_parts(status) AS p) AS s
		GROUP BY 1, 2, 3, 5, 6, 7, 8, 9, 10, 11})};
	my $sum = sub { my ($which) = @_; sum0 map { $_->{n} } grep { $which->() } @cells };
	my @rows = @{file_of('neda_by_year')};
	$kept{line($_->{line})}{$_->{year}} = 1 for grep { $_->{patients} ne '*' } @rows;
	my %lines = map { line($_->{line}) => 1 } @cells;
	my %years = map { $_->{year} => 1 } @cells;
	my @lines = sort keys %lines;
	my @years = sort { $a <=> $b } keys %years;
	@cells = map { {%$_, kept => $kept{line($_->{line})}{$_->{year}}} } @cells;
	groups($sum, \@lines, \@years);
	neda($sum, \@rows, \@lines);
	components($sum, \@lines, \@years);
	scores($sum, \@lines);
}

# Patients of each line and year; of whom the first year is part of all patients, and each year of the one before.
sub groups {
	my ($sum, $lines, $years) = @_;
	for my $year (@$years) {
		for my $line (@$lines) {
			count_of("group.$line.$year", $sum->(sub { line($_->{line}) eq $line && $_->{year} == $year }));
		}
		total("year.$year", map { "group.$_.$year" } @$lines);
		my $before = $year == 1 ? 'patients' : 'year.' . ($year - 1);
		next if !defined $true{$before} || $true{$before} < $true{"year.$year"};
		count_of("gone.$year", $true{$before} - $true{"year.$year"});
		total($before, "year.$year", "gone.$year");
	}
	for my $line (grep { defined $true{"line.$_"} } @$lines) {
		my $differs = $true{"line.$line"} - $true{"group.$line.1"};
		next if $differs < 0;
		count_of("untimely.$line", $differs);
		total("line.$line", "group.$line.1", "untimely.$line");
	}
}

sub neda {
	my ($sum, $rows, $lines) = @_;
	my @groups;
	for my $row (@$rows) {
		my ($line, $year) = (line($row->{line}), $row->{year});
		my $name = "$line.$year";
		for my $status (@status) {
			count_of("$status.$name", $sum->(sub { line($_->{line}) eq $line && $_->{year} == $year && $_->{status} eq $status }));
		}
		total("group.$name", map { "$_.$name" } @status);
		push @groups, $name if $kept{$line}{$year};
		shown($row->{patients}, "group.$name");
		shown($row->{evaluable}, "neda.$name", "eda.$name");
		shown($row->{neda}, "neda.$name");
		computed("NEDA of $name", $row->{rate}, @$row{qw(neda evaluable)});
		computed("limits of $name", $row->{lower}, @$row{qw(neda evaluable)});
	}
	for my $row (@{file_of('neda_bounds')}) {
		my $name = line($row->{line}) . '.1';
		shown($row->{patients}, "group.$name");
		shown($row->{neda}, "neda.$name");
		shown($row->{eda}, "eda.$name");
		shown($row->{not_evaluable}, "unknown.$name");
		computed("NEDA of $name", $row->{rate}, @$row{qw(neda eda)});
		computed("bound of $name", $row->{if_active}, @$row{qw(neda patients)});
		computed("bound of $name", $row->{if_none}, @$row{qw(eda patients)});
	}
	centres($sum, \@groups);
	my @reasons;
	my $of;
	for my $row (@{file_of('not_evaluable')}) {
		my @missing = qw(relapse progression new_t2);
		my $name = count_of('reason.' . join('+', grep { $row->{$_} } @missing), $sum->(sub {
			my $cell = $_;
			$cell->{kept} && $cell->{status} eq 'unknown' && !grep { ($cell->{$_} < 0) != !!$row->{$_} } @missing }));
		push @reasons, $name;
		shown($row->{years}, $name);
		$of = $row->{of_years};
	}
	total('unknown', map { "unknown.$_" } @groups);
	count_of('reason.else', $true{unknown} - sum0(@true{@reasons}));
	total('unknown', @reasons, 'reason.else');
	equals(0, {'reason.else' => 1});
	shown($of, map { "group.$_" } @groups);
}

sub centres {
	my ($sum, $groups) = @_;
	my @rows = @{file_of('neda_by_centre')};
	# the first year, or all
	my $shown = sum0 map { $_->{patients} =~ /^\d+$/ ? $_->{patients} : 0 } @rows;
	my $first = $shown && $shown <= sum0(map { $true{"group.$_"} } grep { /\.1$/ } @$groups);
	my @groups = grep { !$first || /\.1$/ } @$groups;
	for my $row (@rows) {
		my $centre = $row->{centre};
		for my $status (@status) {
			count_of("$status.$centre", $sum->(sub {
				$_->{kept} && (!$first || $_->{year} == 1) && $_->{centre} eq $centre && $_->{status} eq $status }));
		}
		total("centre.$centre", map { "$_.$centre" } @status);
		shown($row->{patients}, "centre.$centre");
		shown($row->{evaluable}, "neda.$centre", "eda.$centre");
		shown($row->{neda}, "neda.$centre");
		computed("NEDA of centre $centre", $row->{rate}, @$row{qw(neda evaluable)});
	}
	for my $status (@status) {
		equals(0, {(map { ("$status.$_->{centre}" => 1) } @rows), map { ("$status.$_" => -1) } @groups}, "centres, $status") if @rows;
	}
}

my %component = ('relapse' => 'relapse', 'progression' => 'progression', 'new T2' => 'new_t2', 'Gd+' => 'gd',
	'brain volume loss' => 'volume');

sub components {
	my ($sum, $lines, $years) = @_;
	my (%by_line, %by_year);
	for my $row (@{file_of('neda_components')}) {
		my ($line, $part) = (line($row->{line}), $component{$row->{component}});
		my $name = "$part.$line";
		my %value = (active => 1, inactive => 0, missing => -1);
		for my $kind (keys %value) {
			count_of("$kind.$name", $sum->(sub { $_->{kept} && line($_->{line}) eq $line && $_->{$part} == $value{$kind} }));
			shown($row->{$kind}, "$kind.$name");
		}
		my @groups = map { "$line.$_" } grep { $kept{$line}{$_} } @$years;
		equals(0, {(map { ("$_.$name" => 1) } keys %value), map { ("group.$_" => -1) } @groups}, $name);
		push @{$by_line{$part}}, $line;
		next if $part eq 'volume';
		at_most(["active.$name"], [map { "eda.$_" } @groups]);
		at_most([map { "neda.$_" } @groups], ["inactive.$name"]) if $part ne 'gd';
	}
	for my $row (@{file_of('missing')}) {
		my ($year, $part) = ($row->{year}, $component{$row->{component}});
		my $name = "$part.$year";
		count_of("missing.$name", $sum->(sub { $_->{kept} && $_->{year} == $year && $_->{$part} < 0 }));
		count_of("assessed.$name", $sum->(sub { $_->{kept} && $_->{year} == $year && $_->{$part} >= 0 }));
		shown($row->{missing}, "missing.$name");
		shown($row->{assessed}, "assessed.$name");
		my @groups = map { "group.$_.$year" } grep { $kept{$_}{$year} } @$lines;
		equals(0, {"missing.$name" => 1, "assessed.$name" => 1, map { ($_ => -1) } @groups}, $name);
		shown($row->{patients}, @groups);
		push @{$by_year{$part}}, $year;
	}
	for my $part (keys %by_line) {
		equals(0, {(map { ("missing.$part.$_" => 1) } @{$by_line{$part}}), map { ("missing.$part.$_" => -1) } @{$by_year{$part}}},
			"missing $part");
		my @reasons = grep { /^reason\..*\b$part\b/ } keys %true;
		at_most(\@reasons, [map { "missing.$part.$_" } @{$by_line{$part}}]) if @reasons;
	}
}

sub scores {
	my ($sum, $lines) = @_;
	my @kinds = qw(0 1 2 open);
	my %total;
	for my $row (@{file_of('scores_by_line')}) {
		my $line = line($row->{line});
		for my $kind (@kinds) {
			count_of("score.$line.$kind", $sum->(sub { $_->{year} == 1 && line($_->{line}) eq $line && $_->{score} eq $kind }));
			shown($row->{$kind eq 'open' ? 'not_settled' : "score_$kind"}, "score.$line.$kind");
			push @{$total{$kind}}, "score.$line.$kind" if $kept{$line}{1};
		}
		total("group.$line.1", map { "score.$line.$_" } @kinds);
		at_most(["score.$line.1", "score.$line.2"], ["eda.$line.1"]);
		at_most(["neda.$line.1"], ["score.$line.0"]);
	}
	for my $row (@{file_of('scores')}) {
		my $kind = $row->{score} // 'open';
		next unless $total{$kind};
		total("scores.$kind", @{$total{$kind}});
		shown($row->{patients}, "scores.$kind");
	}
}

#
# Treatments, and the rows of the registry
#

sub treatments {
	my @names;
	my %n = map { (line($_->{from_line}) . '-' . line($_->{to_line}) => $_->{n}) }
		@{rows_of('SELECT from_line, to_line, sum(switches)::bigint AS n FROM switch GROUP BY 1, 2')};
	for (@{file_of('switches')}) {
		my $pair = line($_->{from_line}) . '-' . line($_->{to_line});
		push @names, count_of("switch.$pair", $n{$pair});
		shown($_->{switches}, $names[-1]);
	}
	total('switches', @names) if @names;
	count_of('switches', 0) unless @names;
	shown(file_of('cohort')->[0]{switches}, 'switches');
	my %days;
	for (@{rows_of('SELECT quarter, line, sum(patients)::bigint AS n FROM on_treatment GROUP BY 1, 2')}) {
		$days{$_->{quarter}}{line($_->{line})} = $_->{n};
	}
	my %shown = map { ("$_->{quarter}." . line($_->{line}) => $_->{patients}) } @{file_of('on_treatment')};
	for my $day (keys %days) {
		my @cells = map { count_of("treated.$day.$_", $days{$day}{$_}) } keys %{$days{$day}};
		shown($shown{"$day.$_"}, "treated.$day.$_") for keys %{$days{$day}};
		next if sum0(@true{@cells}) < $least; # not to be known: no file has it
		total("treated.$day", @cells);
		shown($true{"treated.$day"}, "treated.$day");
	}
}

# The rows of the registry, by what the rules say of them: the row 'ft-' of a part breaks the second of its rules, and
# cannot be judged by the third.  These patterns are the unknowns, so that whatever is known of two rules together is in
# the system.  (A reader is given to know which patterns there are.)
sub rows_checked {
	my %patterns;
	for (@{rows_of(q{SELECT part, found, count(*) AS n FROM data_check.registry_row WHERE part <> 'database' GROUP BY 1, 2})}) {
		my $pattern = join '', map { defined $_ ? $_ ? 't' : 'f' : '-' } @{$_->{found}};
		push @{$patterns{$_->{part}}}, $pattern;
		count_of("$_->{part}.$pattern", $_->{n});
	}
	my $with = sub { my ($part, $place, $rule) = @_; map { "$part.$_" } grep { substr($_, $place - 1, 1) =~ $rule } @{$patterns{$part} // []} };
	my $kinds = rows_of(q{SELECT part, place, kind, coalesce(sum(found_patients), 0) AS patients
		FROM data_check.registry_kind JOIN quality_check USING (number, part, kind) GROUP BY 1, 2, 3});
	my %kind = map { $_->{kind} => $_ } @$kinds;
	for (@$kinds) {
		total("found.$_->{kind}", $with->(@$_{qw(part place)}, qr/t/));
		total("sound.$_->{kind}", $with->(@$_{qw(part place)}, qr/f/));
		total("open.$_->{kind}", $with->(@$_{qw(part place)}, qr/-/));
	}
	total("rows.$_", $with->($_, 1, qr/./)) for keys %{{map { $_->{part} => 1 } @$kinds}};
	for my $row (@{file_of('checks')}) {
		my ($kind, $part) = @$row{qw(kind part)};
		shown($row->{found}, "found.$kind");
		problem("$kind is found in rows of $kind{$kind}{patients} patients")
			if $row->{found} =~ /\d/ && $kind{$kind}{patients} > 0 && $kind{$kind}{patients} < $least;
		my $later = $row->{judged} eq 'all' && $true{"open.$kind"} > 0;
		shown($row->{checked}, $later ? ("found.$kind", "sound.$kind") : "rows.$part");
		shown(0, "open.$kind") if $row->{judged} eq 'all' && !$later;
		shown(0, "found.$kind", "sound.$kind") if $row->{judged} eq 'none';
	}
	rows_and_patients($with, \%kind);
}

# What the rows have to do with the patients and the relapses of the other files.
sub rows_and_patients {
	my ($with, $kind) = @_;
	total('rows.patient', 'patients', 'found.patient_without_visit');
	my ($birth, $onset, $visit) = map { $kind->{$_}{place} } qw(patient_without_birth patient_without_onset patient_without_visit);
	my %seen = map { $_ => 1 } $with->('patient', $visit, qr/f/);
	my %unknown = map { $_ => 1 } grep { $seen{$_} } $with->('patient', $birth, qr/t/), $with->('patient', $onset, qr/t/);
	my @ages = grep { /^age\.unknown\./ } keys %true;
	equals(0, {(map { $_ => 1 } keys %unknown), map { $_ => -1 } @ages}, 'ages that are not known') if @ages;

	my @lines = grep { /^line\.(?!none)/ } keys %true;
	total('rows.treatment', 'switches', 'rows.history');
	rest('treated later', 'rows.history', @lines);
	of_patients('treated', 'rows.history', 'treatment');
	if (defined $true{'rows.workup'}) {
		rest('workup', 'rows.workup', 'found.two_workups');
		of_patients('with a workup', 'workup', 'workup');
	}
	of_patients('with lesions', 'rows.lesion_scan', 'lesion_scan'); # mostly one row each
	my ($scanned) = map { $_->{n} } @{rows_of('SELECT count(DISTINCT patient_id) AS n FROM mri')};
	count_of('scanned', $scanned);
	rest('scans of the first day', 'open.scan_without_comparison', 'scanned');
	of_patients('with a scan', 'scanned', 'mri');

	my %relapses = map { line($_->{line}) => $_->{n} }
		@{rows_of('SELECT line, sum(relapses) AS n FROM first_treatment GROUP BY line')};
	count_of("relapses.$_", $relapses{$_}) for keys %relapses;
	shown($_->{relapses}, 'relapses.' . line($_->{line})) for @{file_of('relapse_rate')};
	at_most(["event.relapse.$_"], ["relapses.$_"]) for grep { defined $true{"event.relapse.$_"} } keys %relapses;
	rest('other relapses', 'rows.relapse', map { "relapses.$_" } keys %relapses);
}

# rest(NAME, TOTAL, PARTS...): what is left of a total, which has all of the parts.
sub rest {
	my ($name, $total, @parts) = @_;
	count_of($name, $true{$total} - sum0(@true{@parts}));
	return problem("$total is less than its parts @parts") if $true{$name} < 0;
	total($total, $name, @parts);
}

# Of some patients (in a table), those who have a visit, and those of all patients who are not among them.
sub of_patients {
	my ($what, $count, $table) = @_;
	my ($seen) = map { $_->{n} } @{rows_of("SELECT count(DISTINCT t.patient_id) AS n FROM $table AS t
		JOIN patient USING (patient_id) JOIN followed USING (patient_id)")};
	count_of("seen $what", $seen);
	rest("unseen $what", $count, "seen $what");
	rest("not $what", 'patients', "seen $what");
}

#
# What is known of the patients last
#

sub last_known {
	my %n;
	for (@{rows_of('SELECT kind, item, sum(patients)::bigint AS n FROM last_known GROUP BY 1, 2')}) {
		push @{$n{$_->{kind}}}, count_of("last.$_->{kind}." . line($_->{item}), $_->{n});
	}
	total('patients', @{$n{$_}}) for grep { $_ ne 'drug' } keys %n;
	total('last.seen.1', @{$n{drug}});
	shown($_->{patients}, "last.$_->{kind}." . line($_->{item})) for @{file_of('last_known')};
	shown($_->{patients}, "last.drug.$_->{item}") for @{file_of('drugs')};
}

#
# The comparative study: its patients are some of the first treatments, and some of its events are theirs
#

# Of each patient of the registry: the line by the page on relapses and by the study, the step at which the patient was
# left out (in: none); a relapse by the page on relapses; and in the study on the drug, by intention to treat, whether
# the patient has a pair, and a relapse while the pair is followed.  These patterns are the unknowns.
sub comparison {
	my $cells = rows_of(q{
		SELECT coalesce(f.line::text, 'none') AS line, CASE WHEN c.line IN ('first', 'second') THEN c.line::text ELSE 'other' END AS class,
			coalesce(left_at::text, 'in') AS step, coalesce(f.relapsed, false)::integer AS relapsed, coalesce(t.observed, false)::integer AS drug,
			coalesce(s.relapsed, false)::integer AS choice, (set_no IS NOT NULL)::integer AS pair, coalesce(p.observed AND set_no IS NOT NULL, false)::integer AS paired,
			(first_visit IS NOT NULL)::integer AS seen,
			ceil((f.relapse_days - 0.5) / 365.25) AS until, ceil((t.days - 0.5) / 365.25) AS studied, count(*) AS n,
			coalesce(sum(s.on_drug_relapses), 0) AS relapses
		FROM comparison.candidate AS c LEFT JOIN followed USING (patient_id) LEFT JOIN first_treatment AS f USING (patient_id)
		LEFT JOIN comparison.cohort AS s USING (patient_id)
		LEFT JOIN comparison.scored USING (patient_id) LEFT JOIN LATERAL censor_at(s.relapse_days, s.relapsed, stop_day) AS t ON true
		LEFT JOIN LATERAL censor_at(t.days, t.observed, pair_days) AS p ON true
		GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
	return unless @$cells;
	my %by;
	my @keys = qw(line class step relapsed drug choice pair paired seen);
	for my $cell (@$cells) {
		my $name = join '.', 'study', @$cell{@keys};
		$true{$name} = ($true{$name} // 0) + $cell->{n};
		$by{$name} //= {%$cell, name => $name};
	}
	my $with = sub { my ($which) = @_; map { $_->{name} } grep { $which->() } map { $by{$_} } sort keys %by };
	my $in = sub { my ($which) = @_; $with->(sub { $_->{step} eq 'in' && $which->() }) };
	total('rows.patient', sort keys %by) if defined $true{'rows.patient'};
	for my $line (grep { defined $true{"line.$_"} } keys %{{map { $_->{line} => 1 } @$cells}}) {
		rest("$line, not a patient", "line.$line", $with->(sub { $_->{line} eq $line && ($_->{seen} || $line ne 'none') }));
		rest("$line, not a patient who relapsed", "event.relapse.$line", $with->(sub { $_->{line} eq $line && $_->{relapsed} }))
			if defined $true{"event.relapse.$line"};
	}
	study_steps($with);
	study_effects($in, sum0 map { $_->{relapses} } @$cells);
	study_curves($cells, $with, $in);
	study_disability($in);
}

sub study_steps {
	my ($with) = @_;
	for my $row (@{file_of('comparison_attrition')}) {
		my $step = $row->{step};
		my $left = sub { $_->{step} eq 'in' || $_->{step} > $step };
		shown($row->{left_out}, $with->(sub { $_->{step} eq $step })) if $step > 1;
		shown($row->{remaining}, $with->($left));
		for my $line (qw(second first)) {
			shown($row->{"${line}_line"}, $with->(sub { $_->{class} eq $line && $left->() }));
		}
	}
}

# Models: of which arms, and of whom and how many events they are.
sub study_effects {
	my ($in, $relapses) = @_;
	my %arm;
	push @{$arm{"$_->{outcome}|$_->{analysis}"}}, $_->{n}, $_->{e}, $_->{n} - $_->{e}
		for @{rows_of('SELECT outcome, analysis, patients AS n, with_event AS e FROM study_arm')};
	my $estimated = sub {
		my ($row, $key) = @_;
		problem("the ratio of $key is shown, and so are @{$arm{$key}}") if defined $row->{ratio} && grep { $_ > 0 && $_ < $least } @{$arm{$key} // []};
		problem("limits of $key without a ratio") if !defined $row->{ratio} && grep { defined } @$row{qw(lower upper p_value)};
	};
	my %who = ('matched' => sub { $_->{pair} }, 'matched, pairwise censored' => sub { $_->{pair} });
	my %had = ('matched' => sub { $_->{pair} && $_->{drug} }, 'matched, pairwise censored' => sub { $_->{paired} },
		'weighted, intention to treat' => sub { $_->{choice} });
	count_of('study.relapses', $relapses);
	my @lines = grep { defined $true{$_} } qw(relapses.first relapses.second);
	rest('relapses outside the study', 'relapses of both lines', 'study.relapses')
		if @lines && do { total('relapses of both lines', @lines); 1 } && $true{'relapses of both lines'} >= $relapses;
	my @drug = $in->(sub { $_->{drug} });
	rest('further relapses', 'study.relapses', @drug) if sum0(@true{@drug}) <= $relapses;
	for my $row (@{file_of('comparison_relapses')}) {
		my $analysis = $row->{analysis};
		$estimated->($row, "$row->{outcome}|$analysis");
		shown($row->{patients}, $in->($who{$analysis} // sub { 1 }));
		shown($row->{events}, $row->{outcome} eq 'relapse rate' ? 'study.relapses' : $in->($had{$analysis} // sub { $_->{drug} }));
	}
	$estimated->($_, "$_->{name}|weighted, $_->{rule}") for @{file_of('comparison_disability')};
	for my $row (@{file_of('comparison_methods')}) { # its sentences have numbers too
		my ($n, $events) = $row->{en} =~ /included (\d+) patients? with (\d+) event/ or next;
		my $analysis = $row->{analysis};
		shown($n, $in->($who{$analysis} // sub { 1 }));
		shown($events, $analysis eq 'propensity' ? $in->(sub { $_->{class} eq 'second' }) : $row->{part} eq 'relapse rate' ? 'study.relapses'
			: $in->($had{$analysis} // sub { $_->{drug} }));
		shown(2 * $1, $in->($who{$analysis})) if $row->{en} =~ /within (\d+) cluster/;
	}
	my $small = rows_of('SELECT treated, count(*) AS n, count(set_no) AS pairs FROM comparison.cohort JOIN comparison.scored USING (patient_id) GROUP BY 1');
	for my $row (grep { defined $_->{smd} || defined $_->{second_line} || defined $_->{first_line} } @{file_of('comparison_balance')}) {
		my @n = map { $row->{analysis} eq 'matched' ? $_->{pairs} : $_->{n} } @$small;
		problem("means of @n patients are shown") if grep { $_ < $least } @n;
	}
}

# Of the weighted curve the reader is given who is at risk, where that is shown: not how many events are between two
# points, since weights of patients are not known.  The points are those of the counts all the same.
sub study_curves {
	my ($cells, $with, $in) = @_;
	my (%days, %n);
	push @{$days{$_->{line}}}, $_ for @{rows_of('SELECT line, time, n_event, n_censor FROM study_curve, km(tally)')};
	for my $line (sort keys %days) {
		my $from = -1;
		my @points = map { $_->{day} } grep { $_->{line} eq $line } @{file_of('comparison_curve')};
		for my $day (@points, @points ? 1e9 : ()) {
			for my $what (qw(n_event n_censor)) {
				my $n = sum0 map { $_->{$what} } grep { $_->{time} > $from && $_->{time} <= $day } @{$days{$line}};
				problem("the points of the study's curve of $line tell a count of $n") if $n > 0 && $n < $least;
			}
			$from = $day;
		}
	}
	# by line and year: those in the study by both of their times, and the rest of the line
	for my $cell (@$cells) {
		my ($line, $class, $until, $studied) = @$cell{qw(line class until studied)};
		my $name = join '.', 'gone', $line, $class, $until // 'none', $cell->{step} eq 'in' ? $studied : 'rest';
		$true{$name} = ($true{$name} // 0) + $cell->{n};
		$n{$name} //= {%$cell, name => $name, in => $cell->{step} eq 'in'};
	}
	my @all = map { $n{$_} } sort keys %n;
	for my $line (keys %days) {
		equals(0, {(map { $_ => 1 } $in->(sub { $_->{class} eq $line })), map { $_->{name} => -1 } grep { $_->{in} && $_->{class} eq $line } @all}, "study, $line");
	}
	for my $line (grep { defined $true{"at_risk.relapse.$_.0"} } keys %{{map { $_->{line} => 1 } @$cells}}) {
		equals(0, {(map { $_ => 1 } $with->(sub { $_->{line} eq $line && $_->{step} ne 'in' })),
			map { $_->{name} => -1 } grep { !$_->{in} && $_->{line} eq $line } @all}, "rest, $line");
		for my $year (0 .. $quarters / 4) {
			my @later = map { $_->{name} } grep { $_->{line} eq $line && defined $_->{until} && ($year == 0 || $_->{until} > $year) } @all;
			rest("$line at risk at $year, not a patient", "at_risk.relapse.$line." . 4 * $year, @later);
		}
	}
	for my $row (@{file_of('comparison_at_risk')}) {
		my ($line, $year) = @$row{qw(line year)};
		shown($row->{at_risk}, map { $_->{name} } grep { $_->{in} && $_->{class} eq $line && ($year == 0 || $_->{studied} > $year) } @all);
	}
}

# Events of disability: a definition and one that it contains are one pattern.
sub study_disability {
	my ($in) = @_;
	my %group = ('CDW12' => 'CDW', 'CDW24' => 'CDW', 'PIRA, muller2023' => 'muller', 'PIRA, muller2023_strict' => 'muller');
	my %pattern; # of each patient in each group: by choice and on the drug, of each definition
	for my $row (@{rows_of(q{SELECT patient_id, name, t.observed::integer AS choice, a.observed::integer AS drug
		FROM comparison.definition, comparison.cohort, disability_time(followed_visits, relapses, criteria) AS t,
			censor_at(baseline_day + t.days, t.observed, stop_day) AS a WHERE t.days IS NOT NULL ORDER BY place})}) {
		my ($name, $patient) = @$row{qw(name patient_id)};
		$pattern{$group{$name} // $name}{$patient} .= "[$name/$row->{choice}$row->{drug}]";
	}
	my %names;
	for my $group (sort keys %pattern) {
		$true{"disability.$_"}++ for values %{$pattern{$group}};
		my @mine = map { "disability.$_" } sort keys %{{map { $_ => 1 } values %{$pattern{$group}}}};
		$names{$group} = \@mine;
		rest("not followed for $group", 'study.all', @mine) if defined $true{'study.all'} || do { total('study.all', $in->(sub { 1 })); 1 };
	}
	for my $row (@{file_of('comparison_disability')}) {
		my ($name, $rule) = @$row{qw(name rule)};
		my @mine = @{$names{$group{$name} // $name} // []};
		my $had = $rule eq 'as treated' ? qr/\[\Q$name\E\/11\]/ : qr/\[\Q$name\E\/1.\]/;
		shown($row->{patients}, @mine);
		shown($row->{events}, grep { $_ =~ $had } @mine);
	}
}

#
# Bounds
#

# What is known exactly, by subtraction; the equations that are left.
sub subtract {
	my (%known, @left);
	my @now = map { [$_->[0], {%{$_->[1]}}] } @equation;
	my $again = 1;
	while ($again) {
		$again = 0;
		my @next;
		for (@now) {
			my ($value, $terms) = @$_;
			for (grep { defined $known{$_} } keys %$terms) {
				$value -= $known{$_} * $terms->{$_};
				delete $terms->{$_};
			}
			my @names = keys %$terms;
			if (!@names) {
				next;
			} elsif (@names == 1) {
				$known{$names[0]} = $value / $terms->{$names[0]};
				$again = 1;
			} elsif ($value == 0 && (!grep { $terms->{$_} < 0 } @names or !grep { $terms->{$_} > 0 } @names)) {
				$known{$_} = 0 for @names; # none of them is below 0
				$again = 1;
			} else {
				push @next, [$value, $terms];
			}
		}
		@now = @next;
	}
	return (\%known, \@now);
}

# Equations that have counts in common, directly or by others.
sub blocks {
	my ($equations) = @_;
	my %parent;
	my $root;
	$root = sub { my ($x) = @_; $x = $parent{$x} while $parent{$x} ne $x; return $x };
	for (@$equations) {
		my @names = keys %{$_->[1]};
		$parent{$_} //= $_ for @names;
		$parent{$root->($_)} = $root->($names[0]) for @names;
	}
	my %block;
	push @{$block{$root->((keys %{$_->[1]})[0])}}, $_ for @$equations;
	return map { $block{$_} } sort keys %block;
}

# The simplex method on a tableau: rows of equations with the right side last, a basis of columns that are units.
sub pivot {
	my ($rows, $basis, $r, $c) = @_;
	my $row = $rows->[$r];
	my $by = $row->[$c];
	$_ /= $by for @$row;
	my @at = grep { abs($row->[$_]) > 1e-11 } 0 .. $#$row;
	for my $other (@$rows) {
		next if $other == $row;
		my $factor = $other->[$c];
		next if abs($factor) < 1e-11;
		$other->[$_] -= $factor * $row->[$_] for @at;
		$other->[$c] = 0;
	}
	$basis->[$r] = $c;
}

# Makes the last row, the cost of each column, as small as it can be; Bland's rule, which never cycles.
sub improve {
	my ($rows, $basis, $columns, $seen) = @_;
	my $m = @$basis;
	while (1) {
		my $cost = $rows->[$m];
		my $c = first { $cost->[$_] < -1e-9 } 0 .. $columns - 1;
		return unless defined $c;
		my ($best, $r);
		for my $i (0 .. $m - 1) {
			next if $rows->[$i][$c] <= 1e-9;
			my $ratio = $rows->[$i][-1] / $rows->[$i][$c];
			if (!defined $best || $ratio < $best - 1e-9 || $ratio < $best + 1e-9 && $basis->[$i] < $basis->[$r]) {
				($best, $r) = ($ratio, $i);
			}
		}
		return 1 unless defined $r; # without limit
		pivot($rows, $basis, $r, $c);
		$seen->() if $seen;
	}
}

# The least and the largest of the counts in question, in the solutions of a block.
sub bounds {
	my ($equations, $asked) = @_;
	my %names = map { $_ => 1 } map { keys %{$_->[1]} } @$equations;
	my @names = sort keys %names;
	my %place = map { $names[$_] => $_ } 0 .. $#names;
	my ($n, $m) = (scalar @names, scalar @$equations);
	my (@rows, @basis);
	for my $i (0 .. $m - 1) {
		my ($value, $terms) = @{$equations->[$i]};
		my $sign = $value < 0 ? -1 : 1;
		my @row = (0) x ($n + $m + 1);
		$row[$place{$_}] = $sign * $terms->{$_} for keys %$terms;
		$row[$n + $i] = 1;
		$row[-1] = $sign * $value;
		push @rows, \@row;
		push @basis, $n + $i;
	}
	my @cost = (0) x ($n + $m + 1);
	for my $row (@rows) { $cost[$_] -= $row->[$_] for 0 .. $n - 1, $n + $m }
	improve([@rows, \@cost], \@basis, $n);
	die "no solution: $cost[-1]\n" if abs($cost[-1]) > 1e-6;
	for my $i (grep { $basis[$_] >= $n } 0 .. $m - 1) { # what is left of the start
		my $c = first { abs($rows[$i][$_]) > 1e-7 } 0 .. $n - 1;
		pivot(\@rows, \@basis, $i, $c) if defined $c;
	}
	my @keep = grep { $basis[$_] < $n } 0 .. $m - 1;
	@rows = map { [@{$rows[$_]}[0 .. $n - 1, $n + $m]] } @keep;
	@basis = @basis[@keep];
	my (%least, %most);
	my $seen = sub {
		my %value = map { $basis[$_] => $rows[$_][-1] } 0 .. $#basis;
		for (@$asked) {
			my $value = $value{$place{$_}} // 0;
			$least{$_} = $value if !defined $least{$_} || $value < $least{$_};
			$most{$_} = $value if !defined $most{$_} || $value > $most{$_};
		}
	};
	$seen->();
	for my $name (@$asked) {
		for my $sign (1, -1) {
			next if $sign > 0 ? $least{$name} <= 1 : $most{$name} >= $least;
			my @objective = (0) x ($n + 1);
			$objective[$place{$name}] = $sign;
			for my $i (0 .. $#basis) { # in terms of the columns outside the basis
				my $factor = $objective[$basis[$i]] or next;
				$objective[$_] -= $factor * $rows[$i][$_] for 0 .. $n;
			}
			$most{$name} = 1e9 if improve([@rows, \@objective], \@basis, $n, $seen);
		}
	}
	return (\%least, \%most);
}

sub check {
	my ($known, $equations) = subtract();
	my @small = grep { !/^slack / && $true{$_} > 0 && $true{$_} < $least } sort keys %true;
	my %small = map { $_ => 1 } @small;
	for (grep { defined $known->{$_} } @small) {
		problem("$_ is $true{$_}, and a reader can compute it");
		delete $small{$_};
	}
	for my $block (blocks($equations)) {
		my %here = map { $_ => 1 } map { keys %{$_->[1]} } @$block;
		my @asked = grep { $here{$_} } sort keys %small or next;
		delete @small{@asked};
		my ($from, $to) = bounds($block, \@asked);
		for (@asked) {
			my $enough = $flagged{$_} ? $least - 1 : $least;
			my ($lower, $upper) = (int($from->{$_} + 1 - 1e-6), int($to->{$_} + 1e-6));
			problem("$_ is $true{$_}, and a reader can compute that it is from $lower to $upper") if $lower > 1 || $upper < $enough;
		}
	}
	printf "%d small counts among %d, in %d equations: %s\n", scalar @small, scalar(grep { !/^slack / } keys %true),
		scalar @equation, $wrong ? "$wrong problems" : 'none can be computed';
}

problem('the list of patients is among the files') if -e "$folder/audit.json";
patients();
first_treatments();
years_of_treatment();
treatments();
rows_checked();
last_known();
comparison();
check();
exit($wrong ? 1 : 0);
