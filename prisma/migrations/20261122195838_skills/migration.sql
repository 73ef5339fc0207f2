-- CreateTable
CREATE TABLE "skill" (
    "name" TEXT NOT NULL,
    "repo_hash" TEXT,
    "draft_revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "skill_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "skill_version" (
    "skill_name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "files" JSONB NOT NULL,
    "author" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "parent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_version_pkey" PRIMARY KEY ("skill_name","hash")
);

-- CreateTable
CREATE TABLE "skill_label" (
    "skill_name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "skill_label_pkey" PRIMARY KEY ("skill_name","label")
);

-- CreateTable
CREATE TABLE "skill_label_move" (
    "skill_name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from_hash" TEXT,
    "to_hash" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_label_move_pkey" PRIMARY KEY ("skill_name","label","revision")
);

-- CreateTable
CREATE TABLE "skill_draft" (
    "skill_name" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "base" TEXT,
    "revision" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skill_draft_pkey" PRIMARY KEY ("skill_name")
);

-- CreateIndex
CREATE UNIQUE INDEX "skill_version_skill_name_number_key" ON "skill_version"("skill_name", "number");

-- AddForeignKey
ALTER TABLE "skill_version" ADD CONSTRAINT "skill_version_skill_name_fkey" FOREIGN KEY ("skill_name") REFERENCES "skill"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_label" ADD CONSTRAINT "skill_label_skill_name_fkey" FOREIGN KEY ("skill_name") REFERENCES "skill"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_label" ADD CONSTRAINT "skill_label_skill_name_hash_fkey" FOREIGN KEY ("skill_name", "hash") REFERENCES "skill_version"("skill_name", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_draft" ADD CONSTRAINT "skill_draft_skill_name_fkey" FOREIGN KEY ("skill_name") REFERENCES "skill"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an answer was written by, and who put it into use, can be looked up for ever.
CREATE FUNCTION holdfast_refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'cannot change %: its rows are kept as they were written', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER skill_version_is_immutable BEFORE UPDATE OR DELETE ON "skill_version"
  FOR EACH ROW EXECUTE FUNCTION holdfast_refuse_change();

CREATE TRIGGER skill_label_move_is_immutable BEFORE UPDATE OR DELETE ON "skill_label_move"
  FOR EACH ROW EXECUTE FUNCTION holdfast_refuse_change();
