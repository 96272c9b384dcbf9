/* Findings: what runs, and is still wrong with how a program waits: the warnings of `check`.
 *
 * Each is a fact of the run (who woke, who was late, who was left over), read from the journal, together with the
 * place in the tree that makes it so. What cannot be told for sure is not told: a finding that is not true teaches
 * not to read them. */
#ifndef LOOPSCOPE_FINDINGS_H
#define LOOPSCOPE_FINDINGS_H

#include "position.h"
#include "relations.h"
#include "tree.h"

typedef enum FindingKind {
#define FINDING(name, word, what, why, mend) FINDING_##name,
#include "findings.def"
#undef FINDING
    FINDING_KINDS
} FindingKind;

typedef struct FindingWords {
    const char *word, *what, *why, *mend;
} FindingWords;
extern const FindingWords FINDING_WORDS[FINDING_KINDS];

typedef struct Finding {
    FindingKind kind;
    SourceSpan span; /* what to mend */
    uint32_t turn;   /* at whose end it can be seen */
    int64_t time_ns;
    Text seen; /* what happened in this run: «car 2 is 0.4 s late» */
} Finding;

typedef struct Findings {
    Finding *items; /* owned; by line */
    uint32_t count, capacity;
    uint64_t facts; /* of the journal, when they were made */
    bool is_made;
} Findings;

/* What findings are made from: a run that was made ahead. All borrowed. */
typedef struct FindingSource {
    const Journal *journal;
    const Relations *relations;
    const Node *tree;
    bool is_whole; /* the run's end is known */
} FindingSource;

/* Make them anew. False where the host gives no memory: there are none then. */
bool findings_make(Findings *findings, const FindingSource *source);
void findings_release(Findings *findings);

#endif
