import { expect, test } from 'vitest';
import type { ToolPart } from '#lib/protocol/message.ts';
import { findGrants } from './find-grants.ts';

const tool = (
  toolName: string,
  approval: Omit<NonNullable<ToolPart['approval']>, 'approvalId'>,
): ToolPart => ({
  type: 'dynamic-tool',
  toolCallId: toolName,
  toolName,
  state: 'output-available',
  approval: { approvalId: 'a', ...approval },
});
const maria = { kind: 'user', id: 'u', name: 'Maria' } as const;

test('a grant is an approval for the session, each tool once', () => {
  const granted = tool('execute_sql', { status: 'approved', scope: 'session', by: maria });
  const parts = [
    tool('apply_migration', { status: 'approved', scope: 'once', by: maria }),
    tool('send_mail', { status: 'denied', scope: 'session', by: maria }),
    granted,
  ];
  expect(findGrants([{ parts }, { parts: [granted] }])).toEqual([{ toolName: 'execute_sql', by: maria }]);
});
