import type { PageSignals } from './page-signals.ts';

/** Of the page that this code runs in; listens only when asked to. */
export const browserPage: PageSignals = {
  get visible() {
    return document.visibilityState === 'visible';
  },
  get online() {
    return navigator.onLine;
  },
  on(signal, listener) {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    const isSignal = () => (document.visibilityState === 'visible') === (signal === 'wake');
    document.addEventListener('visibilitychange', () => isSignal() && listener(), options);
    const windowEvents = signal === 'wake' ? ['focus', 'pageshow', 'online', 'offline'] : ['pagehide'];
    for (const name of windowEvents) window.addEventListener(name, () => listener(), options);
    return () => listening.abort();
  },
};
