import type { Database } from '#lib/db/client.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { lockAdminsAnd, selectUsers, type LockedUser, type UserKind } from '#lib/db/user-rows.ts';
import { AppError } from '#lib/protocol/error.ts';
import { isBanned } from '../ban.ts';
import { writeAudit, type Actor } from './audit-log.ts';

export interface AdminUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  /** `until` is null for a ban without an end. */
  readonly ban: { readonly reason: string; readonly until: string | null } | null;
  readonly createdAt: string;
  readonly seenAt: string | null;
}

export interface UserQuery {
  readonly kind: UserKind;
  /** Part of a name or an e-mail address. */
  readonly search: string;
  /** Id of the last user of the page before. */
  readonly after?: string;
}

/**
 * What admins may do to users. Each change is one transaction with its audit entry.
 *
 * Invariant: an installation that has an admin keeps one. Nobody changes themselves, and whoever changes others is an admin
 * at the commit: the row is held.
 */
export class AdminUsers {
  readonly #db: Database;
  readonly #onLoginsChanged: (userId: string) => void;

  constructor(dependencies: { db: Database; onLoginsChanged: (userId: string) => void }) {
    this.#db = dependencies.db;
    this.#onLoginsChanged = dependencies.onLoginsChanged;
  }

  /** Newest first. */
  async list(query: UserQuery, limit: number): Promise<AdminUser[]> {
    const rows = await selectUsers(this.#db, query, limit);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      isGuest: row.isGuest,
      isAdmin: row.role === 'admin',
      ban: isBanned(row)
        ? { reason: row.banReason ?? '', until: row.banExpires?.toISOString() ?? null }
        : null,
      createdAt: row.createdAt.toISOString(),
      seenAt: row.seenAt?.toISOString() ?? null,
    }));
  }

  /** @throws AppError `not-found`, `forbidden`, `conflict` */
  async makeAdmin(actor: Actor, userId: string): Promise<void> {
    await this.#change(actor, userId, async (tx, user) => {
      if (user.isGuest)
        throw new AppError('forbidden', 'cannot make a guest an admin: they have no password');
      if (user.isBanned) throw new AppError('forbidden', 'cannot make a banned user an admin');
      if (user.role === 'admin') throw new AppError('conflict', 'cannot make them an admin: they are one');
      await tx.user.update({ where: { id: userId }, data: { role: 'admin' } });
      await writeAudit(tx, { actor, action: 'admin-grant', subject: user.name, detail: { userId } });
    });
  }

  /** Ends their logins, too: what an open page of theirs believes is no longer so. @throws AppError */
  async takeAdmin(actor: Actor, userId: string): Promise<void> {
    await this.#change(actor, userId, async (tx, user) => {
      if (user.role !== 'admin')
        throw new AppError('conflict', 'cannot take the role away: they are no admin');
      await tx.user.update({ where: { id: userId }, data: { role: null } });
      await tx.login.deleteMany({ where: { userId } });
      await writeAudit(tx, { actor, action: 'admin-revoke', subject: user.name, detail: { userId } });
    });
    this.#onLoginsChanged(userId);
  }

  /** Ends all logins, and keeps new ones from being made until then. Takes the role of an admin away. @throws AppError */
  async ban(actor: Actor, userId: string, ban: { reason: string; until: Date | null }): Promise<void> {
    await this.#change(actor, userId, async (tx, user) => {
      const { reason, until } = ban;
      if (until && until <= new Date())
        throw new AppError('invalid-input', 'cannot ban until then: that is over');
      const data = { role: null, banned: true, banReason: reason, banExpires: until };
      await tx.user.update({ where: { id: userId }, data });
      await tx.login.deleteMany({ where: { userId } });
      const detail = { userId, reason, until: until?.toISOString() ?? null };
      await writeAudit(tx, { actor, action: 'user-ban', subject: user.name, detail });
    });
    this.#onLoginsChanged(userId);
  }

  /** @throws AppError */
  async liftBan(actor: Actor, userId: string): Promise<void> {
    await this.#change(actor, userId, async (tx, user) => {
      if (!user.isBanned) throw new AppError('conflict', 'cannot lift the ban: there is none');
      const data = { banned: false, banReason: null, banExpires: null };
      await tx.user.update({ where: { id: userId }, data });
      await writeAudit(tx, { actor, action: 'user-unban', subject: user.name, detail: { userId } });
    });
  }

  #change(
    actor: Actor,
    userId: string,
    run: (tx: Transaction, user: LockedUser) => Promise<void>,
  ): Promise<void> {
    if (actor.id === userId) throw new AppError('forbidden', 'cannot change yourself: another admin has to');
    return inTransaction(this.#db, async (tx) => {
      const locked = await lockAdminsAnd(tx, userId);
      const isActing = locked.some(
        ({ id, role, isBanned: isOut }) => id === actor.id && role === 'admin' && !isOut,
      );
      const user = locked.find(({ id }) => id === userId);
      if (!isActing || !user) throw new AppError('not-found', 'cannot change the user: there is none');
      await run(tx, user);
    });
  }
}
