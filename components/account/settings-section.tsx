import { useId, type ReactNode } from 'react';

export interface SettingsSectionProps {
  title: string;
  text: string;
  children: ReactNode;
}

export function SettingsSection({ title, text, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="mt-8 grid gap-4 border-t border-line pt-6 sm:grid-cols-[13rem_1fr] sm:gap-8"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 text-sm text-ink-soft">{text}</p>
      </div>
      <div>{children}</div>
    </section>
  );
}
