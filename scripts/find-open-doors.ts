import { parseSync } from 'oxc-parser';

type Node = { type: string } & Record<string, unknown>;

/** What Next calls of a file by its name; other exports are settings. */
const calledByNext = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|generate\w+)$/;
const servedFile = /(^|\/)(page|layout|route)\.tsx?$/;

/**
 * What a file of admins serves without a look at who asks: pages, layouts and route handlers await `requireAdmin()` before
 * anything else, and all that a server action does is to return `adminAction(...)` or `confirmedAdminAction(...)`.
 */
export function findOpenDoors(path: string, text: string): string[] {
  const isAction = /^\s*['"]use server['"]/.test(text);
  if (!isAction && /['"]use server['"]/.test(text)) return [`${path}: an action inside of another file`];
  if (!isAction && !servedFile.test(path)) return [];
  const { program } = parseSync(path, text);
  const nodes: readonly unknown[] = program.body;
  return nodes
    .flatMap(readExports)
    .filter(({ name, node }) =>
      isAction ? !goesThroughAction(node) : isCalled(name) && findFirstAwaited(node) !== 'requireAdmin',
    )
    .map(({ name }) => `${path}: ${name}`);
}

const isCalled = (name: string) => name === 'default' || name === 'something' || calledByNext.test(name);

/** Values that a statement exports. What is exported by another name than its own can't be looked into. */
function readExports(statement: unknown): { name: string; node: unknown }[] {
  if (!isNode(statement) || statement.exportKind === 'type') return [];
  const { type, declaration } = statement;
  if (type === 'ExportDefaultDeclaration') return [{ name: 'default', node: declaration }];
  if (type === 'ExportAllDeclaration') return [{ name: 'something', node: undefined }];
  if (type !== 'ExportNamedDeclaration') return [];
  if (!isNode(declaration)) return [{ name: 'something', node: undefined }];
  if (declaration.type === 'VariableDeclaration' && Array.isArray(declaration.declarations))
    return declaration.declarations
      .filter(isNode)
      .map((node) => ({ name: nameOf(node.id) ?? 'something', node }));
  if (declaration.type.startsWith('TS')) return [];
  return [{ name: nameOf(declaration.id) ?? 'something', node: declaration }];
}

function findFirstAwaited(node: unknown): string | undefined {
  for (const inner of walk(node)) {
    if (inner.type === 'AwaitExpression')
      return isNode(inner.argument) ? nameOf(inner.argument.callee) : undefined;
  }
  return undefined;
}

function goesThroughAction(node: unknown): boolean {
  const body = isNode(node) && isNode(node.body) && Array.isArray(node.body.body) ? node.body.body : [];
  const only: unknown = body.length === 1 ? body[0] : undefined;
  if (!isNode(only) || only.type !== 'ReturnStatement' || !isNode(only.argument)) return false;
  return /^(adminAction|confirmedAdminAction)$/.test(nameOf(only.argument.callee) ?? '');
}

function* walk(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const child of node) yield* walk(child);
  if (!isNode(node)) return;
  yield node;
  for (const child of Object.values(node)) yield* walk(child);
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && 'type' in value && typeof value.type === 'string';
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node.name) : undefined;
}
