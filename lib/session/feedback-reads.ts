import { isUuid } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import {
  findRated,
  selectCallsBefore,
  selectRated,
  selectRatedChoices,
  selectSaid,
} from '#lib/db/feedback-rows.ts';
import { inReadSnapshot } from '#lib/db/transaction.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { OpenedAnswer, RatedAnswer, RatedChoices, RatedFilter } from '#lib/protocol/rated-answer.ts';
import { textOf } from '#lib/state/selectors.ts';

/** Of the ratings whose models and versions are offered as filters. */
const NEWEST_RATINGS = 1_000;
/** Messages before the prompt that are shown with an answer. */
const EARLIER_MESSAGES = 6;

export interface RatedPage {
  readonly answers: readonly RatedAnswer[];
  /** What `before` is for the page after this one; null: this was the last. */
  readonly next: string | null;
}

/**
 * Rated answers of everybody, for admins. Whether somebody is one is their caller's to know, and so is the note in the
 * audit log that `open` asks for.
 */
export class FeedbackReads {
  readonly #db: Database;

  constructor(dependencies: { db: Database }) {
    this.#db = dependencies.db;
  }

  /** Newest rating first. @throws AppError invalid-input */
  async list(page: { filter: RatedFilter; before?: string | undefined; limit: number }): Promise<RatedPage> {
    const { filter, limit } = page;
    const before = page.before === undefined ? undefined : readPlace(page.before);
    const found = await selectRated(this.#db, { filter, before, limit: limit + 1 });
    const answers = found.slice(0, limit);
    const last = found.length > limit ? answers.at(-1) : undefined;
    return { answers, next: last ? `${Date.parse(last.ratedAt)}_${last.messageId}` : null };
  }

  choices(): Promise<RatedChoices> {
    return selectRatedChoices(this.#db, NEWEST_RATINGS);
  }

  /** Whose answer it is: who has to be told before it is opened. Undefined: it is not there, or not rated any more. */
  async findOwner(about: { sessionId: string; messageId: string }): Promise<string | undefined> {
    return (await findRated(this.#db, about))?.ownerId;
  }

  /** With its content. */
  async open(about: { sessionId: string; messageId: string }): Promise<OpenedAnswer | undefined> {
    const rated = await findRated(this.#db, about);
    if (!rated) return undefined;
    const limit = EARLIER_MESSAGES + 2;
    const said = await inReadSnapshot(this.#db, (tx) => selectSaid(tx, { ...about, limit }));
    const answer = said.at(-1);
    if (!answer) return undefined;
    const prompt = said.at(-2);
    const earlier = said.slice(0, -2).flatMap(({ role, parts }) => {
      const text = textOf({ parts });
      return role === 'system' || text === '' ? [] : [{ role, text }];
    });
    return { ...rated, earlier, prompt: prompt ? textOf(prompt) : '', parts: answer.parts };
  }

  /** What some tools had been asked to do in the session, on all its branches, when an answer began; oldest first. */
  callsBefore(about: {
    sessionId: string;
    messageId: string;
    toolNames: readonly string[];
  }): Promise<ToolPart[]> {
    return selectCallsBefore(this.#db, about);
  }
}

function readPlace(place: string): { ratedAt: Date; messageId: string } {
  const [time = '', messageId = ''] = place.split('_');
  const ratedAt = new Date(Number(time));
  if (!/^\d+$/.test(time) || Number.isNaN(ratedAt.getTime()) || !isUuid(messageId))
    throw new AppError(
      'invalid-input',
      'cannot list ratings: `before` is not a place that a list ended with',
    );
  return { ratedAt, messageId };
}
