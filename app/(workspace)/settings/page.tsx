import Link from 'next/link';
import { AccountSettings } from '#components/account/account-settings.tsx';
import { AdminReads } from '#components/account/admin-reads.tsx';
import { DeviceSettings } from '#components/account/device-settings.tsx';
import { SettingsSection } from '#components/account/settings-section.tsx';
import { ThemePicker } from '#components/theme/theme-picker.tsx';
import { loadAdminReads } from '#app/_server/load-admin-reads.ts';
import { loadVisitor } from '#app/_server/load-visitor.ts';

export default async function SettingsPage() {
  const [{ account }, reads] = await Promise.all([loadVisitor(), loadAdminReads()]);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <title>Settings · Holdfast</title>
      <div className="mx-auto max-w-2xl px-5 pt-20 pb-16">
        <h1 className="text-xl font-semibold tracking-[-0.015em]">Settings</h1>
        <SettingsSection title="Account" text="Who you are on this server.">
          <AccountSettings account={account} />
        </SettingsSection>
        <SettingsSection title="Theme" text="Kept in this browser.">
          <ThemePicker />
        </SettingsSection>
        <SettingsSection title="This device" text="How other devices and the server’s log know this browser.">
          <DeviceSettings />
        </SettingsSection>
        <SettingsSection
          title="Reads by admins"
          text="When an admin of this server looks at something of yours."
        >
          <AdminReads reads={reads} />
        </SettingsSection>
        <p className="mt-10 text-sm">
          <Link href="/" className="text-link">
            Back to your sessions
          </Link>
        </p>
      </div>
    </main>
  );
}
