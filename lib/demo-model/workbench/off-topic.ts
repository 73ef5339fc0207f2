import { planWords } from '../plan.ts';

export const isAskedForPython = (prompt: string) => /\bpython\b/i.test(prompt) && /\blists?\b/i.test(prompt);

const answer = `Three ways, by what you need:

\`\`\`python
numbers = [1, 2, 3]

numbers.reverse()            # in place, returns None
backwards = numbers[::-1]    # a new list
for n in reversed(numbers):  # an iterator, copies nothing
    print(n)
\`\`\`

\`reversed\` is the cheapest if you only walk through it once. This needs no tool, so I called none; and I am a script that knows this one thing about Python.`;

/** Nothing to do with the database, so nothing of it is touched. */
export const answerPython = planWords(() => answer);
