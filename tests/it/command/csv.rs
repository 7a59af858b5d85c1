//! `assess --format csv` and `csv-long`: the columns of the contract, the numbers of the JSON, and no
//! formula.

use crate::command::contract;
use crate::command::deals::{rated, toml_text, two_candidates};
use crate::command::examples;
use crate::harness::Run;

const COLUMNS: &str = "deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,\
                       compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file";

const LONG_COLUMNS: &str = "deal,candidate,dimension,criterion,source,score,low,high,weight,points,detail,evidence,\
     file,dimension_weight,evidence_by,evidence_seen,evidence_until,evidence_grade";

/// A table read back: a row of cells a record, addressed by column.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        Self {
            columns: cells(reader.headers().unwrap()),
            rows: reader
                .records()
                .map(|record| cells(&record.unwrap()))
                .collect(),
        }
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column).unwrap();
        &self.rows[row][at]
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        self.cell(row, column).parse().unwrap()
    }
}

#[test]
fn a_row_a_candidate() {
    let deal = rated("", &[("Alpha", [8.0; 5]), ("Beta, Ltd", [5.0; 5])]);
    let expected = format!(
        "{COLUMNS}\n\
         Depot,network,1,Alpha,80.0,80.0,80.0,1.0,recommended,,1.0,80.0,80.0,80.0,80.0,80.0,,deal.toml\n\
         Depot,network,2,\"Beta, Ltd\",50.0,50.0,50.0,1.0,not-recommended,score;cost_sharing,,50.0,50.0,50.0,50.0,50.0,,deal.toml\n"
    );
    Run::assess(&["--format", "csv"], &deal)
        .stdout(&expected)
        .check();
}

#[test]
fn a_row_a_candidate_and_criterion() {
    let deal = rated("", &[("Alpha", [8.0, 5.0, 8.0, 8.0, 8.0])]);
    let csv = Run::assess(&["--format", "csv-long"], &deal).succeed();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some(LONG_COLUMNS));
    // 0.3 x 50 points.
    let second = "Depot,Alpha,complementarity,complementarity,rated,50.0,50.0,50.0,1.0,15.0,\
                  rated 5 of 10,,deal.toml,0.3,,,,";
    assert_eq!(lines.nth(1), Some(second));
    assert_eq!(lines.count(), 3, "five dimensions in all");
}

#[test]
fn several_deals_share_one_head() {
    let csv = Run::new(&["assess", "b.toml", "a.toml", "--format", "csv"])
        .file("a.toml", two_candidates())
        .file("b.toml", two_candidates().replace("Depot", "Fleet"))
        .succeed();
    let table = Table::read(&csv);
    let deals: Vec<&str> = (0..table.rows.len())
        .map(|row| table.cell(row, "deal"))
        .collect();
    assert_eq!(deals, ["Fleet", "Fleet", "Depot", "Depot"]);
}

#[test]
fn without_draws_the_share_of_first_places_is_an_empty_cell() {
    let arguments = ["--format", "csv", "--draws", "0"];
    let table = Table::read(&Run::assess(&arguments, &two_candidates()).succeed());
    assert_eq!(table.cell(0, "first_place"), "");
    assert_eq!(table.columns.join(","), COLUMNS);
}

#[test]
fn a_byte_order_mark_comes_only_when_asked_for() {
    for format in ["csv", "csv-long"] {
        let plain = Run::assess(&["--format", format], &two_candidates()).succeed();
        let marked = Run::assess(&["--format", format, "--bom"], &two_candidates()).succeed();
        assert!(!plain.starts_with('\u{feff}'));
        assert_eq!(marked, format!("\u{feff}{plain}"));
    }
}

#[test]
fn lines_end_with_a_line_feed() {
    for example in examples::all() {
        for format in ["csv", "csv-long"] {
            let csv = example.assess(&["--format", format]).succeed();
            assert!(!csv.contains('\r') && csv.ends_with('\n') && !csv.ends_with("\n\n"));
        }
    }
}

/// The same number; but `serde_json` can read one a bit beside the text.
#[track_caller]
fn same(cell: f64, json: f64) {
    assert!((cell - json).abs() < 1e-12, "{cell} is not {json}");
}

#[test]
fn numbers_are_those_of_the_json() {
    for example in examples::all() {
        let table = Table::read(&example.assess(&["--format", "csv"]).succeed());
        let json = example.assess(&["--format", "json"]).succeed();
        let assessment = contract::read(&json);
        assert_eq!(table.rows.len(), assessment.candidates.len());
        for (row, candidate) in assessment.candidates.iter().enumerate() {
            assert_eq!(table.cell(row, "deal"), assessment.deal.name);
            assert_eq!(table.cell(row, "candidate"), candidate.name);
            assert_eq!(table.cell(row, "rank"), candidate.rank.to_string());
            assert_eq!(
                table.cell(row, "stopped_by"),
                candidate.stopped_by.join(";")
            );
            let flags: Vec<&str> = candidate
                .flags
                .iter()
                .map(|flag| flag.id.as_str())
                .collect();
            assert_eq!(table.cell(row, "flags"), flags.join(";"));
            let mut numbers = vec![
                ("score", candidate.score),
                ("low", candidate.low),
                ("high", candidate.high),
                ("known", candidate.known),
            ];
            // Who cannot lead has no share of first places, and a deal by criteria not every dimension.
            let [a, b, c, d, e] = candidate.values();
            for (column, number) in [
                ("first_place", candidate.first_place),
                ("compatibility", a),
                ("complementarity", b),
                ("risk_sharing", c),
                ("cost_sharing", d),
                ("commitment", e),
            ] {
                assert_eq!(number.is_none(), table.cell(row, column).is_empty());
                numbers.extend(number.map(|number| (column, number)));
            }
            for (column, number) in numbers {
                let cell = table.number(row, column);
                same(cell, number);
                let to_the_bit = format!("\"{column}\": {}", serde_json::Value::from(cell));
                assert!(json.contains(&to_the_bit), "{}: {to_the_bit}", example.path);
            }
        }
    }
}

#[test]
fn the_long_form_has_every_criterion_of_the_json_and_its_points_add_up() {
    for example in examples::all() {
        let table = Table::read(&example.assess(&["--format", "csv-long"]).succeed());
        let assessment = contract::read(&example.assess(&["--format", "json"]).succeed());
        let mut row = 0;
        for candidate in &assessment.candidates {
            let mut points = 0.0;
            for criterion in candidate.criteria() {
                assert_eq!(table.cell(row, "candidate"), candidate.name);
                assert_eq!(table.cell(row, "criterion"), criterion.id);
                same(table.number(row, "score"), criterion.score);
                same(table.number(row, "weight"), criterion.weight);
                assert_eq!(table.cell(row, "detail"), criterion.detail);
                let evidence = criterion
                    .evidence
                    .as_ref()
                    .and_then(|e| e.text.as_deref())
                    .unwrap_or_default();
                assert_eq!(table.cell(row, "evidence"), evidence);
                points += table.number(row, "points");
                row += 1;
            }
            assert!(
                (points - candidate.score).abs() < 1e-9,
                "{}",
                candidate.name
            );
        }
        assert_eq!(row, table.rows.len());
    }
}

/// What a spreadsheet would run as a formula gets an apostrophe.
#[test]
fn formulas_are_defused_in_every_column_of_text() {
    for start in [
        "=", "+", "-", "−", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
    ] {
        let formula = format!("{start}cmd|'/c calc'!A1");
        let name = toml_text(&formula);
        // No candidate has a name with NUL in it.
        let named = toml_text(&formula.replace('\0', ""));
        let deal = format!(
            "deal.name = {name}\ndeal.relationship = 'network'\norganization.name = 'Us'\n\
             deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'commitment']\n\
             criteria.{name} = {{ dimension = 'cost_sharing', worst = 0, best = 1 }}\n\
             gates = {{ {name} = 50, cost_sharing = 0, score = 0 }}\n\
             [[candidates]]\nname = {named}\nmeasures.{name} = 0.1\nsources.measures = {name}\n\
             ratings.compatibility = {{ score = 8, evidence = {name} }}\n\
             ratings.complementarity = 8\nratings.risk_sharing = 8\nratings.commitment = 8\n"
        );
        // Names lose blanks around, tabs among them.
        let safe = |formula: &str| match formula.trim() {
            same if same.starts_with('c') => same.to_owned(),
            same => format!("'{same}"),
        };
        let expected = [
            ("deal", safe(&formula)),
            ("candidate", safe(&formula.replace('\0', ""))),
        ];
        let table = Table::read(&Run::assess(&["--format", "csv"], &deal).succeed());
        for (column, safe) in &expected {
            assert_eq!(table.cell(0, column), *safe, "{column}");
        }
        for row in &table.rows {
            assert!(row.iter().all(|cell| !cell.starts_with(start)), "{row:?}");
        }
        let table = Table::read(&Run::assess(&["--format", "csv-long"], &deal).succeed());
        for (column, safe) in &expected {
            assert_eq!(table.cell(0, column), *safe, "{column}");
        }
        let kept = format!("'{formula}");
        assert_eq!(table.cell(0, "evidence"), kept);
        assert_eq!(table.cell(3, "criterion"), kept);
        for row in &table.rows {
            assert!(row.iter().all(|cell| !cell.starts_with(start)), "{row:?}");
        }
    }
}

/// The cells of a line of CSV.
fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    let record = reader.records().next().unwrap().unwrap();
    record.iter().map(str::to_owned).collect()
}

#[test]
fn csv_takes_the_form_of_a_country() {
    let deal = rated("", &[("Alpha; Beta", [6.235; 5]), ("Gamma", [5.0; 5])]);
    let expected = format!(
        "{}\n\
         Depot;network;1;\"Alpha; Beta\";62,4;62,4;62,4;1,0;not-recommended;score;1,0;62,4;62,4;62,4;62,4;62,4;;deal.toml\n\
         Depot;network;2;Gamma;50,0;50,0;50,0;1,0;not-recommended;\"score;cost_sharing\";;50,0;50,0;50,0;50,0;50,0;;deal.toml\n",
        COLUMNS.replace(',', ";")
    );
    let comma = ["--format", "csv", "--out-decimal-comma", "--round", "1"];
    let output = Run::assess(&comma, &deal).succeed();
    // Who is first among those that cannot lead is none of this test.
    let fixed = |text: &str| {
        let lines = text.lines().map(|line| {
            let mut cells = cells(line, b';');
            cells[10].clear();
            cells
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(fixed(&output), fixed(&expected));
    let long = [
        "--format",
        "csv-long",
        "--out-delimiter",
        "tab",
        "--round",
        "0",
    ];
    let long = Run::assess(&long, &deal).succeed();
    assert_eq!(
        long.lines().next().unwrap(),
        LONG_COLUMNS.replace(',', "\t")
    );
    let row = long.lines().nth(1).unwrap();
    assert!(
        row.starts_with("Depot\tAlpha; Beta\tcompatibility\tcompatibility\trated\t62\t62\t62\t"),
        "{row}"
    );
}

#[test]
fn forms_that_could_not_be_read_are_refused() {
    let refused = |arguments: &[&str], error: &str| {
        Run::assess(arguments, &two_candidates())
            .stderr(error)
            .status(2)
            .check();
    };
    refused(
        &[
            "--format",
            "csv",
            "--out-decimal-comma",
            "--out-delimiter",
            ",",
        ],
        "error: --out-decimal-comma needs another --out-delimiter than the comma, such as ;\n",
    );
    refused(
        &["--round", "2"],
        "error: --bom, --out-delimiter, --out-decimal-comma and --round shape CSV: add --format csv\n",
    );
    for sign in ["5", "", "\"", ";;", "é", "."] {
        let arguments = ["--format", "csv", "--out-delimiter", sign];
        let output = Run::assess(&arguments, &two_candidates()).output();
        assert_eq!(output.status.code(), Some(2), "{sign}");
        assert_eq!(crate::harness::text(&output.stdout), "");
    }
}

#[test]
fn a_written_file_takes_the_form_too() {
    let arguments = [
        "--write",
        "csv=/dev/stderr",
        "--format",
        "csv",
        "--out-delimiter",
        ";",
    ];
    let output = Run::assess(&arguments, &two_candidates()).output();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, output.stderr);
}

#[test]
fn members_of_sets_can_be_cut_again() {
    let names = ["A; B", "D", "say \"C\""];
    let candidates = names.map(|name| (name, [8.0; 5]));
    let csv = Run::new(&["compose", "deal.toml", "--size", "3", "--format", "csv"])
        .file("deal.toml", rated("", &candidates))
        .succeed();
    let row = cells(csv.lines().nth(1).unwrap(), b',');
    assert_eq!(row[4], "3");
    assert_eq!(cells(&row[3], b';'), names);
}

/// Sets of members and rows of a table take the same form as candidates.
#[test]
fn the_csv_of_every_command_takes_a_form() {
    let form = ["--bom", "--out-decimal-comma", "--round", "1"];
    let header = "ratings.compatibility,ratings.complementarity,ratings.risk_sharing,ratings.cost_sharing,\
                  ratings.commitment";
    let screen = ["screen", "deal.toml", "--candidates", "t.csv", "--quiet"];
    let numbers = "62,4;62,4;62,4;1,0;not-recommended;score";
    let dimensions = "62,4;62,4;62,4;62,4;62,4;";
    for (command, row) in [
        (
            &["compose", "deal.toml", "--size", "1", "--format", "csv"][..],
            format!("Depot;network;1;\"\"\"A; B\"\"\";1;{numbers};{dimensions};true"),
        ),
        (
            &[&screen[..], &["--all"]].concat(),
            format!("\"A; B\";{numbers};{dimensions}"),
        ),
        (
            &[&screen[..], &["--format", "csv"]].concat(),
            format!("Depot;network;1;\"A; B\";{numbers};1,0;{dimensions};deal.toml"),
        ),
    ] {
        let output = Run::new(&[command, &form].concat())
            .file("deal.toml", rated("", &[("A; B", [6.235; 5])]))
            .file(
                "t.csv",
                format!("name,{header}\nA; B{}\n", ",6.235".repeat(5)),
            )
            .output();
        let text = crate::harness::text(&output.stdout);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with('\u{feff}'), "{command:?}\n{text}");
        assert_eq!(lines[1..], [row], "{command:?}");
    }
    Run::new(&[&screen[..], &["--round", "1"]].concat())
        .file("deal.toml", rated("", &[]))
        .file("t.csv", format!("name,{header}\n"))
        .stderr(
            "error: --bom, --out-delimiter, --out-decimal-comma and --round shape CSV: add --format csv\n",
        )
        .status(2)
        .check();
}

/// An id with `;` would read as two where ids are joined.
#[test]
fn no_id_holds_what_joins_ids() {
    let deal = rated(
        "gates = { 'a;veto' = 50 }\ncriteria.'a;veto' = { dimension = 'commitment' }",
        &[],
    );
    let output = Run::assess(&["--format", "csv"], &deal).output();
    assert_eq!(output.status.code(), Some(2));
    let error = crate::harness::text(&output.stderr);
    let message = "error[PE013]: `a;veto` cannot name a criterion: it holds a `;`\n";
    assert!(error.contains(message), "{error}");
    let help = "help: choose an id without `;`, and write the rest into `label` or `about`\n";
    assert!(error.contains(help), "{error}");
}
