# Kills the postmaster during a load.  After recovery, each part of the load is
# complete or absent, every confirmed part is there, and queries of the data that were
# there before give the same results.
use strict;
use warnings;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'usleep';
use Registry;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', <<'CONF');
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 1MB
CONF
$node->start;
create_registry($node, 'registry');
my $expected = answers($node, 'registry', 'scan');
$node->safe_psql('registry', <<'SQL');
CREATE TABLE load (part integer, LIKE every_btree);
SELECT format('CREATE INDEX ON load USING %s (%I)', amname, attname)
FROM pg_attribute JOIN pg_opclass ON opcintype = atttypid AND opcdefault JOIN pg_am AS m ON m.oid = opcmethod
WHERE attrelid = 'load'::regclass AND atttypid IN (SELECT type FROM type) \gexec
SQL

# One statement, and so one transaction, for each part; its number is printed
# when it is confirmed.
my $parts = 3000;
my $rows = 201;

sub load
{
	my ($first) = @_;
	return join '', map { "INSERT INTO load SELECT $_, * FROM every_btree;\n\\echo $_\n" } $first .. $first + $parts - 1;
}

# The last part that was confirmed before the kill
sub kill_while_loading
{
	my ($first, $enough) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . '/load.sql';
	my ($out, $err) = ('', '');
	append_to_file($file, load($first));
	my $timer = IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default);
	my $client = IPC::Run::start([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('registry'), '-f', $file ],
		'>', \$out, '2>', \$err, $timer);
	$client->pump until $out =~ /^\Q${\($first + $enough)}\E$/m;
	usleep(rand 100_000);
	my $postmaster = $node->{_pid};
	$node->kill9;
	$client->finish;
	usleep(10_000) while kill(0, $postmaster);
	like($err, qr/server closed the connection|terminating connection|connection to server was lost/, 'the client lost its server');
	return (split /\n/, $out)[-1];
}

# The postmaster's orphans exit when they notice; a new one cannot start before that.
sub start_again
{
	for (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		usleep(100_000);
		return 1 if $node->start(fail_ok => 1);
		$node->stop('fast', fail_ok => 1);
	}
	return 0;
}

my $confirmed = 0;
for my $round (1 .. 3)
{
	my $what = "kill $round";
	my $first = $confirmed + 1;
	$confirmed = kill_while_loading($first, 5 * $round);
	cmp_ok($confirmed, '<', $first + $parts - 1, "$what: in the middle of the load");
	ok(start_again(), "$what: started again");
	like(slurp_file($node->logfile), qr/automatic recovery in progress/, "$what: recovered");

	my $there = $node->safe_psql('registry', 'SELECT max(part) FROM load');
	ok($there == $confirmed || $there == $confirmed + 1, "$what: part $there is there, $confirmed was confirmed");
	is( $node->safe_psql('registry',
			"SELECT count(DISTINCT part), bool_and(n = $rows AND equal) FROM (SELECT part, count(*) AS n,
			bool_and((l.*)::text = format('(%s,%s', part, substr((e.*)::text, 2))) AS equal
			FROM load AS l JOIN every_btree AS e USING (i) GROUP BY part) AS x"),
		"$there|t", "$what: each part is whole");
	answers_alike($node, 'registry', $expected, $what);
	indexes_hold($node, 'registry', $what);
	$confirmed = $there;
}

done_testing();
