'use client';

import { useState } from 'react';
import type { WorkbenchMigration } from '#lib/protocol/workbench.ts';
import { CodeText } from '../tool/code-text.tsx';
import { Fold } from '../ui/fold.tsx';

/** The recorded migrations, newest first. */
export function MigrationList({ migrations }: { migrations: readonly WorkbenchMigration[] }) {
  return (
    <ol className="space-y-0.5 text-sm">
      {migrations.toReversed().map((migration) => (
        <Migration key={migration.version} migration={migration} />
      ))}
    </ol>
  );
}

function Migration({ migration: { version, name, statements } }: { migration: WorkbenchMigration }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li>
      <Fold isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)}>
        <span className="font-mono text-xs font-medium text-ink">{name}</span>
        <span className="font-mono text-xs">{version}</span>
      </Fold>
      {isOpen && (
        <CodeText
          label={`SQL of ${name}`}
          text={statements.join(';\n\n')}
          language="sql"
          className="border border-line bg-raised!"
        />
      )}
    </li>
  );
}
