import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { WakeUpChannel, WakeUps } from './wake-ups.ts';

/** Wake-ups within one process: all there is to do for one node, and the local half of those between nodes. */
export class LocalWakeUps implements WakeUps {
  readonly #channels: Record<WakeUpChannel, Emitter<{ key: string; value: string }>>;

  constructor(onError?: (error: unknown) => void) {
    this.#channels = {
      log: new Emitter(onError),
      list: new Emitter(onError),
      run: new Emitter(onError),
      login: new Emitter(onError),
    };
  }

  publish(channel: WakeUpChannel, key: string, value = ''): void {
    this.#channels[channel].emit({ key, value });
  }

  tellOthers(): void {}

  subscribe(channel: WakeUpChannel, listener: (key: string, value: string) => void): Unsubscribe {
    return this.#channels[channel].on(({ key, value }) => listener(key, value));
  }
}
