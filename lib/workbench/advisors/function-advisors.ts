import type { FunctionDescription, SandboxDescription } from '../sandbox/sandbox-description.ts';
import { findHolders, isExposed, isOwn, toFullName } from './exposure.ts';
import type { Advisor } from './finding.ts';

function listDefiners({ functions }: SandboxDescription): FunctionDescription[] {
  return functions.filter((candidate) => candidate.securityDefiner && isOwn(candidate));
}

function toSignature(definer: FunctionDescription): string {
  return `${toFullName(definer)}(${definer.arguments})`;
}

/** [S08] */
export const adviseOnExposedDefiners: Advisor = (sandbox) =>
  listDefiners(sandbox)
    .filter((definer) => isExposed(definer, sandbox))
    .map((definer) => ({
      id: 'definer-function-exposed',
      level: 'error',
      on: toSignature(definer),
      what: "The function runs with its owner's rights, past every policy, and the API serves it.",
      remediation: 'Make it security invoker, or move it to the schema private and check in it who calls.',
      doc: 'functions',
    }));

/** [S08] */
export const adviseOnSearchPaths: Advisor = (sandbox) =>
  listDefiners(sandbox)
    .filter(({ settings }) => !settings.some((setting) => setting.startsWith('search_path=')))
    .map((definer) => ({
      id: 'definer-function-search-path',
      level: 'warn',
      on: toSignature(definer),
      what: "The function runs with its owner's rights and the caller's search path: a caller can put other tables and functions in front.",
      remediation: `alter function ${toSignature(definer)} set search_path = '', and write every name in it with its schema.`,
      doc: 'functions',
    }));

/** [S08] */
export const adviseOnPublicExecute: Advisor = (sandbox) =>
  listDefiners(sandbox)
    .filter(
      ({ grants }) =>
        grants.some(({ role }) => role === 'public') || findHolders(grants, 'EXECUTE').includes('anon'),
    )
    .map((definer) => ({
      id: 'definer-function-public-execute',
      level: 'warn',
      on: toSignature(definer),
      what: "Everybody may run the function with its owner's rights: that is what Postgres grants when nobody says otherwise.",
      remediation: `revoke execute on function ${toSignature(definer)} from public, anon; grant it to the role that needs it.`,
      doc: 'functions',
    }));

/** [S15] */
export const adviseOnExtensions: Advisor = ({ extensions }) =>
  extensions
    .filter(({ schema }) => schema === 'public')
    .map(({ name }) => ({
      id: 'extension-in-public',
      level: 'warn',
      on: name,
      what: 'The extension is installed in the schema public, so the API serves its functions.',
      remediation: `drop extension ${name}; create extension ${name} with schema extensions;`,
      doc: 'extensions',
    }));
