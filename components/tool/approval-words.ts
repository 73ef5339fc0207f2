import type { Actor } from '#lib/protocol/fields.ts';
import type { ToolPart } from '#lib/protocol/message.ts';

type ToolApproval = NonNullable<ToolPart['approval']>;

/** Who answered, and for how long it holds. Undefined while nobody has. `selfId`: whose page this is. */
export function toApprovalWords(approval: ToolApproval, selfId: string | undefined): string | undefined {
  const { status, by, scope, reason } = approval;
  switch (status) {
    case 'requested':
      return undefined;
    case 'expired':
      return 'Nobody answered in time';
    case 'approved':
      return withReason(
        scope === 'session'
          ? `Allowed by ${toActorName(by, selfId)} for this whole session`
          : `Allowed by ${toActorName(by, selfId)}`,
        reason,
      );
    case 'denied':
      return withReason(`Denied by ${toActorName(by, selfId)}`, reason);
  }
}

export function toActorName(actor: Actor | undefined, selfId: string | undefined): string {
  if (actor && actor.kind === 'user' && actor.id === selfId) return 'you';
  return actor?.name ?? 'someone';
}

function withReason(words: string, reason: string | undefined): string {
  return reason ? `${words}: “${reason}”` : words;
}
