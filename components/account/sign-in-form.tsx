'use client';

import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { FormError } from './form-error.tsx';
import { useAuthForm } from './use-auth-form.ts';

export function SignInForm() {
  const { isReady, isBusy, error, onSubmit } = useAuthForm('sign-in/email');
  return (
    <form method="post" onSubmit={onSubmit} className="space-y-4">
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormError words={error} />
      <Button type="submit" tone="primary" disabled={!isReady || isBusy} className="h-11 w-full">
        {isBusy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}
