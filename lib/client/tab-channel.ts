import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** What a tab tells the others about the outbox that they share. A hint: the storage is the truth. */
export type TabNews = { kind: 'changed' } | { kind: 'settled'; entry: OutboxEntry; ack: Ack<CommandReply> };

export interface TabChannel {
  post(news: TabNews): void;
  on(listener: (news: TabNews) => void): Unsubscribe;
}

export const noOtherTabs: TabChannel = { post: () => {}, on: () => () => {} };

export function createTabChannel(name = 'holdfast-outbox'): TabChannel {
  const arrivals = new Emitter<TabNews>();
  let channel: BroadcastChannel | undefined;
  const open = () => {
    if (channel) return channel;
    channel = new BroadcastChannel(name);
    // Cast: tabs of this origin post nothing else on this channel.
    channel.addEventListener('message', ({ data }) => arrivals.emit(data as TabNews));
    return channel;
  };
  return {
    post: (news) => open().postMessage(news),
    on(listener) {
      open();
      const stopListening = arrivals.on(listener);
      return () => {
        stopListening();
        if (arrivals.size > 0) return;
        channel?.close();
        channel = undefined;
      };
    },
  };
}
