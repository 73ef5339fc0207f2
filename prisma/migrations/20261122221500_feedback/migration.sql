-- CreateTable
CREATE TABLE "message_rating" (
    "session_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "value" INTEGER NOT NULL,
    "note" TEXT,
    "rated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_rating_pkey" PRIMARY KEY ("session_id","message_id")
);

-- CreateIndex
CREATE INDEX "message_rating_rated_at_message_id_idx" ON "message_rating"("rated_at", "message_id");

-- What was rated before. Only logs of sessions with a rated answer are read; an event as old as its log's beginning is kept
-- for ever, so every rating is found.
INSERT INTO message_rating (session_id, message_id, value, note, rated_at)
SELECT DISTINCT ON (m.session_id, m.id) m.session_id, m.id, m.rating, e.data ->> 'note', e.at
FROM message m
JOIN event e ON e.session_id = m.session_id AND e.type = 'message-rate' AND e.data ->> 'messageId' = m.id::text
WHERE m.rating IS NOT NULL
ORDER BY m.session_id, m.id, e.seq DESC;
