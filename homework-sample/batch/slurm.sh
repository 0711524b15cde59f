#!/bin/bash
# A class graded in eight parts on a cluster: sbatch slurm.sh, from the course's folder; then the merge, once all are done:
#   npm run grade -- merge "$WORK"/part{1..8} --key "$WORK/key.json" --roster "$WORK/roster.csv" --out "$WORK/graded"
#SBATCH --job-name=grade
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=01:00:00
set -euo pipefail
: "${WORK:?says where submissions.zip, key.json and roster.csv lie: a folder that all machines see}"
npm run grade -- "$WORK/submissions.zip" --key "$WORK/key.json" --roster "$WORK/roster.csv" \
  --out "$WORK/part$SLURM_ARRAY_TASK_ID" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs 1
