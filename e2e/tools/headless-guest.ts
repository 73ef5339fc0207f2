import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { Client } from '#lib/client/create-client.ts';
import { createHeadlessClient, until, untilLive } from '#lib/client/headless.ts';
import type { OpenSession } from '#lib/client/open-session.ts';
import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';

/** A guest's program: the browser's client without a browser. */
export class HeadlessGuest {
  readonly #cookie: string;
  readonly #stops: Unsubscribe[] = [];

  private constructor(cookie: string) {
    this.#cookie = cookie;
  }

  static async signIn(origin: string): Promise<HeadlessGuest> {
    const answer = await fetch(`${origin}/api/auth/sign-in/anonymous`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`cannot sign in: the server answered ${answer.status}`);
    return new HeadlessGuest(
      answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }

  /** Connects to a node, on a device of its own. */
  async connect(origin: string): Promise<Client> {
    const client = createHeadlessClient({ url: origin, cookie: this.#cookie, origin });
    this.#stops.push(client.start());
    await untilLive(client);
    return client;
  }

  /** Opens a session; without an id, one that its first message creates. */
  open(client: Client, sessionId?: string): OpenSession {
    const session = client.openSession(sessionId ?? client.sessionListActions.create(), null);
    this.#stops.push(session.retain());
    return session;
  }

  close(): void {
    for (const stop of this.#stops.toReversed()) stop();
  }
}

/** The newest answer that a session shows, in a state as wanted. */
export async function untilAnswer(
  session: OpenSession,
  isWanted: (answer: Message) => boolean,
  timeoutMs?: number,
): Promise<Message> {
  const find = () =>
    [...session.store.getSnapshot().state.messages.values()].findLast(({ role }) => role === 'assistant');
  await until(
    session.store,
    () => {
      const answer = find();
      return answer !== undefined && isWanted(answer);
    },
    timeoutMs,
  );
  const answer = find();
  if (!answer) throw new Error('cannot find the answer: it went away');
  return answer;
}

export const hasWords = (count: number) => (answer: Message) => textOf(answer).split(' ').length >= count;
