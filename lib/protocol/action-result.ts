/** What a server action answers with: its value, or why not, for people. Faults are `internal`, and in the server's log. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };
