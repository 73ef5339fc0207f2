'use client';

import { ArrowRight } from 'lucide-react';
import { samples } from './samples.ts';

export function SampleList({ onChoose }: { onChoose: (prompts: readonly string[]) => void }) {
  return (
    <section aria-label="Samples" className="mt-8">
      <h2 className="px-1 pb-2 text-xs font-medium text-ink-soft">Or try to break it</h2>
      <ul className="grid sm:grid-cols-2 sm:gap-x-8">
        {samples.map((sample) => (
          <li key={sample.title} className="border-t border-line">
            <button
              type="button"
              onClick={() => onChoose(sample.prompts)}
              className="group flex h-full w-full items-start gap-3 rounded-sm px-1 py-3 text-left"
            >
              <span className="min-w-0 flex-1">
                <span className="block text-sm font-semibold group-hover:text-kelp">{sample.title}</span>
                <span className="block text-sm text-ink-soft">{sample.text}</span>
              </span>
              <ArrowRight
                aria-hidden
                strokeWidth={1.75}
                className="mt-0.5 size-4 shrink-0 text-line-strong transition-transform group-hover:translate-x-0.5 group-hover:text-kelp"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
