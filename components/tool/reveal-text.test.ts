import { expect, test } from 'vitest';
import { revealText } from './reveal-text.ts';

test('characters that hide what a text says are in sight', () => {
  expect(revealText('drop\u202E elbat\u202C no\u200Btes\uFEFF')).toBe(
    'drop⟨U+202E⟩ elbat⟨U+202C⟩ no⟨U+200B⟩tes⟨U+FEFF⟩',
  );
});

test('a line end that people do not see, and that ends a comment of SQL, is in sight', () => {
  expect(revealText('-- only looks\rdrop table tasks')).toBe('-- only looks⟨U+000D⟩drop table tasks');
  expect(revealText('a\u2028b\u2029c\u0085d\fe')).toBe('a⟨U+2028⟩b⟨U+2029⟩c⟨U+0085⟩d⟨U+000C⟩e');
});

test('letters that look like nothing are in sight', () => {
  expect(revealText('a\u3164b\u{E0061}c\u{E0101}d\u034Fe')).toBe('a⟨U+3164⟩b⟨U+E0061⟩c⟨U+E0101⟩d⟨U+034F⟩e');
});

test('ordinary text of any script, line breaks and joined emoji stay as they are', () => {
  const text = 'select 1;\r\n\t-- שלום 你好 👩\u200D🔬 ❤\uFE0F می\u200Cخواهم';
  expect(revealText(text)).toBe(text);
});
