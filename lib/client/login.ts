import type { TabLock } from './tab-lock.ts';

export interface Login {
  /** Makes a guest login unless there is a login already. Rejects when the server can't be reached. */
  ensure(): Promise<void>;
  signInAsGuest(): Promise<void>;
}

export interface LoginParts {
  fetch: typeof fetch;
  lock: TabLock;
}

/** Over Better Auth's standard paths. Tabs that open together on a first visit become one guest, not two. */
export function createLogin({ fetch, lock }: LoginParts): Login {
  const signInAsGuest = async () => {
    const answer = await fetch('/api/auth/sign-in/anonymous', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`cannot sign in as a guest: the server answered ${answer.status}`);
  };
  const hasLogin = async () => {
    const answer = await fetch('/api/auth/get-session');
    if (!answer.ok) throw new Error(`cannot find the login: the server answered ${answer.status}`);
    return (await answer.json()) !== null;
  };
  return {
    ensure: () =>
      lock.run('holdfast-login', async () => {
        if (!(await hasLogin())) await signInAsGuest();
      }),
    signInAsGuest: () => lock.run('holdfast-login', signInAsGuest),
  };
}

/** For programs that bring their own login. */
export const existingLogin: Login = {
  ensure: () => Promise.resolve(),
  signInAsGuest: () =>
    Promise.reject(new Error('cannot sign in as a guest: this client has a login of its own')),
};
