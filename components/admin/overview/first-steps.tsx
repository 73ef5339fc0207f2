import Link from 'next/link';

const steps = [
  {
    title: 'Read the skill',
    text: 'What every answer follows, and the versions of it.',
    href: '/admin/skills',
    label: 'Open skills',
  },
  {
    title: 'Run the evals',
    text: 'Scenarios on real databases, with and without the skill. With the scripted models they cost nothing, and prove that the machinery works.',
    href: '/admin/evals',
    label: 'Open evals',
  },
  {
    title: 'See which rules are skipped',
    text: 'The ledger of rules fills with the first eval run.',
    href: '/admin/rules',
    label: 'Open rules',
  },
] as const;

/** In the place of numbers that are not there yet. */
export function FirstSteps() {
  return (
    <ol className="grid gap-3 sm:grid-cols-3">
      {steps.map(({ title, text, href, label }, index) => (
        <li key={href} className="flex flex-col rounded-md border border-line bg-raised p-4">
          <p className="font-semibold">
            {index + 1}. {title}
          </p>
          <p className="mt-1 mb-3 text-sm text-ink-soft">{text}</p>
          <Link href={href} prefetch={false} className="text-link mt-auto text-sm pointer-coarse:py-3">
            {label}
          </Link>
        </li>
      ))}
    </ol>
  );
}
