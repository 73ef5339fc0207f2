import type { Hello, Notice } from '#lib/protocol/socket.ts';

/** What the status line says. */
export interface ConnectionView {
  /**
   * `offline`: the device says so. `unauthorized`: nothing is tried until someone signs in. `upgrade-required`: this
   * page is older than the server and reloads itself once.
   */
  readonly status: 'live' | 'connecting' | 'offline' | 'unauthorized' | 'upgrade-required';
  /** When the connection was lost, in milliseconds since 1970. Absent while live and before it was first live. */
  readonly downSinceMs?: number;
  /** Events that came with a catch-up after a drop; absent again 3 s later. */
  readonly caughtUpEvents?: number;
  /** Said by the server before it went down; absent again once live. */
  readonly notice?: Notice;
  /** Who the server says this is, and which build it runs. Kept while the connection is down. */
  readonly hello?: Hello;
}
