-- AlterTable
ALTER TABLE "login" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "eval_run" (
    "id" UUID NOT NULL,
    "skill_name" TEXT NOT NULL,
    "skill_hash" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "open_spec" TEXT,
    "max_cost_micro_usd" BIGINT,
    "requested_by" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ending" TEXT,
    "fault" TEXT,
    "cancel_at" TIMESTAMPTZ(3),
    "holder" TEXT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "eval_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "eval_trial" (
    "id" UUID NOT NULL,
    "eval_run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "scenario_id" TEXT NOT NULL,
    "condition" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "repeat" INTEGER NOT NULL,
    "cache_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "session_id" UUID,
    "cached_from" UUID,
    "is_passed" BOOLEAN,
    "passed" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "cost_micro_usd" BIGINT NOT NULL DEFAULT 0,
    "latency_ms" INTEGER,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "files_loaded" JSONB NOT NULL DEFAULT '[]',
    "docs_fetched" JSONB NOT NULL DEFAULT '[]',
    "changes" JSONB,
    "answer" TEXT,
    "fault" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "eval_trial_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "eval_check" (
    "trial_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "check_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "level" TEXT NOT NULL,
    "holds" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,

    CONSTRAINT "eval_check_pkey" PRIMARY KEY ("trial_id","check_id")
);

-- CreateTable
CREATE TABLE "scenario_draft" (
    "id" UUID NOT NULL,
    "skill_name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "trace" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "source_session_id" UUID NOT NULL,
    "source_message_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "owner_id" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_claim" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,

    CONSTRAINT "admin_claim_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "eval_run_open_spec_key" ON "eval_run"("open_spec");

-- CreateIndex
CREATE INDEX "eval_run_status_created_at_idx" ON "eval_run"("status", "created_at");

-- CreateIndex
CREATE INDEX "eval_run_skill_name_skill_hash_idx" ON "eval_run"("skill_name", "skill_hash");

-- CreateIndex
CREATE INDEX "eval_trial_cache_key_status_idx" ON "eval_trial"("cache_key", "status");

-- CreateIndex
CREATE INDEX "eval_trial_session_id_idx" ON "eval_trial"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "eval_trial_eval_run_id_scenario_id_condition_model_id_repea_key" ON "eval_trial"("eval_run_id", "scenario_id", "condition", "model_id", "repeat");

-- CreateIndex
CREATE UNIQUE INDEX "scenario_draft_source_session_id_source_message_id_key" ON "scenario_draft"("source_session_id", "source_message_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_owner_id_at_idx" ON "audit_entry"("owner_id", "at");

-- AddForeignKey
ALTER TABLE "eval_trial" ADD CONSTRAINT "eval_trial_eval_run_id_fkey" FOREIGN KEY ("eval_run_id") REFERENCES "eval_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eval_check" ADD CONSTRAINT "eval_check_trial_id_fkey" FOREIGN KEY ("trial_id") REFERENCES "eval_trial"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What admins did stays as it was written down.
CREATE TRIGGER audit_entry_is_immutable BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION holdfast_refuse_change();
