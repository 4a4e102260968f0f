#!/usr/bin/perl
# Run the examples of a page and compare their answers.
#
#	examples.pl [--update] PSQL PAGE
#
# A block fenced as sql is run; the plain block right after it, if any, is
# what it must print.  A block fenced as sh that begins with 'sh demo/run' is
# the demo, and the plain block after it an excerpt of its output, '...'
# standing for lines left out.  Each page has a database of its own with sepms
# in it.  With --update the answers are written into the page.
use strict;
use warnings;

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my ($psql, $page) = @ARGV;
my @psql = ($psql, '-X', '-q', '-d');
my $database = 'examples';

sub run_psql
{
	my ($db, $sql, @options) = @_;
	my $file = "$ENV{PGHOST}/example.sql";
	open(my $out, '>', $file) or die "$file: $!";
	print $out $sql;
	close($out);
	open(my $in, '-|', "'$psql' -X -q -d $db @options -f '$file' 2>&1") or die "psql: $!";
	local $/;
	my $answer = <$in> // '';
	close($in);
	$answer =~ s/^psql:\Q$file\E:\d+: //mg;
	return $answer;
}

open(my $in, '<', $page) or die "$page: $!";
my @lines = <$in>;
close($in);

run_psql('postgres', "DROP DATABASE IF EXISTS $database; CREATE DATABASE $database;");
run_psql($database, "CREATE EXTENSION sepms; ALTER DATABASE $database SET timezone = 'UTC';");

# Blocks: [language, first line of text, line of the closing fence]
my (@blocks, $open);
for my $i (0 .. $#lines)
{
	next unless $lines[$i] =~ /^```(\w*)/;
	if ($open) { push @blocks, [@$open, $i]; undef $open; }
	else { $open = [$1, $i + 1]; }
}
die "$page: a block is not closed\n" if $open;

my ($examples, $failures) = (0, 0);
my @edits;
for my $b (0 .. $#blocks)
{
	my ($language, $start, $end) = @{ $blocks[$b] };
	my $text = join '', @lines[ $start .. $end - 1 ];
	my $next = $blocks[ $b + 1 ];
	my $answered = $next && $next->[0] eq '' && join('', @lines[ $end + 1 .. $next->[1] - 2 ]) =~ /^\s*$/;
	my $expected = $answered ? join('', @lines[ $next->[1] .. $next->[2] - 1 ]) : undef;
	my $answer;

	if ($language eq 'sql')
	{
		$answer = run_psql($database, $text);
	}
	elsif ($language eq 'sh' && $text =~ /^sh demo\/run$/m && $answered)
	{
		run_psql('postgres', "DROP DATABASE IF EXISTS demo; CREATE DATABASE demo;");
		$answer = run_psql('demo', "\\ir $ENV{PWD}/demo/demo.sql\n", '-v patients=2000');
	}
	else { next; }

	$answer =~ s/[ \t]+$//mg;
	$answer =~ s/\A\n+//;
	$answer =~ s/\n*\z/\n/;
	$examples++;
	if (!$answered)
	{
		next unless $answer =~ /^(ERROR|FATAL|.*: error)/m;
		print "$page:$start: $answer";
		$failures++;
		next;
	}

	my @parts = map { quotemeta } split /^\.\.\.\n/m, $expected;
	my $pattern = join '.*', @parts;
	$pattern = "\\A$pattern\\z" unless @parts > 1 || $expected =~ /^\.\.\.$/m;
	next if $answer =~ /$pattern/s;
	if ($update && @parts == 1)
	{
		push @edits, [ $next->[1], $next->[2] - $next->[1], $answer ];
		next;
	}
	print "$page:$start: expected\n$expected-- but it printed\n$answer";
	$failures++;
}

if ($update && @edits)
{
	splice(@lines, $_->[0], $_->[1], $_->[2]) for reverse @edits;
	open(my $out, '>', $page) or die "$page: $!";
	print $out @lines;
	close($out);
}
print "$page: $examples examples, $failures failed\n";
exit($failures > 0);
