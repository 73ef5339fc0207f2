/** Text as it was written: for what can't be read as markdown in time. */
export function PlainText({ text }: { text: string }) {
  return <div className="answer whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</div>;
}
