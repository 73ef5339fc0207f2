import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { SkillList } from '#components/admin/skills/list/skill-list.tsx';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import { loadSummary } from './load-summary.ts';

export default async function SkillsPage() {
  await requireAdmin();
  const names = await requireSkills().store.listSkills();
  const skills = await Promise.all(names.map(loadSummary));
  return (
    <AdminPage
      title="Skills"
      description="What the product teaches its agents. Answers follow the version in production; the evals say whether it helps."
    >
      <SkillList skills={skills} />
    </AdminPage>
  );
}
