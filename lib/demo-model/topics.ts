import { readFileSync } from 'node:fs';

interface Topic {
  keywords: RegExp;
  file: string;
}

/** The first whose keywords occur in the prompt answers it. More particular ones stand first. */
const topics: readonly Topic[] = [
  { keywords: /\b(?:markdown|formatting|code block)\b/i, file: 'markdown' },
  { keywords: /\b(?:models?|api keys?|openai|anthropic|gemini|ollama|gpt|claude|llms?)\b/i, file: 'models' },
  {
    keywords: /\b(?:break|kill|crash|restart|offline|reload|disconnect)(?:s|ed|ing)?\b/i,
    file: 'try-to-break-it',
  },
  { keywords: /\b(?:stop|cancel|queue|interrupt|two tabs|another tab|devices?)\b/i, file: 'control' },
  {
    keywords: /\b(?:architecture|how does (?:it|this|holdfast)|event log|postgres|lease|fencing)\b/i,
    file: 'architecture',
  },
  { keywords: /\b(?:durable|sessions?|resume|what is holdfast|about holdfast)\b/i, file: 'durable-sessions' },
  { keywords: /\b(?:kelp|coral|what is a holdfast)\b/i, file: 'kelp' },
  { keywords: /^\W*(?:thanks?|thank you|great|nice|cool|wow)\b/i, file: 'thanks' },
];

const texts = new Map(
  [...topics.map((topic) => topic.file), 'default'].map((file) => [
    file,
    readFileSync(new URL(`./topics/${file}.md`, import.meta.url), 'utf8').trim(),
  ]),
);

const QUOTE_CHARS = 120;

/** The topic's text, with `{{prompt}}` replaced by the first line of what was asked. */
export function findTopicText(prompt: string): string {
  const topic = topics.find(({ keywords }) => keywords.test(prompt));
  return (texts.get(topic?.file ?? 'default') ?? '').replaceAll('{{prompt}}', () => toQuote(prompt));
}

/** One line without markdown of its own. */
function toQuote(prompt: string): string {
  const line = prompt
    .replace(/[`*_#<>[\]\\|~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const quote =
    line.length > QUOTE_CHARS
      ? `${line.slice(0, QUOTE_CHARS).toWellFormed().replaceAll('\uFFFD', '')}…`
      : line;
  return quote === '' ? 'nothing in words' : `“${quote}”`;
}
