/** A way to see for oneself what the product promises. */
export interface Sample {
  title: string;
  text: string;
  /** Sent at once, in this order: all but the first wait in the queue. */
  prompts: readonly [string, ...string[]];
}

export const samples: readonly Sample[] = [
  {
    title: 'What is a durable session?',
    text: 'An answer, streamed from the log.',
    prompts: ['What is a durable session?'],
  },
  {
    title: 'Add a table of private notes',
    text: 'Real SQL in a database of its own. It asks before it records anything: answer from any device.',
    prompts: ['Add a notes table so each user keeps private notes.'],
  },
  {
    title: 'Use three tools at once',
    text: 'They run side by side, and each says what it was given and what it found.',
    prompts: ['Use three tools at once.'],
  },
  {
    title: 'Count to 60, then pull the plug',
    text: 'Open it in a second tab, reload, cut the network. No number is lost.',
    prompts: ['Count to 60 at 3 per second'],
  },
  {
    title: 'Code and a table',
    text: 'Headings, lists, highlighted code.',
    prompts: ['Show me markdown: some code and a table'],
  },
  {
    title: 'Queue a second message',
    text: 'It waits for the first answer. Move it, edit it, take it back.',
    prompts: ['Count to 40 at 4 per second', 'And what does the name mean?'],
  },
];
