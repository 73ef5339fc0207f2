/** One hash of all schemas per protocol version. `version.test.ts` says when it has to change, and to what. */
export const SCHEMA_HASHES: Readonly<Record<number, string>> = {
  1: '4235567bc87d299bbe4158a3924f2ca7',
};
