import { Skeleton } from '#components/ui/skeleton.tsx';

export default function SettingsLoading() {
  return (
    <main aria-busy className="min-h-0 flex-1">
      <div className="mx-auto max-w-2xl px-5 pt-20">
        <h1 className="text-xl font-semibold tracking-[-0.015em]">Settings</h1>
        {['account', 'theme', 'device', 'reads'].map((name) => (
          <div
            key={name}
            className="mt-8 grid gap-4 border-t border-line pt-6 sm:grid-cols-[13rem_1fr] sm:gap-8"
          >
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-16" />
          </div>
        ))}
      </div>
    </main>
  );
}
