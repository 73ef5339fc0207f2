'use client';

import { useState } from 'react';
import { usePathname, useSearchParams } from 'next/navigation';
import type { MatrixAxis } from '#lib/evals/model/matrix.ts';
import { readMatrixQuery, toMatrixSearch, type MatrixQuery } from './matrix-query.ts';

/** What is shown, as the address says at first. Each change is shown at once and put into the address; no page is asked for. */
export function useMatrixQuery(axis: MatrixAxis): [query: MatrixQuery, show: (query: MatrixQuery) => void] {
  const path = usePathname();
  const parameters = useSearchParams();
  const [query, setQuery] = useState<MatrixQuery>(() => ({ ...readMatrixQuery(parameters), axis }));
  const show = (next: MatrixQuery) => {
    setQuery(next);
    history.replaceState(null, '', `${path}${toMatrixSearch(next)}`);
  };
  return [query, show];
}
