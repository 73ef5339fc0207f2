import Link from 'next/link';
import { SignUpForm } from '#components/account/sign-up-form.tsx';

export default function SignUpPage() {
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
