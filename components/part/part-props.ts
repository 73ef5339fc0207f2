import type { Part } from '#lib/protocol/message.ts';

export interface PartProps<Type extends Part['type']> {
  part: Extract<Part, { type: Type }>;
  isLive: boolean;
  isLast: boolean;
  /** Of a source: its place among the sources of its answer, from 1 on. */
  number?: number;
}
