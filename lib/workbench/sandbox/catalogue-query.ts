/** What a project made: not PostgreSQL's own, not the Workbench's own, not what came with an extension. */
const OURS = `n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'workbench', 'workbench_guard')`;

const extensionOwns = (catalogue: string, id: string): string =>
  `EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${id} AND e.deptype = 'e')`;

const grants = (list: string, owner: string): string => `coalesce((
  SELECT json_agg(json_build_object('role', role, 'privileges', privileges) ORDER BY role) FROM (
    SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE pg_get_userbyid(a.grantee)::text END AS role,
      array_agg(DISTINCT a.privilege_type ORDER BY a.privilege_type) AS privileges
    FROM aclexplode(${list}) a WHERE a.grantee <> ${owner} GROUP BY a.grantee
  ) granted), '[]')`;

const names = (keys: string, relation: string): string => `coalesce((
  SELECT json_agg(a.attname ORDER BY part.place) FROM unnest(${keys}) WITH ORDINALITY part (number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = part.number), '[]')`;

const COLUMNS = `coalesce((
  SELECT json_agg(json_strip_nulls(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull,
    'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
    'identity', a.attidentity <> '', 'generated', a.attgenerated <> '', 'comment', col_description(c.oid, a.attnum)
  )) ORDER BY a.attnum)
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]')`;

const FOREIGN_KEYS = `coalesce((
  SELECT json_agg(json_build_object(
    'name', k.conname, 'columns', ${names('k.conkey', 'k.conrelid')},
    'references', json_build_object('schema', fn.nspname, 'table', f.relname, 'columns', ${names('k.confkey', 'k.confrelid')}),
    'onDelete', CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' WHEN 'n' THEN 'set null'
      WHEN 'd' THEN 'set default' ELSE 'no action' END,
    'validated', k.convalidated) ORDER BY k.conname)
  FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
  WHERE k.conrelid = c.oid AND k.contype = 'f'), '[]')`;

const CONSTRAINTS = `coalesce((
  SELECT json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid),
    'validated', k.convalidated) ORDER BY k.conname)
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'u', 'x')), '[]')`;

const INDEXES = `coalesce((
  SELECT json_agg(json_build_object('name', ic.relname,
    'columns', (SELECT json_agg(pg_get_indexdef(i.indexrelid, p, true) ORDER BY p)
      FROM generate_series(1, i.indnkeyatts) p),
    'unique', i.indisunique, 'primary', i.indisprimary, 'valid', i.indisvalid,
    'definition', pg_get_indexdef(i.indexrelid)) ORDER BY ic.relname)
  FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid), '[]')`;

const POLICIES = `coalesce((
  SELECT json_agg(json_strip_nulls(json_build_object('name', p.polname, 'permissive', p.polpermissive,
    'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
      WHEN 'd' THEN 'delete' ELSE 'all' END,
    'roles', (SELECT json_agg(CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END)
      FROM unnest(p.polroles) r),
    'using', pg_get_expr(p.polqual, p.polrelid), 'withCheck', pg_get_expr(p.polwithcheck, p.polrelid)
  )) ORDER BY p.polname)
  FROM pg_policy p WHERE p.polrelid = c.oid), '[]')`;

const TRIGGERS = `coalesce((
  SELECT json_agg(json_build_object('name', t.tgname, 'definition', pg_get_triggerdef(t.oid)) ORDER BY t.tgname)
  FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), '[]')`;

const TABLES = `
  SELECT json_agg(json_strip_nulls(json_build_object(
    'schema', n.nspname, 'name', c.relname, 'comment', obj_description(c.oid, 'pg_class'), 'columns', ${COLUMNS},
    'primaryKey', coalesce((SELECT ${names('k.conkey', 'k.conrelid')} FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'p'), '[]'),
    'foreignKeys', ${FOREIGN_KEYS}, 'constraints', ${CONSTRAINTS}, 'indexes', ${INDEXES}, 'rls', c.relrowsecurity,
    'rlsForced', c.relforcerowsecurity, 'policies', ${POLICIES}, 'triggers', ${TRIGGERS},
    'grants', ${grants('c.relacl', 'c.relowner')}
  )) ORDER BY n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND ${OURS} AND NOT ${extensionOwns('pg_class', 'c.oid')}`;

const VIEWS = `
  SELECT json_agg(json_build_object(
    'schema', n.nspname, 'name', c.relname, 'materialized', c.relkind = 'm',
    'securityInvoker', coalesce((SELECT option_value::boolean FROM pg_options_to_table(c.reloptions)
      WHERE option_name = 'security_invoker'), false),
    'definition', btrim(pg_get_viewdef(c.oid, true)),
    'columns', coalesce((SELECT json_agg(json_build_object('name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]'),
    'reads', coalesce((SELECT json_agg(DISTINCT rn.nspname || '.' || r.relname) FROM pg_rewrite w
      JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
      JOIN pg_class r ON r.oid = d.refobjid JOIN pg_namespace rn ON rn.oid = r.relnamespace
      WHERE w.ev_class = c.oid AND r.oid <> c.oid), '[]'),
    'grants', ${grants('c.relacl', 'c.relowner')}) ORDER BY n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND ${OURS} AND NOT ${extensionOwns('pg_class', 'c.oid')}`;

const FUNCTIONS = `
  SELECT json_agg(json_build_object(
    'schema', n.nspname, 'name', p.proname, 'arguments', pg_get_function_identity_arguments(p.oid),
    'returns', coalesce(pg_get_function_result(p.oid), ''),
    'kind', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window' ELSE 'function' END,
    'language', l.lanname, 'securityDefiner', p.prosecdef,
    'volatility', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
    'settings', coalesce(to_json(p.proconfig), '[]'),
    'definition', CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE '' END,
    'grants', ${grants("coalesce(p.proacl, acldefault('f', p.proowner))", 'p.proowner')}
  ) ORDER BY n.nspname, p.proname, p.oid)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
  WHERE ${OURS} AND NOT ${extensionOwns('pg_proc', 'p.oid')}`;

/** One row, one column `catalogue`: everything but rows and counts. */
export const CATALOGUE_QUERY = `
SELECT json_build_object(
  'schemas', (SELECT json_agg(json_build_object('name', n.nspname, 'exposed', n.nspname = 'public') ORDER BY n.nspname)
    FROM pg_namespace n WHERE ${OURS}),
  'tables', coalesce((${TABLES}), '[]'), 'views', coalesce((${VIEWS}), '[]'), 'functions', coalesce((${FUNCTIONS}), '[]'),
  'extensions', coalesce((SELECT json_agg(json_build_object('name', e.extname, 'schema', n.nspname,
    'version', e.extversion) ORDER BY e.extname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'), '[]')
) AS catalogue`;
