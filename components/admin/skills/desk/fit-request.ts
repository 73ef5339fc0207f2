import { MAIN_FILE, type Files, type Finding, type SkillLimits } from '../skill-view.ts';

/** Room for what is sent around the text. */
const SLACK_BYTES = 4_000;

/** Whether the server would take so much text in one request. */
export function fitsRequest(files: Files, { requestBytes }: SkillLimits): boolean {
  return new Blob([JSON.stringify(files)]).size + SLACK_BYTES <= requestBytes;
}

/** Of a file that is far too long, only as much as the linter needs to say so: it looks at nothing behind that. */
export function toLintable(files: Files, { fileChars }: SkillLimits): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.slice(0, fileChars + 1)]),
  );
}

export const tooMuchText = ({ requestBytes }: SkillLimits): Finding => ({
  code: 'too-large',
  level: 'error',
  path: MAIN_FILE,
  line: 1,
  message: `is, with the files beside it, more than the ${Math.floor(requestBytes / 1024)} kB that this server takes at once`,
});
