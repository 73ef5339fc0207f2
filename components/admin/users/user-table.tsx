import { Badge } from '../frame/badge.tsx';
import { DataTable } from '../frame/data-table.tsx';
import { LocalDateTime } from '../frame/local-date-time.tsx';
import type { ListedUser, UserActions } from './user-actions.ts';
import { UserMenu } from './user-menu.tsx';

export interface UserTableProps {
  users: readonly ListedUser[];
  /** Who looks: nobody changes themselves. */
  ownId: string;
  actions: UserActions;
}

export function UserTable({ users, ownId, actions }: UserTableProps) {
  return (
    <DataTable label="Users">
      <thead>
        <tr>
          <th>Name</th>
          <th>E-mail</th>
          <th>Standing</th>
          <th>Since</th>
          <th>Last seen</th>
          <th>
            <span className="sr-only">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <td className="max-w-56 truncate font-medium">{user.name}</td>
            <td className="max-w-64 truncate text-ink-soft">{user.isGuest ? 'none' : user.email}</td>
            <td>
              <Standing user={user} />
            </td>
            <td>
              <LocalDateTime at={user.createdAt} />
            </td>
            <td>
              {user.seenAt ? (
                <LocalDateTime at={user.seenAt} />
              ) : (
                <span className="text-ink-soft">never</span>
              )}
            </td>
            <td className="text-right">
              {user.id === ownId ? (
                <span className="px-2 text-xs text-ink-soft">you</span>
              ) : (
                <UserMenu user={user} actions={actions} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Standing({ user: { ban, isAdmin, isGuest } }: { user: ListedUser }) {
  if (ban) {
    return (
      <span className="flex items-center gap-2 whitespace-nowrap">
        <Badge tone="bad">banned</Badge>
        <span className="text-xs text-ink-soft">
          {ban.until ? (
            <>
              until <LocalDateTime at={ban.until} />
            </>
          ) : (
            'for good'
          )}
          {ban.reason && `: ${ban.reason}`}
        </span>
      </span>
    );
  }
  if (isAdmin) return <Badge tone="good">admin</Badge>;
  return <Badge>{isGuest ? 'guest' : 'user'}</Badge>;
}
