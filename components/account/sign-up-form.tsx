'use client';

import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { FormError } from './form-error.tsx';
import { useAuthForm } from './use-auth-form.ts';

export function SignUpForm() {
  const { isReady, isBusy, error, onSubmit } = useAuthForm('sign-up/email');
  return (
    <form method="post" onSubmit={onSubmit} className="space-y-4">
      <TextField label="Name" name="name" autoComplete="name" maxLength={80} required />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={128}
        hint="10 characters or more."
        required
      />
      <FormError words={error} />
      <Button type="submit" tone="primary" disabled={!isReady || isBusy} className="h-11 w-full">
        {isBusy ? 'Creating your account' : 'Create account'}
      </Button>
    </form>
  );
}
