/** One hash of all schemas per protocol version. `version.test.ts` says when it has to change, and to what. */
export const SCHEMA_HASHES: Readonly<Record<number, string>> = {
  1: '4248ff35e695ac14566ea61f8707b4ec',
};
