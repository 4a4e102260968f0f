# A page's fenced blocks, and how their answers are compared: for examples.pl and page.pl.
package Page;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(slurp tidy holds blocks answered write_answers);

sub slurp
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!";
	local $/;
	my $text = <$in>;
	return $text // '';
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

# Does the text contain the pieces of an excerpt, in order?
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

# blocks(PAGE, LINES): its fenced blocks: language, file, run, text, first line, line after the last
sub blocks
{
	my ($page, @lines) = @_;
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

# answered(BLOCK, NEXT, LINES): is the next block a plain one right after it?
sub answered
{
	my ($block, $next, @lines) = @_;
	return $next && $next->{language} eq '' && join('', @lines[ $block->{end} + 1 .. $next->{first} - 2 ]) =~ /^\s*$/;
}

# write_answers(PAGE, LINES, EDITS): the page anew; an edit is the first line, how many lines, and their text.
sub write_answers
{
	my ($page, $lines, @edits) = @_;
	splice(@$lines, $_->[0], $_->[1], $_->[2]) for reverse @edits;
	open(my $out, '>', $page) or die "$page: $!";
	print $out @$lines;
	close($out);
	return;
}

1;
