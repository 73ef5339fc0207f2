/** One hash of all schemas per protocol version. `version.test.ts` says when it has to change, and to what. */
export const SCHEMA_HASHES: Readonly<Record<number, string>> = {
  1: '137e45ec48ccde82316a6cd36871f5b2',
};
