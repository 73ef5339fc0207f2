import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/account/sign-in-form.tsx';
import { loadVisitor } from '#app/_server/load-visitor.ts';

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ from?: string }> }) {
  const [{ userId, account }, { from }] = await Promise.all([loadVisitor(), searchParams]);
  if (userId !== null && !account.isGuest) redirect('/');
  const hasGuestWork = userId !== null && account.isGuest;
  return (
    <>
      <title>Sign in · Holdfast</title>
      <h1 className="text-xl font-semibold tracking-[-0.015em]">Sign in</h1>
      <p className="mt-1.5 mb-7 text-sm text-ink-soft">
        {from === 'sign-out' && 'You are signed out on this device. '}
        {hasGuestWork && 'The sessions you have as a guest come with you.'}
      </p>
      <SignInForm />
      <p className="mt-6 text-sm text-ink-soft">
        No account yet?{' '}
        <Link href="/sign-up" className="text-link">
          Create one
        </Link>
      </p>
    </>
  );
}
