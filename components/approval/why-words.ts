import type { ApprovalReason } from '#lib/protocol/event.ts';

export interface WhyWords {
  /** Why a person is asked. */
  why: string;
  approve: string;
  deny: string;
}

export const whyWords = {
  policy: {
    why: 'This tool changes things, so a person decides.',
    approve: 'Approve',
    deny: 'Deny',
  },
  untrusted: {
    why: 'The agent has read text that came from outside. Such text can try to give orders, so a person decides on all that writes or sends from here on.',
    approve: 'Approve',
    deny: 'Deny',
  },
  'unknown-outcome': {
    why: 'It was started, then the server broke off before the result was known. It may have done its work already.',
    approve: 'Run it again',
    deny: 'Don’t run it again',
  },
} as const satisfies Record<ApprovalReason, WhyWords>;
