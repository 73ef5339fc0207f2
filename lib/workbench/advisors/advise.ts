import type { SandboxDescription } from '../sandbox/sandbox-description.ts';
import type { Advisor, AdvisorType, Finding } from './finding.ts';
import {
  adviseOnExposedDefiners,
  adviseOnExtensions,
  adviseOnPublicExecute,
  adviseOnSearchPaths,
} from './function-advisors.ts';
import { adviseOnDuplicateIndexes, adviseOnForeignKeys, adviseOnPrimaryKeys } from './index-advisors.ts';
import {
  adviseOnManyPolicies,
  adviseOnPolicyColumns,
  adviseOnUnwrappedCalls,
} from './policy-speed-advisors.ts';
import {
  adviseOnAnonymousGrants,
  adviseOnMissingPolicies,
  adviseOnMissingRowSecurity,
  adviseOnOpenPolicies,
  adviseOnUserMetadata,
} from './row-security-advisors.ts';
import { adviseOnExposedUsers, adviseOnMaterializedViews, adviseOnViews } from './view-advisors.ts';

const advisors: Readonly<Record<AdvisorType, readonly Advisor[]>> = {
  security: [
    adviseOnMissingRowSecurity,
    adviseOnMissingPolicies,
    adviseOnOpenPolicies,
    adviseOnUserMetadata,
    adviseOnAnonymousGrants,
    adviseOnViews,
    adviseOnMaterializedViews,
    adviseOnExposedUsers,
    adviseOnExposedDefiners,
    adviseOnSearchPaths,
    adviseOnPublicExecute,
    adviseOnExtensions,
  ],
  performance: [
    adviseOnForeignKeys,
    adviseOnUnwrappedCalls,
    adviseOnPolicyColumns,
    adviseOnManyPolicies,
    adviseOnDuplicateIndexes,
    adviseOnPrimaryKeys,
  ],
};

const order = { error: 0, warn: 1, info: 2 };

/** All that the advisors of a type find, the worst first. */
export function advise(sandbox: SandboxDescription, type: AdvisorType): Finding[] {
  return advisors[type].flatMap((find) => find(sandbox)).toSorted((a, b) => order[a.level] - order[b.level]);
}
