# The registry of registry.sql on a server, and the results of its queries.
package Registry;
use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(create_registry answers answers_alike indexes_hold types);

my $here = $ENV{TESTDATADIR};

# The extension may have been moved to the schema clinic.
$ENV{PGOPTIONS} = '-c search_path=registry,public,clinic';

# Ways to find the same results: by scans and by indexes.
my %way = (
	scan  => '-c jit=off -c enable_indexscan=off -c enable_bitmapscan=off -c enable_indexonlyscan=off',
	index => '-c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off');

sub create_registry
{
	my ($node, $database) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, "CREATE EXTENSION sepms; CREATE EXTENSION amcheck");
	$node->safe_psql($database, "\\i '$here/registry.sql'");
	is( $node->safe_psql($database,
			q{SELECT type FROM type WHERE type NOT IN (SELECT atttypid FROM pg_attribute WHERE attrelid = 'every'::regclass)}),
		'', 'no type is left out');
	cmp_ok(scalar(types($node, $database)), '>=', 18, 'there are types');
	return;
}

sub types
{
	my ($node, $database) = @_;
	return split /\n/, $node->safe_psql($database, 'SELECT type FROM type ORDER BY type::text');
}

# The results, found in one way; the extension may be in another schema.
sub answers
{
	my ($node, $database, $way) = @_;
	local $ENV{PGOPTIONS} = "$ENV{PGOPTIONS} $way{$way}";
	return $node->safe_psql($database, slurp_file("$here/answers.sql"));
}

# Are these the results, in every way?
sub answers_alike
{
	my ($node, $database, $expected, $what) = @_;
	my $lines = () = $expected =~ /^/mg;
	cmp_ok($lines, '>=', 70, "$what: there are answers ($lines)");
	is_deeply([ split /\n/, answers($node, $database, $_) ], [ split /\n/, $expected ], "$what: answers by $_") for sort keys %way;
	return;
}

# Do btree indexes hold every row of their tables, in order?
sub indexes_hold
{
	my ($node, $database, $what) = @_;
	my $checked = $node->safe_psql($database,
		q{SELECT count(bt_index_check(c.oid, true)) FROM pg_class AS c JOIN pg_am AS a ON a.oid = relam
		WHERE relkind = 'i' AND amname = 'btree' AND relnamespace = 'registry'::regnamespace});
	cmp_ok($checked, '>=', 8, "$what: $checked btree indexes hold");
	return;
}

1;
