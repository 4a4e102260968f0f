# COPY of every type as text, CSV and binary: what is read back is written as before.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Registry;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
my $folder = PostgreSQL::Test::Utils::tempdir();

# Writes a column of a table to a file in this format, and returns its content.
sub copied
{
	my ($column, $table, $format) = @_;
	my $file = "$folder/$table.$column.$format";
	$node->safe_psql('registry', "COPY (SELECT i, $column FROM $table ORDER BY i) TO '$file' (FORMAT $format)");
	return slurp_file($file);
}

create_registry($node, 'registry');
for my $type (types($node, 'registry'))
{
	my %first = map { $_ => copied($type, 'every', $_) } qw(text csv binary);
	for my $format (sort keys %first)
	{
		my $table = "${format}_$type";
		$node->safe_psql('registry', "CREATE TABLE $table (i integer, $type $type); COPY $table FROM '$folder/every.$type.$format' (FORMAT $format)");
		is($node->safe_psql('registry', "SELECT count($type) > 100 AND count(DISTINCT $type\::text) > 1 FROM $table"),
			't', "$type, $format: there are values");
		# whichever format it was read from, it is written in each format as before
		ok(copied($type, $table, $_) eq $first{$_}, "$type, from $format to $_") for sort keys %first;
	}
}

done_testing();
