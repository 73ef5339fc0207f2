-- The product's schemas. `public` is the only one that the API exposes. What `holdfast_workbench_owner` owns becomes the
-- sandbox's own; `auth` belongs to a role without rights, so that no constraint or cascade ever runs as more.
ALTER SCHEMA public OWNER TO holdfast_workbench_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;

CREATE SCHEMA private AUTHORIZATION holdfast_workbench_owner;
CREATE SCHEMA extensions AUTHORIZATION holdfast_workbench_owner;
GRANT USAGE ON SCHEMA extensions TO anon, authenticated, service_role;

CREATE SCHEMA auth AUTHORIZATION holdfast_workbench_auth;
GRANT USAGE ON SCHEMA auth TO anon, authenticated, service_role;
CREATE TABLE auth.users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text UNIQUE,
  raw_app_meta_data jsonb NOT NULL DEFAULT '{}',
  raw_user_meta_data jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE
  RETURN nullif(current_setting('request.jwt.claims', true), '')::jsonb;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
  RETURN (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role';
ALTER TABLE auth.users OWNER TO holdfast_workbench_auth;
ALTER FUNCTION auth.jwt() OWNER TO holdfast_workbench_auth;
ALTER FUNCTION auth.uid() OWNER TO holdfast_workbench_auth;
ALTER FUNCTION auth.role() OWNER TO holdfast_workbench_auth;

CREATE SCHEMA workbench AUTHORIZATION holdfast_workbench_owner;
CREATE TABLE workbench.migrations (
  version text PRIMARY KEY,
  name text NOT NULL UNIQUE,
  statements text[] NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE workbench.migrations OWNER TO holdfast_workbench_owner;
