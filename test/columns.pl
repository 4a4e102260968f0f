# Checks that no line of SQL is wider than 120 columns, with tab stops every 4 columns.
# Prints each wider line and then fails.  Called by test/run, from the folder above this one.
#
#	perl test/columns.pl
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use File::Find;

# Exempt files, and why.
my $exempt = 'sql/sepms--';  # released scripts never change, and the current ones are made from the parts

my ($files, @wide);
find({ no_chdir => 1, wanted => sub {
	return $File::Find::prune = 1 if /\bnode_modules$/;
	return unless /\.sql$/ && -f && !/^(?:$exempt)/;
	$files++;
	open my $file, '<', $_ or die "$_: $!\n";
	while (my $line = <$file>) {
		chomp $line;
		next if $line =~ /^\\copy /; # psql reads \copy to the end of the line
		1 while $line =~ s/^([^\t]*)\t/$1 . ' ' x (4 - length($1) % 4)/e;
		push @wide, "$_:$.: " . length($line) . ' columns' if length $line > 120;
	}
} }, qw(bench demo sql test));
die "No SQL was found\n" if ($files // 0) < 50;
die map { "$_\n" } sort @wide if @wide;
