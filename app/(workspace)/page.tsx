import { Workspace } from '#components/shell/workspace.tsx';
import { listModels } from '../_server/list-models.ts';

export default function NewSessionPage() {
  return <Workspace models={listModels()} seed={null} />;
}
