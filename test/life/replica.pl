# A streaming replica gives the same results as its primary, while it follows and
# after it has been promoted.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Registry;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
# every page that is replayed is compared with that of the primary
$primary->append_conf('postgresql.conf', "wal_consistency_checking = 'all'");
$primary->start;
$primary->backup('base');

my $replica = PostgreSQL::Test::Cluster->new('replica');
$replica->init_from_backup($primary, 'base', has_streaming => 1);
$replica->start;

sub follows
{
	my ($what) = @_;
	$primary->wait_for_catchup($replica, 'replay', $primary->lsn('write'));
	answers_alike($replica, 'registry', answers($primary, 'registry', 'scan'), $what);
	indexes_hold($replica, 'registry', $what);
	return;
}

create_registry($primary, 'registry');
follows('filled');

$primary->safe_psql('registry', <<'SQL');
DELETE FROM every WHERE i % 3 = 1;
UPDATE every_btree SET edss = '1.5', dmt = 'cladribine' WHERE i % 3 = 2;
UPDATE every_hash SET dmt = 'cladribine' WHERE i % 3 = 2;
INSERT INTO visit SELECT i, '7.0', dmt FROM every WHERE dmt IS NOT NULL;
VACUUM;
REFRESH MATERIALIZED VIEW cohort;
SQL
follows('changed');

$primary->stop;
$replica->promote;
my $expected = answers($replica, 'registry', 'scan');
$replica->safe_psql('registry', 'INSERT INTO every_btree SELECT * FROM every_hash; REFRESH MATERIALIZED VIEW cohort; REINDEX DATABASE registry');
indexes_hold($replica, 'registry', 'promoted');
is($replica->safe_psql('registry', 'SELECT count(*) FROM every_btree'), 2 * 201, 'promoted: rows arrive');

done_testing();
