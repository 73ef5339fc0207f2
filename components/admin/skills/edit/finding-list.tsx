'use client';

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import type { Finding } from '../skill-view.ts';

/** All that the linter says, errors first. Pressing one shows its line. */
export function FindingList() {
  const findings = useDesk((state) => state.findings);
  const lint = useDesk((state) => state.lint);
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  return (
    <section aria-labelledby="findings" className="text-sm">
      <div className="flex items-baseline justify-between gap-2">
        <h3 id="findings" className="font-semibold">
          Findings
        </h3>
        <p role="status" className="text-xs text-ink-soft">
          {lint === 'asking'
            ? 'Checking'
            : lint === 'failed'
              ? 'Could not be checked'
              : toCounts(errors.length, warnings.length)}
        </p>
      </div>
      {findings.length === 0 && lint === 'done' && (
        <p className="mt-2 flex items-center gap-2 text-ink-soft">
          <CircleCheck aria-hidden className="size-4 text-kelp" strokeWidth={1.75} />
          The linter has nothing to say.
        </p>
      )}
      <ul className="mt-2 space-y-1">
        {[...errors, ...warnings].map((finding) => (
          <FindingRow key={JSON.stringify(finding)} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

const looks = {
  error: { icon: CircleAlert, tone: 'text-coral', word: 'Error' },
  warning: { icon: TriangleAlert, tone: 'text-sand', word: 'Warning' },
} satisfies Record<Finding['level'], { icon: typeof CircleAlert; tone: string; word: string }>;

function FindingRow({ finding: { level, path, line, code, message } }: { finding: Finding }) {
  const { desk } = useSkill();
  const { icon: Icon, tone, word } = looks[level];
  return (
    <li>
      <button
        type="button"
        onClick={() => desk.select(path, line)}
        className="flex w-full gap-2 rounded-md px-2 py-1.5 text-left -outline-offset-2 hover:bg-hover pointer-coarse:min-h-11"
      >
        <Icon aria-label={word} className={`mt-0.5 size-4 shrink-0 ${tone}`} strokeWidth={1.75} />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {message}
          <span className="block font-mono text-xs text-ink-soft">
            {path}:{line} {code}
          </span>
        </span>
      </button>
    </li>
  );
}

function toCounts(errors: number, warnings: number): string {
  const words = [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'Fine';
}

const count = (number: number, word: string): string =>
  number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
