import { expect, test } from 'vitest';
import { revealText } from './reveal-text.ts';

test('characters that hide what a text says are in sight', () => {
  expect(revealText('drop\u202E elbat\u202C no\u200Btes\uFEFF')).toBe(
    'drop⟨U+202E⟩ elbat⟨U+202C⟩ no⟨U+200B⟩tes⟨U+FEFF⟩',
  );
});

test('ordinary text of any script, line breaks and joined emoji stay as they are', () => {
  const text = 'select 1;\n\t-- שלום 你好 👩\u200D🔬 می\u200Cخواهم';
  expect(revealText(text)).toBe(text);
});
