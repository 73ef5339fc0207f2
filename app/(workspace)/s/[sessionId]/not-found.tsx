import { Workspace } from '#components/shell/workspace.tsx';
import { listModels } from '#app/_server/list-models.ts';

/**
 * The server does not know the session, or not for this user. The browser may: one born offline is in its outbox. So
 * the client has the last word, and says so when it has none either. [U2]
 */
export default function UnknownSession() {
  return <Workspace models={listModels()} seed={null} />;
}
