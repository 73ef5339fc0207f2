import type { Prisma } from './generated/client.ts';

/** Cast: parsed protocol values are JSON; Prisma's input type only lacks the index signature. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
