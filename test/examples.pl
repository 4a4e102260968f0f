#!/usr/bin/perl
# Run the examples of a page and compare their answers.
#
#	examples.pl [--update] PSQL PAGE LOGS
#
# A block fenced as sql is run; the plain block right after it, if any, is
# what it must print, and without one it must not fail.  Each page has a database
# of its own, made from the database 'demo', with the made-up registry in its path.
#
# Excerpts have '...' for lines left out: the plain block after 'sh demo/run' is
# one of the demo's output, that after 'sh demo/import/run' one of
# expected/import.out, and a block fenced as 'sql of FILE' or 'text of
# NAME.log' is one of that file, and is not run.  Logs are in the folder LOGS; of
# a script that was skipped there is none, and its blocks are skipped too.
#
# A block fenced as 'sh run' has commands that begin with 'psql -d registry'.  They are
# run in the same database, and the plain block after it is an excerpt of what they print.
# With --update the answers of sql blocks are written into the page.
use strict;
use warnings;

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my ($psql, $page, $logs) = @ARGV;
my %printed_by = ("sh demo/run\n" => "$logs/demo.log", "sh demo/import/run\n" => 'expected/import.out');

sub slurp
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!";
	local $/;
	my $text = <$in>;
	return $text // '';
}

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

# Without blanks at the ends of lines, as editors leave them.
sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\A\n+//;
	$text =~ s/\n+\z/\n/;
	return $text;
}

# Does the text hold the pieces of an excerpt, in their order?
sub holds
{
	my ($text, $excerpt) = @_;
	my $at = 0;
	for my $piece (split /^\.\.\.\n/m, $excerpt)
	{
		my $found = index($text, $piece, $at);
		return 0 if $found < 0;
		$at = $found + length($piece);
	}
	return 1;
}

# The fenced blocks of a page: language, file, text, first line, line after the last
sub blocks
{
	my @lines = @_;
	my (@blocks, $open);
	for my $i (0 .. $#lines)
	{
		next unless $lines[$i] =~ /^```(\w*)(?: of (\S+)| (run)$)?/;
		if (!$open) { $open = { language => $1, file => $2, run => $3, first => $i + 1 }; next; }
		$open->{end} = $i;
		$open->{text} = join '', @lines[ $open->{first} .. $i - 1 ];
		push @blocks, $open;
		undef $open;
	}
	die "$page: a block is not closed\n" if $open;
	return @blocks;
}

print run_psql('postgres', 'DROP DATABASE IF EXISTS examples; CREATE DATABASE examples TEMPLATE demo;
	ALTER DATABASE examples SET search_path = made_up, public;');

my @lines = split /^/, slurp($page);
my @blocks = blocks(@lines);
my ($examples, $failures) = (0, 0);
my @edits;
for my $b (0 .. $#blocks)
{
	my ($block, $next) = @blocks[ $b, $b + 1 ];
	my $answered = $next && $next->{language} eq ''
		&& join('', @lines[ $block->{end} + 1 .. $next->{first} - 2 ]) =~ /^\s*$/;
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
		push @edits, [ $next->{first}, $next->{end} - $next->{first}, $printed ] if $answered && !$right;
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
	next if $right || ($update && $block->{language} eq 'sql' && !$block->{file} && $answered);
	print "$page:", $block->{first} + 1, ": this answer is not in the page\n$printed";
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
