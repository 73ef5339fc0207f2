import type { Unsubscribe } from '#lib/base/emitter.ts';
import { Notifier } from '#lib/db/notifier.ts';
import { LocalWakeUps } from './local-wake-ups.ts';
import type { WakeUpChannel, WakeUps } from './wake-ups.ts';

const channels: ReadonlySet<string> = new Set<WakeUpChannel>(['log', 'list', 'run', 'login']);

/** Wake-ups over Postgres: local at once, to other nodes by one NOTIFY per window. */
export class PostgresWakeUps implements WakeUps {
  readonly #local: LocalWakeUps;
  readonly #notifier: Notifier;

  constructor(
    dependencies: Omit<ConstructorParameters<typeof Notifier>[0], 'onHint'> & {
      onError: (error: unknown) => void;
    },
  ) {
    this.#local = new LocalWakeUps(dependencies.onError);
    this.#notifier = new Notifier({
      ...dependencies,
      onHint: ({ channel, key, value }) => {
        // Cast: the set holds the channels and nothing else. A newer node's channel is not for us.
        if (channels.has(channel)) this.#local.publish(channel as WakeUpChannel, key, value);
      },
    });
  }

  start(): Promise<void> {
    return this.#notifier.start();
  }

  stop(): Promise<void> {
    return this.#notifier.stop();
  }

  publish(channel: WakeUpChannel, key: string, value = ''): void {
    this.#local.publish(channel, key, value);
    this.tellOthers(channel, key, value);
  }

  tellOthers(channel: WakeUpChannel, key: string, value = ''): void {
    this.#notifier.send({ channel, key, value });
  }

  subscribe(channel: WakeUpChannel, listener: (key: string, value: string) => void): Unsubscribe {
    return this.#local.subscribe(channel, listener);
  }
}
