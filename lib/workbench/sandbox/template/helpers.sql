-- What the platform brings beyond Postgres; the docs name it. Up to version 1 of the docs it was called `slugify`.
CREATE FUNCTION extensions.to_slug(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(
  regexp_replace(
    regexp_replace(normalize(lower($1), NFKD), U&'[\0300-\036F]', '', 'g'),
    '[^a-z0-9]+', '-', 'g'
  ),
  '-'
);
ALTER FUNCTION extensions.to_slug(text) OWNER TO holdfast_workbench_owner;
