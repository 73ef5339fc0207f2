-- fails: not-in-public
create extension pg_trgm;
create extension fuzzystrmatch;
