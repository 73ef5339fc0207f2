/** One hash of all schemas per protocol version. `version.test.ts` says when it has to change, and to what. */
export const SCHEMA_HASHES: Readonly<Record<number, string>> = {
  1: '3cd868627d686ab8cdf980280de341c7',
};
