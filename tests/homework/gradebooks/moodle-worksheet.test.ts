import { describe, expect, it } from "vitest";
import { readMoodleWorksheet } from "../../../src/homework/gradebooks/moodle-worksheet.ts";
import { fillBytes, fillText, type Shape } from "./shapes.ts";

const bom = "\ufeff";

const shapes: readonly Shape[] = [
  {
    name: "as Moodle in English writes it, with a feedback column",
    make: (a, b, c) =>
      `Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n` +
      `"Participant 11","Åsa Ångström",asa@uni.example,"Submitted for grading - ",${a},100.00,Yes,"Monday, 3 May 2027, 9:00 AM",-,"<p>""So so""</p>"\n` +
      `"Participant 12","Bo Ng",bo@uni.example,"No submission - ",${b},100.00,Yes,-,-,\n` +
      `"Participant 13","=HYPERLINK(1)",c@uni.example,"Submitted - 2 hours late",${c},100.00,No,-,-,\n`,
    before: ["", "12.00", ""],
    after: ["87.5", "0", "100"],
    scores: "student,score\nParticipant 11,87.5\n12,0\nparticipant 13,100\n",
    column: null,
  },
  {
    name: "in German, with a byte order mark, CRLF and decimal commas in quotes",
    make: (a, b, c) =>
      `${bom}ID,"Vollständiger Name",Status,Bewertung,Bestwertung,"Bewertung kann geändert werden","Zuletzt geändert (Bewertung)","Feedback als Kommentar"\r\n` +
      `Teilnehmer/in11,"Jörg Müller","Zur Bewertung abgegeben - ",${a},"12,50",Ja,"Montag, 3. Mai 2027, 09:00",\r\n` +
      `Teilnehmer/in12,"Ayşe Öz",Keine,${b},"12,50",Ja,-,"gut; weiter so"\r\n` +
      `Teilnehmer/in13,"Ola Żak",Keine,${c},"12,50",Ja,-,\r\n`,
    before: ['"7,00"', "", ""],
    after: ['"12,5"', '"3,75"', "4"],
    scores: "student,score\nTeilnehmer/in11,12.5\n12,3.75\n13,4\n",
    column: null,
  },
  {
    name: "with markers, a group, a workflow state and an online text of several lines",
    make: (a, b, c) =>
      `Identifier,"Full name","ID number",Status,Group,"Marker 1","Marker 2",Grade,"Maximum grade","Marking workflow state","Grade can be changed","Online text","Last modified (grade)","Feedback comments"\n` +
      `"Participant 11",A,s1,Submitted,G1,"Prof. 7","Dr. 8",${a},20,"In marking",Yes,"<p>one,\ntwo</p>",-,\n` +
      `"Participant 12",B,s2,Submitted,G1,"Prof. 7",,${b},20,Released,Yes,,-,"ok"\n` +
      `"Participant 13",C,s3,Submitted,G2,,,${c},20,,Yes,"a ""b""",-,\n`,
    before: ["", "5", ""],
    after: ["20", "5", "19.25"],
    scores: "student,score\n11,20\n13,19.25\n12,\n",
    column: null,
  },
  {
    name: "of an anonymous assignment, without names and with nothing but what Moodle needs",
    make: (a, b, c) =>
      `Identifier,Grade,"Maximum Grade","Last modified (grade)"\n` +
      `"Participant 4711",${a},10.00,-\n"Participant 4712",${b},10.00,-\n"Participant 4713",${c},10.00,-`,
    before: ["", "", ""],
    after: ["1", "2", "3"],
    scores: "student,score\n4711,1\n4712,2\n4713,3\n",
    column: null,
  },
  {
    name: "in a language whose titles are not known, with every cell in quotes",
    make: (a, b, c) =>
      `"識別子","氏名","評点","最大評点","最終更新日時 (評点)","フィードバックコメント"\n` +
      `"参加者 11","青木","${a}","100.00","-","よい"\n` +
      `"参加者 12","井上","${b}","100.00","-",""\n` +
      `"参加者 13","上田","${c}","100.00","-",""\n`,
    before: ["", "50.00", ""],
    after: ["99.5", "50", "7"],
    scores: "student,score\n参加者 11,99.5\n12,50\n13,7\n",
    column: "評点",
  },
  {
    name: "with dates of an extension and a two-line name, blank lines at the end",
    make: (a, b, c) =>
      `Identifier,"Full name",Status,"Allow submissions from","Due date","Cut-off date",Grade,"Maximum grade","Grade can be changed","Last modified (grade)"\r\n` +
      `"Participant 11","A\r\nB",Submitted,-,"Friday, 7 May",-,${a},8.00,Yes,-\r\n` +
      `"Participant 12",C,Submitted,-,-,-,${b},8.00,Yes,-\r\n` +
      `"Participant 13",D,Submitted,-,-,-,${c},8.00,Yes,-\r\n\r\n\r\n`,
    before: ["-", "-", "2.00"],
    after: ["8.00", "-", "0.5"],
    scores: "student,score\nParticipant 11,8.00\nParticipant 13,.5\n",
    column: null,
  },
];

describe("a Moodle worksheet", () => {
  it.each(shapes)("$name: one column changes, and no other byte", ({ make, before, after, ...shape }) => {
    const filled = fillBytes(readMoodleWorksheet, Buffer.from(make(...before)), shape);
    expect(filled.toString()).toBe(make(...after));
    expect(filled.equals(Buffer.from(make(...after)))).toBe(true);
  });

  it.each(shapes)("$name: comes out as it went in when there are no scores", ({ make, before, column }) => {
    const file = Buffer.from(make(...before));
    expect(fillBytes(readMoodleWorksheet, file, { scores: "student,score\n", column }).equals(file)).toBe(true);
  });
});

const small = `Identifier,Full name,Grade,Maximum Grade,Last modified (grade)
Participant 1,A,,10.00,-
Participant 2,B,,10.00,-
`;
const fill =
  (scores: string, file = small) =>
  () =>
    fillText(readMoodleWorksheet, file, `student,score\n${scores}`);

describe("a Moodle worksheet refuses", () => {
  it("what Moodle would not take: excused, below zero, above the highest grade", () => {
    expect(fill("1,EX\n2,-1")).toThrow(
      "scores.csv, line 2: Moodle has no grade for a student who is excused. Leave the score empty.\n" +
        "scores.csv, line 3: Moodle takes a grade below zero for none, got -1. Write 0 or more.",
    );
    expect(fill("1,10.5")).toThrow("scores.csv, line 2: 10.5 points of 10 possible.");
  });

  it("students that it cannot tell apart", () => {
    expect(fill("3,1")).toThrow('nobody in export.csv has the identifier "3"');
    expect(fill("1,1\nParticipant 1,2")).toThrow("Participant 1 has a score already, in line 2.");
    expect(fill("1,1", small.replace("Participant 1,", "Anna,"))).toThrow(
      'export.csv, line 2: the first cell must be Moodle\'s identifier, such as "Participant 127", got "Anna".',
    );
  });

  it("worksheets that a spreadsheet saved otherwise, and those whose grade it does not know", () => {
    expect(fill("1,1", small.replaceAll(",", ";"))).toThrow("Moodle reads worksheets with commas between the cells");
    expect(fill("1,1", small.replace("Grade", "Karakter"))).toThrow(
      'no column is known to be the grade. Name it by --column; the columns are "Identifier", "Full name", "Karakter"',
    );
    const scale = small.replaceAll("10.00", "Pass");
    expect(fill("1,1", scale)).toThrow('export.csv does not say how many points "Grade" has');
  });
});
