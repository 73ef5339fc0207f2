import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignUpForm } from '#components/account/sign-up-form.tsx';
import { loadVisitor } from '#app/_server/load-visitor.ts';

export default async function SignUpPage() {
  const { userId, account } = await loadVisitor();
  // Also the page that signed up, when another tab made it load itself anew before it could leave.
  if (userId !== null && !account.isGuest) redirect('/');
  return (
    <>
      <title>Create an account · Holdfast</title>
      <h1 className="text-xl font-semibold tracking-[-0.015em]">Create an account</h1>
      <p className="mt-1.5 mb-7 text-sm text-ink-soft">
        Everything you have as a guest stays yours, an answer in progress included, and is there on your other
        devices.
      </p>
      <SignUpForm />
      <p className="mt-6 text-sm text-ink-soft">
        Have one already?{' '}
        <Link href="/sign-in" className="text-link">
          Sign in
        </Link>
      </p>
    </>
  );
}
