-- What every scenario starts from: two teams with one member each, and policies as they should be.
CREATE TABLE public.teams (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL
);
CREATE TABLE public.memberships (
  user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE,
  team_id uuid NOT NULL REFERENCES public.teams ON DELETE CASCADE,
  role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'member')),
  PRIMARY KEY (user_id, team_id)
);
CREATE INDEX memberships_team_id_idx ON public.memberships (team_id);
CREATE TABLE public.tasks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  team_id uuid NOT NULL REFERENCES public.teams ON DELETE CASCADE,
  title text NOT NULL,
  done boolean NOT NULL DEFAULT false
);
CREATE INDEX tasks_team_id_idx ON public.tasks (team_id);

ALTER TABLE public.teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY m_self ON public.memberships FOR SELECT TO authenticated
  USING (user_id = (SELECT auth.uid()));
CREATE POLICY t_member ON public.teams FOR SELECT TO authenticated
  USING (id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())));
CREATE POLICY k_read ON public.tasks FOR SELECT TO authenticated
  USING (team_id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())));
CREATE POLICY k_add ON public.tasks FOR INSERT TO authenticated
  WITH CHECK (team_id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())));
CREATE POLICY k_change ON public.tasks FOR UPDATE TO authenticated
  USING (team_id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())))
  WITH CHECK (team_id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())));
CREATE POLICY k_remove ON public.tasks FOR DELETE TO authenticated
  USING (team_id IN (SELECT m.team_id FROM public.memberships m WHERE m.user_id = (SELECT auth.uid())));

ALTER TABLE public.teams OWNER TO holdfast_workbench_owner;
ALTER TABLE public.memberships OWNER TO holdfast_workbench_owner;
ALTER TABLE public.tasks OWNER TO holdfast_workbench_owner;
GRANT SELECT ON public.teams, public.memberships TO authenticated;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks TO authenticated;
GRANT ALL ON public.teams, public.memberships, public.tasks TO service_role;

INSERT INTO auth.users (id, email, created_at) VALUES
  ('11111111-1111-4111-8111-111111111111', 'ada@example.com', '2026-01-05 09:00+00'),
  ('22222222-2222-4222-8222-222222222222', 'ben@example.com', '2026-01-06 09:00+00');
INSERT INTO public.teams (id, name) VALUES
  ('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'Harbour'),
  ('bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', 'Lantern');
INSERT INTO public.memberships (user_id, team_id, role) VALUES
  ('11111111-1111-4111-8111-111111111111', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'owner'),
  ('22222222-2222-4222-8222-222222222222', 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', 'owner');
INSERT INTO public.tasks (id, team_id, title, done) VALUES
  ('a0000000-0000-4000-8000-000000000001', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'Paint the pier', true),
  ('a0000000-0000-4000-8000-000000000002', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'Order new ropes', false),
  ('a0000000-0000-4000-8000-000000000003', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'Count the buoys', false),
  ('b0000000-0000-4000-8000-000000000001', 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', 'Trim the wicks', true),
  ('b0000000-0000-4000-8000-000000000002', 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', 'Fill the oil', false);
