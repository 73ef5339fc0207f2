/** One hash of all schemas per protocol version. `version.test.ts` says when it has to change, and to what. */
export const SCHEMA_HASHES: Readonly<Record<number, string>> = {
  1: 'd6de977a207be9d01d7f16d8f36957d3',
};
