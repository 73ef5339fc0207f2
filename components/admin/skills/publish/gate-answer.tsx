'use client';

import { useEffect, useState } from 'react';
import Link from 'next/link';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { toRunPath, toStartPath } from '#components/admin/evals/eval-paths.ts';
import { useSkill } from '../desk/desk-context.tsx';

export interface GateAnswerProps {
  hash: string;
  onVerdict: (verdict: GateVerdict | undefined) => void;
}

/** Beyond that a list of ids is not read. */
const MAX_SHOWN = 6;

/** What the evals say about putting a version into production. */
export function GateAnswer({ hash, onVerdict }: GateAnswerProps) {
  const { skill, actions } = useSkill();
  const [verdict, setVerdict] = useState<GateVerdict>();
  const [fault, setFault] = useState<string>();

  // Synchronises with the server: the gate is asked when somebody is about to go through it.
  useEffect(() => {
    let isStale = false;
    const ask = async () => {
      const result = await actions.askGate(skill.name, hash).catch(() => undefined);
      if (isStale) return;
      if (!result?.ok) return setFault(result?.error.message ?? 'The server could not be reached.');
      setVerdict(result.value);
      onVerdict(result.value);
    };
    void ask();
    return () => {
      isStale = true;
    };
  }, [actions, skill.name, hash, onVerdict]);

  if (fault !== undefined) return <p className="text-sm text-coral">The gate could not be asked. {fault}</p>;
  if (!verdict) return <Skeleton className="h-16 w-full" />;
  const isOpen = verdict.status === 'open';
  return (
    <div className={`rounded-md p-3 text-sm ${isOpen ? 'bg-kelp-wash' : 'bg-coral-wash'}`}>
      <p className="flex items-center gap-2 font-medium">
        {isOpen ? (
          <CircleCheck aria-hidden className="size-4 text-kelp" strokeWidth={1.75} />
        ) : (
          <CircleAlert aria-hidden className="size-4 text-coral" strokeWidth={1.75} />
        )}
        {isOpen ? 'The gate is open.' : 'The gate is closed.'}
        <span className="ml-auto flex flex-wrap justify-end gap-x-3">
          {verdict.evalRunId !== null && (
            <Link href={toRunPath(verdict.evalRunId)} prefetch={false} className="text-link">
              The eval run
            </Link>
          )}
          {isUntried(verdict) && (
            <Link href={toStartPath({ skillName: skill.name, hash })} prefetch={false} className="text-link">
              Run the evals
            </Link>
          )}
        </span>
      </p>
      {verdict.status === 'closed' && (
        <ul className="mt-2 space-y-1.5">
          {verdict.reasons.map(({ code, message, about }) => (
            <li key={code}>
              <span className="font-mono text-xs">{code}</span> {message}
              <About ids={about} />
            </li>
          ))}
        </ul>
      )}
      {verdict.notes.length > 0 && (
        <ul className="mt-2 space-y-1 text-xs">
          {verdict.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** No run covers everything, and none that does is under way. */
function isUntried(verdict: GateVerdict): boolean {
  if (verdict.status === 'open') return false;
  const { evalRunId, reasons } = verdict;
  return reasons.some(({ code, about }) => code === 'not-run' && !about.includes(evalRunId ?? ''));
}

function About({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  const more = ids.length - MAX_SHOWN;
  return (
    <span className="block text-xs">
      <span className="font-mono [overflow-wrap:anywhere]">{ids.slice(0, MAX_SHOWN).join(', ')}</span>
      {more > 0 && ` and ${more} more`}
    </span>
  );
}
