import { newSessionPath } from '../shell/session-path.ts';
import { WorkspaceLink } from '../shell/workspace-link.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export function SessionMissing({ title, text }: { title: string; text: string }) {
  return (
    <main className="flex flex-1 flex-col">
      <title>{`${title} · Holdfast`}</title>
      <Notice title={title} text={text}>
        <Button tone="primary" asChild>
          <WorkspaceLink href={newSessionPath}>New session</WorkspaceLink>
        </Button>
      </Notice>
    </main>
  );
}
