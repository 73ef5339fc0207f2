import { Emitter } from '#lib/base/emitter.ts';
import type { TabChannel, TabNews } from '../tab-channel.ts';

/** Channels of tabs of one browser: what one posts the others hear, a copy, in the next turn. */
export function createTabChannels(): () => TabChannel {
  const tabs = new Set<Emitter<TabNews>>();
  return () => {
    const mine = new Emitter<TabNews>();
    tabs.add(mine);
    return {
      on: (listener) => mine.on(listener),
      post(news) {
        const copy = structuredClone(news);
        const others = [...tabs].filter((tab) => tab !== mine);
        queueMicrotask(() => others.forEach((tab) => tab.emit(copy)));
      },
    };
  };
}
