import { describe, expect, it } from "vitest";
import { readCanvasExport } from "../../../src/homework/gradebooks/canvas-export.ts";
import { fillBytes, fillText, type Shape } from "./shapes.ts";

const totals = "Assignments Current Score,Current Score,Final Score";
const bom = "\ufeff";

const shapes: readonly Shape[] = [
  {
    name: "without SIS User ID, as a teacher without that permission gets it",
    make: (a, b, c) =>
      `Student,ID,SIS Login ID,Section,Homework 1 (4711),Homework 2 (4712),${totals}\n` +
      `    Points Possible,,,,10.00,20.00,(read only),(read only),(read only)\n` +
      `"Ångström, Åsa",101,asa@uni.example,Section A,${a},18.00,90.00,90.00,90.00\n` +
      `"Ng, Bo",102,bo@uni.example,"A and B",${b},,0.00,,\n` +
      `"Student, Test",103,,Section A,${c},,,,\n`,
    before: ["7.00", "", ""],
    after: ["9.5", "-1", ""],
    scores: "student,score\n101,9.5\nBO@uni.example,-1\n103,\n",
    column: "Homework 1",
  },
  {
    name: "with a byte order mark, CRLF, semicolons and decimal commas",
    make: (a, b, c) =>
      `${bom}Student;ID;SIS User ID;SIS Login ID;Section;Übung 1, Teil a, b (5);Current Score\r\n` +
      `    Points Possible;;;;;12,50;(read only)\r\n` +
      `Müller, Jörg;101;s-101;jm;Gruppe 1;${a};64,00\r\n` +
      `Öz, Ayşe;102;s-102;ao;Gruppe 1;${b};\r\n` +
      `Żak, Ola;103;s-103;oz;Gruppe 1;${c};\r\n`,
    before: ["8,00", "", "3,25"],
    after: ["12,25", "7", "EX"],
    scores: "student;score\ns-101;12,25\nao;7\n103;ex\n",
    column: "5",
  },
  {
    name: "with first and last names, Integration ID and Root Account",
    make: (a, b, c) =>
      `LastName,FirstName,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section,Lab (88)\n` +
      `    Points Possible,,,,,,,,5\n` +
      `Doe,Jane,101,u1,jane,i-1,canvas.example,S1\u00a0,${a}\n` +
      `Doe,John,102,u2,john,i-2,canvas.example,S1,${b}\n` +
      `Roe,"R. ""Ro""",103,u3,roe,,canvas.example,S1,${c}\n`,
    before: ["", "", ""],
    after: ["5", "0", "4.125"],
    scores: "score,name,student\n5,Jane,i-1\n0,John,u2\n4.125,Roe,roe\n",
    column: null,
  },
  {
    name: "with a Manual Posting row, which may be longer than the header, and letter grades",
    make: (a, b, c) =>
      `Student,ID,SIS Login ID,Section,Quiz (1),Essay (2),Current Grade,Final Grade\n` +
      `,,,,Manual Posting,,,,,\n` +
      `    Points Possible,,,,10.00,30.00,(read only),(read only)\n` +
      `"A, A",101,a,S,${a},28.00,B+,B+\n` +
      `"B, B",102,b,S,${b},1.00,F,F\n` +
      `"C, C",103,c,S,${c},N/A,,\n`,
    before: ["1.00", "2.00", "3.00"],
    after: ["10", "2.00", "9.99"],
    scores: "student,score\na,10\nc,9.99\n",
    column: "Quiz (1)",
  },
  {
    name: "with custom columns after Section, N/A, (read only) and EX",
    make: (a, b, c) =>
      `Student,ID,SIS Login ID,Section,Notes,Seat,Project (31),Old (30),Override Score\r\n` +
      `    Points Possible,,,,(read only),,40.00,(read only),\r\n` +
      `"A, A",101,a,S,"says ""=1+1""",12,${a},EX,\r\n` +
      `"B, B",102,b,S,"two\r\nlines",13,${b},N/A,88.00\r\n` +
      `"C, C",103,c,S,,,${c},,\r\n`,
    before: ["EX", "31.50", "N/A"],
    after: ["40.00", "31.5", "N/A"],
    scores: "student,score\n101,40.00\n102,31.5\n",
    column: "31",
  },
  {
    name: "with every cell in quotes, line ends in cells and none at the end of the file",
    make: (a, b, c) =>
      `"Student","ID","SIS Login ID","Section","Homework (4)","Final Score"\n` +
      `"    Points Possible","","","","10","(read only)"\n` +
      `"A, ""Al""\nA","101","a","S","${a}","1"\n` +
      `"B 😀","102","b","S","${b}","2"\n` +
      `"C","103","c","S","${c}","3"`,
    before: ["1", "", ""],
    after: ["2", "3", "4"],
    scores: "student,score\r\na,2\r\nb,3\r\nc,4\r\n",
    column: null,
  },
  {
    name: "with commas between cells and decimal commas in quotes, blank lines and lone carriage returns",
    make: (a, b, c) =>
      `Student,ID,SIS Login ID,Section,Série 1 (9),Final Score\r` +
      `    Points Possible,,,,"20,00",(read only)\r\r` +
      `"A, A",101,a,S,${a},"1,00"\r` +
      `"B, B",102,b,S,${b},\r` +
      `,,,,,\r` +
      `"C, C",103,c,S,${c},\r`,
    before: ['"4,50"', "", '""'],
    after: ['"5,25"', '"6,5"', '"7"'],
    scores: "student,score\na,5.25\nb,6.5\nc,7\n",
    column: null,
  },
];

describe("a Canvas export", () => {
  it.each(shapes)("$name: one column changes, and no other byte", ({ make, before, after, ...shape }) => {
    const filled = fillBytes(readCanvasExport, Buffer.from(make(...before)), shape);
    expect(filled.toString()).toBe(make(...after));
    expect(filled.equals(Buffer.from(make(...after)))).toBe(true);
  });

  it.each(shapes)("$name: comes out as it went in when there are no scores", ({ make, before, column }) => {
    const file = Buffer.from(make(...before));
    expect(fillBytes(readCanvasExport, file, { scores: "student,score\n", column }).equals(file)).toBe(true);
  });
});

const small = `Student,ID,SIS User ID,SIS Login ID,Section,One (1),Two (2)
    Points Possible,,,,,10,(read only)
"A, A",101,102,a,S,,
"B, B",102,u2,b,S,,
"C, C",103,u3,c,S,N/A,
`;
const fill =
  (scores: string, options = {}) =>
  () =>
    fillText(readCanvasExport, small, `student,score\n${scores}`, { column: "One", ...options });

describe("a Canvas export refuses", () => {
  it("columns that are not there, are read only, or several", () => {
    expect(fill("", { column: "Three" })).toThrow(
      'export.csv: there is no column "Three". Columns for grades are "One (1)", "Two (2)".',
    );
    expect(() => readCanvasExport(small, "export.csv", null)).toThrow(
      'export.csv: there are 2 columns for grades. Choose one by --column: "One (1)", "Two (2)".',
    );
    expect(fill("", { column: "2" })).toThrow('Canvas takes no grades for "Two (2)": it is read only.');
    const twice = small.replace("Two (2)", "One (2)");
    expect(() => readCanvasExport(twice, "export.csv", "One")).toThrow('2 columns are called "One"');
    expect(() => readCanvasExport(twice, "export.csv", "One (1)")).not.toThrow();
  });

  it("scores for nobody, for two, and for one twice, all told at once", () => {
    expect(fill("nobody,1\n102,2\nB,3\nu2,4\nc,5")).toThrow(
      [
        'scores.csv, line 2: nobody in export.csv has the ID or SIS User ID or SIS Login ID "nobody". Take the line out, or download the gradebook again if the student is new.',
        'scores.csv, line 3: "102" is both A, A and B, B in export.csv. Name the student by another ID or SIS User ID or SIS Login ID.',
        "scores.csv, line 5: B, B has a score already, in line 4. Keep one of them.",
        'scores.csv, line 6: C, C does not have "One (1)" (N/A in export.csv). Assign it to the student in Canvas and export again, or take the line out.',
      ].join("\n"),
    );
  });

  it("more points than are possible, unless bonus is asked for", () => {
    expect(fill("a,10.01")).toThrow("scores.csv, line 2: 10.01 points of 10 possible.");
    expect(fill("a,10.01", { bonus: true })().text).toContain('"A, A",101,102,a,S,10.01,');
    expect(fill("a,15", { possible: 15 })().filled).toBe(1);
    const unsaid = small.replace(",10,", ",,");
    const fillUnsaid = (options = {}) =>
      fillText(readCanvasExport, unsaid, "student,score\na,1", { column: "1", ...options });
    expect(() => fillUnsaid()).toThrow('export.csv does not say how many points "One (1)" has. Pass --points');
    expect(fillUnsaid({ possible: 5 }).filled).toBe(1);
  });

  it("rows of another length, and files that are no export", () => {
    expect(() => readCanvasExport(small.replace("b,S,,", "b,S,"), "export.csv", "1")).toThrow(
      "export.csv, line 4: the row has 6 cells, and the header has 7.",
    );
    expect(() => readCanvasExport("Name,Grade\nA,1\n", "export.csv", null)).toThrow("a Canvas export begins with");
    expect(() => readCanvasExport("Student,ID,Section,Notes\nA,1,S,\n", "export.csv", null)).toThrow(
      "there is no column for grades in it",
    );
  });

  it("scores that are none", () => {
    expect(fill("a,95%")).toThrow('scores.csv, line 2: a score must be a number of points, got "95%".');
    expect(fill("a,=1+1")).toThrow("a score must be a number of points");
    expect(fill(",3")).toThrow("scores.csv, line 2: no student is named.");
    expect(() => fillText(readCanvasExport, small, "id,score\n1,2", { column: "1" })).toThrow(
      'scores.csv: there is no column "student", only "id", "score".',
    );
  });
});
