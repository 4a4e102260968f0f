# Dump and restore in plain and custom format, with the extension in its first schema
# and moved to another: each restored database gives the same results as the first.
# Also: what a dump does not preserve of views and similar objects.
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

# The lines of a dump, sorted, without the random key of newer pg_dump.
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

	# without a search path, as in a restore
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

# Forms of SQL that a dump does not preserve are in objects named bad_...: the query of
# doc/upgrading.md finds exactly these, and all are lost or changed by a restore.  Objects
# named good_... are preserved.
sub found
{
	my ($database) = @_;
	my ($query) = slurp_file("$ENV{TESTDATADIR}/../../doc/upgrading.md") =~ /^(WITH ours AS .*?;)$/ms;
	return map { /\b(bad_\w+)/ ? $1 : $_ } split /\n/, $node->safe_psql($database, $query);
}

sub good_forms
{
	my ($database) = @_;
	return split /^--\n/m, $node->safe_psql($database, <<'SQL');
SET search_path = '';
SELECT name || ': ' || definition || E'\n--' FROM (
	SELECT relname, pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v'
	UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
	UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
	UNION ALL SELECT relname, pg_get_indexdef(oid) FROM pg_class WHERE relkind = 'i'
	UNION ALL SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE prosqlbody IS NOT NULL
	UNION ALL SELECT attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
) AS d (name, definition) WHERE name LIKE 'good\_%' ORDER BY name COLLATE "C";
SQL
}

sub forms
{
	my ($schema) = @_;
	my ($database, $restored, $on_path) = map { "forms_$schema$_" } ('', '_restored', '_on_path');
	my $sql = slurp_file("$ENV{TESTDATADIR}/forms.sql");
	my %made = map { $_ => 1 } $sql =~ /\b((?:bad|good)_(?!\.)\w+)/g;
	my @bad = sort grep { /^bad/ } keys %made;
	local $ENV{PGOPTIONS} = '';

	$node->safe_psql('postgres', "CREATE DATABASE $_") for $database, $restored, $on_path;
	$node->safe_psql($database, ($schema eq 'public' ? '' : "CREATE SCHEMA $schema; ") . "CREATE EXTENSION sepms SCHEMA $schema");
	$node->safe_psql($database, $sql);
	is_deeply([ sort(found($database)) ], \@bad, "forms, $schema: " . @bad . ' that are lost are found, and no other');
	my @good = good_forms($database);
	is(scalar(@good), scalar(grep { /^good/ } keys %made), "forms, $schema: " . @good . ' that are kept');

	my ($dump) = run_command([ 'pg_dump', '-d', $node->connstr($database) ]);
	$node->psql($restored, $dump, on_error_stop => 0);
	is_deeply([ found($restored) ], [], "forms, $schema: none of the first is restored as it was");
	is_deeply([ good_forms($restored) ], \@good, "forms, $schema: all of the others are");

	ok($dump =~ s/^SELECT pg_catalog.set_config\('search_path', '', false\);/SET search_path = $schema;/m, "forms, $schema: path");
	$node->psql($on_path, $dump, on_error_stop => 0);
	is_deeply([ sort(found($on_path)) ], [ grep { $_ ne 'bad_edss_row' } @bad ], "forms, $schema: with a path all but one are");
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

forms($_) for qw(public clinic);

done_testing();
