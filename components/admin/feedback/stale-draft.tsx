import { Button } from '#components/ui/button.tsx';

/** Two admins wrote at once: nothing is lost before one of them says so. */
export function StaleDraft({ onLoad, onKeep }: { onLoad: () => void; onKeep: () => void }) {
  return (
    <div role="alert" className="mt-4 rounded-md bg-sand-wash px-4 py-3 text-sm">
      <p className="font-medium">Somebody saved this draft while you wrote.</p>
      <p className="text-ink-soft">Your text is still here, and not saved.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={onLoad}>
          Load theirs
        </Button>
        <Button size="small" onClick={onKeep}>
          Save mine over it
        </Button>
      </div>
    </div>
  );
}
