import type { JsonClaim } from '#lib/workbench/sandbox/sandbox.ts';
import type { Scenario } from './scenario.ts';

type Claims = Readonly<Record<string, JsonClaim>> | undefined;

/** Whom every scenario knows: the two people of the template, nobody, and the server. */
const knownVisitors: Readonly<Record<string, Claims>> = {
  ada: { sub: '11111111-1111-4111-8111-111111111111', email: 'ada@example.com' },
  ben: { sub: '22222222-2222-4222-8222-222222222222', email: 'ben@example.com' },
  anon: undefined,
  service: { role: 'service_role' },
};

export function isVisitor(scenario: Pick<Scenario, 'users'>, name: string): boolean {
  return Object.hasOwn(knownVisitors, name) || Object.hasOwn(scenario.users ?? {}, name);
}

export function toClaims(scenario: Pick<Scenario, 'users'>, name: string): Claims {
  return Object.hasOwn(knownVisitors, name) ? knownVisitors[name] : scenario.users?.[name];
}
