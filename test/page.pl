#!/usr/bin/perl
# Run a page's blocks of one language as one script, in their order, and compare what they print.
#
#	page.pl script LANGUAGE PAGE	the script, which prints a line before each block
#	page.pl [--update] compare LANGUAGE PAGE PRINTED	what it printed, with the page
#
# The languages are r and sh.  The plain block right after a block, if any, is what it must print; '...' stands for lines
# left out.  A script that ended early, by whatever error, has not reached the blocks after it, and these fail.  With
# --update answers without '...' are written into the page.
use strict;
use warnings;
use lib 'test';
use Page;

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my ($what, $language, $page, $printed) = @ARGV;
my %say = (r => 'cat("== %s\n")', sh => "echo '== %s'");
my @lines = split /^/, slurp($page);
my @blocks = blocks($page, @lines);
my @mine = grep { $blocks[$_]{language} eq $language } 0 .. $#blocks;
die "$page has no block of $language\n" unless @mine;

# Where a block stands: the line of its fence.
sub place
{
	my ($block) = @_;
	return "$page:$block->{first}";
}

if ($what eq 'script')
{
	for my $block (@blocks[@mine])
	{
		printf "$say{$language}\n%s", place($block), $block->{text};
	}
	printf "$say{$language}\n", 'end';
	exit;
}

my (undef, %said) = split /^== (\S+)\n/m, slurp($printed), -1;
my @reached = grep { exists $said{ place($blocks[$_]) } } @mine;
my $failures = 0;
my @edits;
for my $b (@mine)
{
	my ($block, $next) = @blocks[ $b, $b + 1 ];
	my $said = tidy($said{ place($block) } // '');
	my $answered = answered($block, $next, @lines);
	my $ended = !exists $said{end} && @reached && $b == $reached[-1];
	if (!exists $said{ place($block) } || $ended)
	{
		print place($block), $ended ? ": it ended here\n$said" : ": it was not reached\n";
		$failures++;
	}
	elsif ($answered && !($next->{text} =~ /^\.\.\.$/m ? holds($said, $next->{text}) : $said eq $next->{text}))
	{
		if ($update && $next->{text} !~ /^\.\.\.$/m)
		{
			push @edits, [ $next->{first}, $next->{end} - $next->{first}, $said ];
			next;
		}
		print place($block), ": this answer is not in the page\n$said";
		$failures++;
	}
}
write_answers($page, \@lines, @edits) if @edits;
printf "%s: %d blocks, %d failed\n", $page, scalar(@mine), $failures;
exit($failures > 0);
