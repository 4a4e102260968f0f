# COPY of every type, as text, CSV and binary: read back, it is written as it was.
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

# The column of a table, written to a file in this format: what is in it.
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
		# whatever it was read from, it is written in each format as it was
		ok(copied($type, $table, $_) eq $first{$_}, "$type, from $format to $_") for sort keys %first;
	}
}

done_testing();
