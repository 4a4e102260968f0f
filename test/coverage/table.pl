# Prints a table of the lines of src/ that were reached, and the lines that were not.
#
#	perl test/coverage/table.pl PERCENT FOLDER...
#
# Each folder holds the counts (.gcda) of one run; the notes (.gcno) of the build
# are in the current folder.  Fails if less than PERCENT of all lines were reached.
# Names the functions of test/coverage/unreached whose lines were all reached after all.
use strict;
use warnings;
use JSON::PP;

my ($goal, @runs) = @ARGV;
my (%count, %function);    # by file, by line

# What gcov reports on one object, for lines of the source and of headers.
sub read_counts
{
	my ($gcda) = @_;
	open(my $gcov, '-|', 'gcov', '--json-format', '--stdout', $gcda) or die "gcov: $!";
	local $/;
	my $json = <$gcov>;
	close $gcov or die "gcov $gcda failed";
	for my $file (@{ decode_json($json)->{files} })
	{
		next unless $file->{file} =~ m{^src/};
		my %name = map { $_->{name} => $_->{demangled_name} } @{ $file->{functions} };
		for my $line (@{ $file->{lines} })
		{
			my ($path, $n) = ($file->{file}, $line->{line_number});
			$count{$path}{$n} += $line->{count};
			my $name = $name{ $line->{function_name} // '' } // '';
			$name =~ s/.*?(\w+)<.*/$1/;    # of a template
			$function{$path}{$n} //= $name;
		}
	}
}

sub percent
{
	my ($reached, $lines) = @_;
	return $lines ? 100 * $reached / $lines : 100;
}

# 3, 5-7
sub ranges
{
	my @ranges;
	for my $n (@_)
	{
		if (@ranges && $ranges[-1][1] == $n - 1) { $ranges[-1][1] = $n }
		else                                     { push @ranges, [ $n, $n ] }
	}
	return join ', ', map { $_->[0] == $_->[1] ? $_->[0] : "$_->[0]-$_->[1]" } @ranges;
}

# Every object of the build counts, even one that no run has touched.
my @notes = glob('src/*.gcno src/*/*.gcno');
die "no notes of a build with --coverage here\n" unless @notes;
for my $run (@runs)
{
	for my $note (@notes)
	{
		(my $gcda = "$run/$note") =~ s/gcno$/gcda/;
		system('cp', $note, ($gcda =~ s/gcda$/gcno/r)) == 0 or die "cp $note\n" if -f $gcda;
		read_counts(-f $gcda ? $gcda : $note);
	}
}

# The file, the function, and why a line of it is not reached.
my (%why, %used);
open(my $unreached, '<', 'test/coverage/unreached') or die "test/coverage/unreached: $!";
while (<$unreached>)
{
	next if /^#/ || !/\S/;
	chomp;
	my ($path, $name, $reason) = split ' ', $_, 3;
	$why{$path}{$name} = $reason;
}

my ($all, $all_reached) = (0, 0);
my @left;
printf "%-34s %6s %8s %8s\n", 'file', 'lines', 'reached', 'percent';
for my $path (sort keys %count)
{
	my @lines = sort { $a <=> $b } keys %{ $count{$path} };
	my @missed = grep { !$count{$path}{$_} } @lines;
	my %of_function;
	push @{ $of_function{ $function{$path}{$_} } }, $_ for @missed;
	push @left, map { [ $path, $_, $of_function{$_} ] }
	  sort { $of_function{$a}[0] <=> $of_function{$b}[0] } keys %of_function;
	printf "%-34s %6d %8d %7.1f%%\n", $path, scalar @lines, @lines - @missed,
	  percent(@lines - @missed, scalar @lines);
	$all += @lines;
	$all_reached += @lines - @missed;
}
printf "%-34s %6d %8d %7.1f%%\n", 'all', $all, $all_reached, percent($all_reached, $all);

print "\nNot reached:\n" if @left;
for (@left)
{
	my ($path, $name, $lines) = @$_;
	my $reason = $why{$path}{$name};
	$used{"$path $name"} = 1 if defined $reason;
	printf "%s:%s %s%s\n", $path, ranges(@$lines), $name, defined $reason ? ": $reason" : '';
}
for my $path (sort keys %why)
{
	print "$path: $_ is reached, though test/coverage/unreached says not: $why{$path}{$_}\n"
	  for grep { !$used{"$path $_"} } sort keys %{ $why{$path} };
}
exit(percent($all_reached, $all) < $goal ? 1 : 0);
