/** What a script did proves the machinery and nothing about models: it says so wherever it is shown. */
export function SimulatedBadge() {
  return (
    <span
      title="Prepared texts that follow the rules they read: no AI"
      className="inline-block rounded-full border border-line-strong/60 px-1.5 text-[0.6875rem] leading-4 font-medium whitespace-nowrap text-ink-soft"
    >
      simulated
    </span>
  );
}
