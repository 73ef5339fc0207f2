export type AuthOutcome = { ok: true } | { ok: false; status: number; code?: string };

/** Calls an endpoint of `/api/auth`. `status` 0: the server could not be reached. Never rejects. */
export async function postAuth(endpoint: string, body: object): Promise<AuthOutcome> {
  try {
    const response = await fetch(`/api/auth/${endpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return { ok: true };
    const reply: unknown = await response.json().catch(() => undefined);
    const code = reply && typeof reply === 'object' && 'code' in reply ? String(reply.code) : undefined;
    return { ok: false, status: response.status, ...(code === undefined ? {} : { code }) };
  } catch {
    return { ok: false, status: 0 };
  }
}
