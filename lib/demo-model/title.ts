import { stripFaults } from './faults.ts';

const MAX_WORDS = 6;
const MAX_CHARS = 60;

const leadIn =
  /^(?:hi|hello|hey|please|can you|could you|would you|tell me|explain|describe|show me|i want to|i would like to|what is|what are|what's|how do i|how does|how do|about|to me)\b[\s,:!?.]*/i;

/** Whether the system prompt asks for a title, e.g. "Write a short title for this conversation". */
export function isTitleRequest(system: string): boolean {
  return /\b(?:short|brief|concise)\b[^.]*\btitle\b/i.test(system);
}

/** The first few telling words of a message: `Can you explain durable sessions?` becomes `Durable sessions`. */
export function toTitle(message: string): string {
  const line = stripFaults(message)
    .replace(/\bat [\d.]+ (?:words )?per second\b/gi, '')
    .replace(/[`*_#>[\]"]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  let rest = line;
  for (let next = rest.replace(leadIn, ''); next !== rest && next !== ''; next = rest.replace(leadIn, ''))
    rest = next;
  const words = rest.split(' ').slice(0, MAX_WORDS).join(' ').slice(0, MAX_CHARS);
  const title = words.replace(/[\s.,:;!?-]+$/, '').toWellFormed();
  return title === '' ? 'New conversation' : title.charAt(0).toUpperCase() + title.slice(1);
}
