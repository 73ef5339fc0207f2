const key = 'holdfast-return-path';

/** Where to go once somebody has signed in, in this tab alone. */
export function keepReturnPath(path: string): void {
  sessionStorage.setItem(key, path);
}

/** Once: the start page when nothing was kept. */
export function takeReturnPath(): string {
  const path = sessionStorage.getItem(key) ?? '/';
  sessionStorage.removeItem(key);
  return path;
}
