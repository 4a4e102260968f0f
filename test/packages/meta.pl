#!/usr/bin/perl
# Checks META.json against the PGXN Meta Spec 1.0.0, https://pgxn.org/meta/spec.txt:
# required keys, optional keys, and the form of each.
#
#	meta.pl FILE
#
# Prints each error on a line, and fails if there are any.
use strict;
use warnings;
use JSON::PP;

our @wrong;
my $semver = qr/\A(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-?[A-Za-z][0-9A-Za-z-]*)?\z/;
my $license = qr/\A(?:agpl_3|apache_(?:1_1|2_0)|artistic_[12]|bsd|freebsd|gfdl_1_[23]|gpl_[123]|lgpl_(?:2_1|3_0)|mit
	|mozilla_1_[01]|openssl|perl_5|postgresql|qpl_1_0|ssleay|sun|zlib|open_source|restricted|unrestricted|unknown)\z/x;

# check WHERE VALUE FORM: a form is a function of WHERE and VALUE that reports errors.
sub check { my ($where, $value, $form) = @_; $form->($where, $value) }
sub wrong { push @wrong, "$_[0]: $_[1]" }

sub matching
{
	my ($what, $pattern) = @_;
	return sub { wrong($_[0], "not $what") unless defined $_[1] && !ref $_[1] && $_[1] =~ $pattern };
}

sub list_of
{
	my ($form) = @_;
	return sub {
		my ($where, $value) = @_;
		return wrong($where, 'not a list of at least one') unless ref $value eq 'ARRAY' && @$value;
		check("$where\[$_]", $value->[$_], $form) for 0 .. $#$value;
	};
}

sub map_of
{
	my ($key, $form) = @_;
	return sub {
		my ($where, $value) = @_;
		return wrong($where, 'not a map of at least one') unless ref $value eq 'HASH' && %$value;
		for (sort keys %$value)
		{
			wrong("$where.$_", 'a key that is not allowed') unless $_ =~ $key;
			check("$where.$_", $value->{$_}, $form);
		}
	};
}

# object REQUIRED OPTIONAL: forms by key; keys that begin with x_ are free.
sub object
{
	my ($required, $optional) = @_;
	return sub {
		my ($where, $value) = @_;
		return wrong($where, 'not a map') unless ref $value eq 'HASH';
		exists $value->{$_} or wrong("$where.$_", 'missing') for sort keys %$required;
		for (sort keys %$value)
		{
			next if /\Ax_/i;
			my $form = $required->{$_} // $optional->{$_};
			$form ? check("$where.$_", $value->{$_}, $form) : wrong("$where.$_", 'not a key of the spec');
		}
	};
}

# any_of WHAT FORM...: the value has at least one of these forms.
sub any_of
{
	my ($what, @forms) = @_;
	return sub {
		my ($where, $value) = @_;
		for my $form (@forms)
		{
			local @wrong;
			check($where, $value, $form);
			return unless @wrong;
		}
		wrong($where, "not $what");
	};
}

my $text = matching('a text', qr/\S/);
my $term = matching('a term (two characters or more, no blank, slash or control)', qr{\A[^\s/\\[:cntrl:]]{2,}\z});
my $version = matching('a semantic version', $semver);
my $url = matching('a URL', qr{\A[a-z][a-z0-9+.-]*://\S+\z}i);
my $path = matching('a path inside the distribution', qr{\A(?!/)(?!.*(?:\A|/)\.\.(?:/|\z))\S+\z});
my $range = sub {
	my ($where, $value) = @_;
	return wrong($where, 'not a version range') if !defined $value || ref $value;
	for (split /\s*,\s*/, $value, -1)
	{
		wrong($where, "not a version range: '$_'") unless /\A(?:(?:[<>]=?|==|!=)\s*)?(\S+)\z/ && ($1 eq '0' || $1 =~ $semver);
	}
};
my $relations = map_of(qr/\A(?:requires|recommends|suggests|conflicts)\z/, map_of(qr/\S/, $range));
my $prereqs = map_of(qr/\A(?:configure|build|test|runtime|develop)\z/, $relations);
my $link = object({}, { url => $url, web => $url, mailto => $text, type => matching('a type in lower case', qr/\A[a-z]+\z/) });
my $licenses = any_of('a licence of the spec, a list of them, or a map of names to URLs',
	matching('a licence', $license), list_of(matching('a licence', $license)), map_of(qr/\S/, $url));

my $meta = object(
	{
		name => $term, version => $version, abstract => $text, license => $licenses,
		maintainer => any_of('a text or a list of texts', $text, list_of($text)),
		provides => map_of(qr{\A[^\s/\\[:cntrl:]]{2,}\z},
			object({ file => $path, version => $version }, { abstract => $text, docfile => $path })),
		'meta-spec' => object({ version => matching('1.0.x', qr/\A1\.0\.\d+\z/) }, { url => $url }),
	},
	{
		description => $text, generated_by => $text, tags => list_of($text), prereqs => $prereqs,
		no_index => object({}, { file => list_of($path), directory => list_of($path) }),
		release_status => matching('stable, testing or unstable', qr/\A(?:stable|testing|unstable)\z/),
		resources => object({}, { homepage => $url, bugtracker => $link, repository => $link }),
	});

die "usage: meta.pl FILE\n" unless @ARGV == 1;
open(my $in, '<:raw', $ARGV[0]) or die "$ARGV[0]: $!\n";
my $json = do { local $/; <$in> };
check('META', JSON::PP->new->utf8->decode($json), $meta);
print map {"$_\n"} @wrong;
exit(@wrong ? 1 : 0);
