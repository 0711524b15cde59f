# An assignment from its first file to the LMS's column, as the guide for teachers shows it. Run it in the course's folder, part by part.

#: folder
export WORK=~/week-1
mkdir -p $WORK/solutions
npm run assignment -- new $WORK/week-1.yaml

#: check
cat > $WORK/solutions/c3-output-size.js <<'END'
function outputSize(size, {kernel, stride = 1, padding = 0}) {
  let at = size - kernel;
  at += 2 * padding;
  at -= at % stride;
  return at / stride + 1;
}
END
npm run assignment -- check $WORK/week-1.yaml

#: build
npm run assignment -- build $WORK/week-1.yaml \
  --site https://example.org/course/
cat $WORK/released/week-1/v1/student-links.txt

#: grade
npm run grade -- $WORK/submissions \
  --key $WORK/released/week-1/v1/r1/key.json \
  --roster $WORK/roster.csv --out $WORK/graded

#: column
npm run gradebook -- --scores $WORK/graded/grades.csv \
  --canvas $WORK/export.csv --column "Week 1" \
  --out $WORK/import.csv
