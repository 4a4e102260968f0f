# Dump and restore: plain and custom format, the extension in its first schema
# and moved to another; each restored database answers as the first one does.
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

# The lines of a dump, without the random key of newer pg_dump; rows have no order.
sub dump_lines
{
	my ($database) = @_;
	my ($text) = run_command([ 'pg_dump', '-d', $node->connstr($database) ]);
	$text =~ s/^\\(un)?restrict .*\n//mg;
	return sort split /\n/, $text;
}

sub restores
{
	my ($database, $format, $expected) = @_;
	my $file = "$folder/$database.$format";
	my $restored = "${database}_$format";
	my $what = "$database, $format";
	$node->command_ok([ 'pg_dump', '-F', $format, '-f', $file, '-d', $node->connstr($database) ], "$what: dump");
	$node->safe_psql('postgres', "CREATE DATABASE $restored");
	$node->command_ok(
		$format eq 'plain'
		? [ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-d', $node->connstr($restored), '-f', $file ]
		: [ 'pg_restore', '--exit-on-error', '-d', $node->connstr($restored), $file ],
		"$what: restore");
	answers_alike($node, $restored, $expected, $what);
	indexes_hold($node, $restored, $what);
	is_deeply([ dump_lines($restored) ], [ dump_lines($database) ], "$what: dumped again, the same");

	# with no search path, as a restore has none
	$node->safe_psql($restored, <<'SQL');
SET search_path = '';
REFRESH MATERIALIZED VIEW CONCURRENTLY registry.cohort;
UPDATE registry.every SET i = i;
INSERT INTO registry.every (i) VALUES (-1);
DELETE FROM registry.every WHERE i = -1;
SQL
	$node->safe_psql($restored, "REINDEX DATABASE $restored");
	answers_alike($node, $restored, $expected, "$what, made anew");
	indexes_hold($node, $restored, "$what, made anew");
	return;
}

create_registry($node, 'registry');
my $expected = answers($node, 'registry', 'scan');
answers_alike($node, 'registry', $expected, 'registry');
is( $node->safe_psql('registry', "SELECT relname FROM pg_stat_user_indexes WHERE relname LIKE 'every\\_%' AND idx_scan = 0"),
	'', 'every index was used');
restores('registry', $_, $expected) for qw(plain custom);

$node->safe_psql('postgres', 'CREATE DATABASE moved TEMPLATE registry');
$node->safe_psql('moved', 'CREATE SCHEMA clinic; ALTER EXTENSION sepms SET SCHEMA clinic');
answers_alike($node, 'moved', $expected, 'moved');
restores('moved', $_, $expected) for qw(plain custom);

done_testing();
