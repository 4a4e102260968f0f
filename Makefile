# Build, install and test sepms; see CONTRIBUTING.md.
#
#	make && make install		build the extension and install it into the server of PG_CONFIG
#	make installcheck		run its regression tests on a running server
#	make dist			make a release archive

EXTENSION = sepms
EXTVERSION = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(srcdir)/sepms.control)

# One name, six places: each concept has a part of the SQL, a core file, a skin,
# a test, a page and, where speed matters, a bench.
CONCEPTS = edss functional_systems dmt phenotype diagnosis transplant rate neda response symptoms series mri \
	treatment persistence disability msbase spms assess pirma smoldering recovery survival severity regression \
	model_score balance matching pooling privacy

MODULE_big = sepms
SOURCES = $(sort $(wildcard $(srcdir)/src/*.c $(srcdir)/src/core/*.c $(srcdir)/src/core/*.cpp $(srcdir)/src/pg/*.c))
OBJS = $(patsubst $(srcdir)/%,%.o,$(basename $(SOURCES)))
SHLIB_LINK = -lstdc++ $(INSTRUMENT) $(if $(filter linux,$(PORTNAME)),-Wl$(comma)--version-script=$(srcdir)/src/exports.map)
comma = ,

# No fused multiply-add: the last digit must not depend on the machine.  No semantic
# interposition: nobody replaces our functions at run time, so calls need not allow for
# it.  Only entry points are exported (PG_FUNCTION_INFO_V1 in pg/compat.h).
PG_CPPFLAGS = -DSEPMS_VERSION='"$(EXTVERSION)"' -isystem $(EIGEN)
PG_CFLAGS = -std=gnu11 -ffp-contract=off -fno-semantic-interposition -fvisibility=hidden $(WERROR) $(INSTRUMENT)
PG_CXXFLAGS = -std=c++14 -ffp-contract=off -fvisibility=hidden $(WERROR) $(INSTRUMENT)
# Where the headers of Eigen 3.4 are (libeigen3-dev).
EIGEN = /usr/include/eigen3
WERROR = $(if $(CI),-Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror)

# Released versions, oldest first; the script of each stays as it was released.  The
# current script is made from sql/parts and the templates in sql/kinds (sql/expand.awk).
# The upgrade script from the last release is made by comparing the two scripts
# (sql/upgrade.awk); changes to existing objects are written by hand in
# sql/changed--<last>.sql.
RELEASED = 0.1.0
UPGRADE = sql/sepms--$(lastword $(RELEASED))--$(EXTVERSION).sql
DATA = $(RELEASED:%=sql/sepms--%.sql) \
	$(filter-out $(UPGRADE),$(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/sql/sepms--*--*.sql)))
DATA_built = sql/sepms--$(EXTVERSION).sql $(UPGRADE)

# The tests use UTF-8 and sort by bytes, whatever the encoding and locale of the server.
# Up to version 15, pg_regress looks for the expected files next to the input; later
# versions have --expecteddir.
REGRESS = $(CONCEPTS) criteria regression_model disability_oracle survival_oracle severity_oracle regression_oracle \
	recurrent cohort trials house guest planted \
	registry_check types encodings counts traps readback extremes damage $(SOFT_ERRORS)
REGRESS_OPTS = --inputdir=$(srcdir)/test --load-extension=sepms --encoding=UTF8 --no-locale $(EXPECTED_OPT)
EXPECTED_OPT = $(if $(findstring expecteddir,$(shell \
	$(top_builddir)/src/test/regress/pg_regress --help)),--expecteddir=$(srcdir))
REGRESS_PREP = $(if $(EXPECTED_OPT),,link-expected)

# Input functions report errors softly from version 16 on.
SOFT_ERRORS = $(if $(filter-out 15,$(MAJORVERSION)),softerr)

EXTRA_CLEAN = test/expected results \
	regression.diffs regression.out

# In a build outside the source folder (make -f .../Makefile VPATH=...) these folders are missing.
ifdef VPATH
$(shell mkdir -p src/core src/pg)
endif

PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(wildcard $(PGXS)),)
$(error There is no server's development package here: install postgresql-server-dev-NN, where NN is the major version \
	of your server, or name its pg_config by PG_CONFIG=/path/to/pg_config)
endif
include $(PGXS)
# installcheck does not need the headers.
ifneq ($(filter all install,$(or $(MAKECMDGOALS),all)),)
ifeq ($(wildcard $(includedir_server)/postgres.h),)
$(error The headers of PostgreSQL $(MAJORVERSION) are not here: install postgresql-server-dev-$(MAJORVERSION), \
	or name another pg_config by PG_CONFIG=/path/to/pg_config)
endif
endif
ifneq ($(filter 8 9 10 11 12 13 14,$(MAJORVERSION)),)
$(error This is PostgreSQL $(MAJORVERSION), and sepms needs 15 or later; PG_CONFIG=/path/to/pg_config names another)
endif

sql/sepms--$(EXTVERSION).sql: $(srcdir)/sql/expand.awk $(sort $(wildcard $(srcdir)/sql/parts/*.sql)) \
		$(wildcard $(srcdir)/sql/kinds/*.sql.in) $(srcdir)/sepms.control
	@mkdir -p $(@D)
	awk -v kinds=$(srcdir)/sql/kinds -f $< $(filter %.sql,$^) > $@ || { rm -f $@; exit 1; }

$(UPGRADE): $(srcdir)/sql/upgrade.awk $(srcdir)/sql/sepms--$(lastword $(RELEASED)).sql \
		$(srcdir)/sql/changed--$(lastword $(RELEASED)).sql sql/sepms--$(EXTVERSION).sql
	awk -v version=$(EXTVERSION) -f $^ > $@ || { rm -f $@; exit 1; }

$(OBJS): $(wildcard $(srcdir)/src/*/*.h) $(srcdir)/sepms.control

.PHONY: link-expected dist
link-expected:
	test -e $(srcdir)/test/expected || ln -s ../expected $(srcdir)/test/expected

# The archive includes the generated scripts, because META.json names them.
dist: $(DATA_built)
	git archive --format=zip -o sepms-$(EXTVERSION).zip \
		--prefix=sepms-$(EXTVERSION)/sql/ $(DATA_built:%=--add-file=%) --prefix=sepms-$(EXTVERSION)/ HEAD

.PHONY: print-regress print-released
print-regress:
	@echo $(REGRESS)

print-released:
	@echo $(RELEASED)
