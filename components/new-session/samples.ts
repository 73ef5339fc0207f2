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
    title: 'Count to 60, then reload me',
    text: 'Or open a second tab and pull the plug. No number is lost.',
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
