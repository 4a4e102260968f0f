# pg_upgrade of the registry of an older server to this one, by copying and by linking
# files: the results stay the same.  PG_CONFIG_OLD and TEMP_CONFIG_OLD are those of the
# older server; `run` sets them to this server's own if there is no older one.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Registry;

my ($old_bin) = map { s/\n//r } run_command([ $ENV{PG_CONFIG_OLD}, '--bindir' ]);
my ($new_bin) = map { s/\n//r } run_command([ $ENV{PG_CONFIG}, '--bindir' ]);

my $expected;
for my $mode ('copy', 'link')
{
	my $old = PostgreSQL::Test::Cluster->new('old' . $mode, install_path => $old_bin =~ s{/bin$}{}r);
	{
		local $ENV{TEMP_CONFIG} = $ENV{TEMP_CONFIG_OLD};
		$old->init;
	}
	$old->start;
	create_registry($old, 'registry');
	$expected = answers($old, 'registry', 'scan');
	$old->stop;

	my $new = PostgreSQL::Test::Cluster->new('new' . $mode);
	$new->init($old->pg_version < 18 && $new->pg_version >= 18 ? (extra => ['--no-data-checksums']) : ());
	chdir $PostgreSQL::Test::Utils::tmp_check or die $!; # older versions leave their logs in the current folder
	command_ok([ 'pg_upgrade', @{ $mode eq 'link' ? ['--link'] : [] }, '-b', $old_bin, '-B', $new_bin, '-d', $old->data_dir, '-D', $new->data_dir,
			'-s', $new->host, '-p', $old->port, '-P', $new->port ], "$mode: pg_upgrade of " . $old->pg_version . ' to ' . $new->pg_version);
	$new->start;
	answers_alike($new, 'registry', $expected, $mode);
	indexes_hold($new, 'registry', $mode);
	$new->safe_psql('registry', 'REFRESH MATERIALIZED VIEW cohort; REINDEX DATABASE registry');
	answers_alike($new, 'registry', $expected, "$mode, made anew");
	$new->stop;
}

done_testing();
