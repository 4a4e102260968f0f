#!/usr/bin/perl
# Runs the examples of a page and compares their output.
#
#	examples.pl [--update] PSQL PAGE LOGS
#
# A block fenced as sql is run.  The plain block right after it, if any, is the
# expected output; without one, the block only must not fail.  Each page has a
# database of its own, made from the database 'demo', with the made-up registry in
# the search path.
#
# Excerpts have '...' for lines left out.  The plain block after 'sh demo/run' is an
# excerpt of the demo's output, that after 'sh demo/import/run' of
# expected/import.out.  A block fenced as 'sql of FILE' or 'text of NAME.log' is an
# excerpt of that file, and is not run.  Logs are in the folder LOGS; a script that
# was skipped has none, and its blocks are skipped too.
#
# A block fenced as 'sh run' has commands that begin with 'psql -d registry'.  They are
# run in the same database, and the plain block after it is an excerpt of what they print.
# With --update the output of sql blocks is written into the page, except an error in place of an answer.
use strict;
use warnings;
use lib 'test';
use Page;

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my ($psql, $page, $logs) = @ARGV;
my %printed_by = ("sh demo/run\n" => "$logs/demo.log", "sh demo/import/run\n" => 'expected/import.out');

sub run_psql
{
	my ($database, $sql) = @_;
	my $file = "$ENV{PGHOST}/example.sql";
	open(my $out, '>', $file) or die "$file: $!";
	print $out $sql;
	close($out);
	my $answer = `'$psql' -X -q -d $database -f '$file' 2>&1`;
	$answer =~ s/^psql:\Q$file\E:\d+: //mg;
	return $answer;
}

sub run_shell
{
	my ($database, $commands) = @_;
	die "$page: not psql -d registry: $_\n" for grep { !/^(psql -d registry |\t| +-)/ } split /\n/, $commands;
	local $ENV{PSQL} = $psql;
	local $ENV{COMMANDS} = qq(psql() { shift 2; "\$PSQL" -X -d $database "\$@"; }\n$commands);
	my $answer = `sh -c "\$COMMANDS" 2>&1`;
	return $? ? $answer . "ERROR: exit $?\n" : $answer;
}

print run_psql('postgres', 'DROP DATABASE IF EXISTS examples; CREATE DATABASE examples TEMPLATE demo;
	ALTER DATABASE examples SET search_path = made_up, public;');

my @lines = split /^/, slurp($page);
my @blocks = blocks($page, @lines);
my ($examples, $failures) = (0, 0);
my @edits;

# Notes what is to be written; false if that is an error where an answer was.
sub edit
{
	my ($block, $printed) = @_;
	return 0 if $printed =~ /ERROR:|FATAL:/ && $block->{text} !~ /ERROR:|FATAL:/;
	push @edits, [ $block->{first}, $block->{end} - $block->{first}, $printed ];
	return 1;
}

for my $b (0 .. $#blocks)
{
	my ($block, $next) = @blocks[ $b, $b + 1 ];
	my $answered = answered($block, $next, @lines);
	my ($printed, $right);

	if (my $file = $block->{file})
	{
		$file = "$logs/$file" if $file =~ /\.log$/;
		next if $file =~ /\.log$/ && !-e $file;
		$printed = tidy(slurp($file));
		next if $printed =~ /^skipped: the extension postgres_fdw/m;
		$right = holds($printed, $block->{text});
	}
	elsif ($block->{language} eq 'sql')
	{
		$printed = tidy(run_psql('examples', $block->{text}));
		$right = $answered ? $printed eq $next->{text} : $printed !~ /ERROR:|FATAL:/;
		$right = edit($next, $printed) if $update && $answered && !$right;
	}
	elsif ($block->{run})
	{
		$printed = tidy(run_shell('examples', $block->{text}));
		$right = $answered ? holds($printed, $next->{text}) : $printed !~ /ERROR:|FATAL:/;
	}
	elsif ($printed_by{ $block->{text} } && $answered)
	{
		$printed = tidy(slurp($printed_by{ $block->{text} }));
		$right = holds($printed, $next->{text});
	}
	else { next; }

	$examples++;
	next if $right;
	print "$page:", $block->{first} + 1, ": this answer is not in the page\n$printed";
	$failures++;
}

write_answers($page, \@lines, @edits) if $update && @edits;
print "$page: $examples examples, $failures failed\n";
exit($failures > 0);
