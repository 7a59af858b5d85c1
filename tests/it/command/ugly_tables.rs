//! Tables in the forms in which registers publish them: read rightly with what the message says to pass.
//!
//! Each is of the kind of a real file, of CORDIS, the Norwegian Petroleum Directorate, OpenFlights,
//! OpenTravelData, Hofstede, SCMS or the World Bank.

use crate::command::tables::{DEAL, RECORDS, record, unknown};
use crate::harness::{Run, text};

/// A table as it comes, and what its owner writes to have it read.
struct Ugly<'a> {
    name: &'a str,
    table: &'a [u8],
    arguments: &'a [&'a str],
    map: &'a str,
}

impl Ugly<'_> {
    fn run(&self, arguments: &[&str]) -> Run {
        let always = ["screen", "deal.toml", "--all", "--candidates", self.name];
        Run::new(&[&always, arguments].concat())
            .file("deal.toml", DEAL)
            .file(self.name, self.table)
            .file("map.toml", self.map)
    }

    /// Expects these records, with the map and the arguments.
    #[track_caller]
    fn gives(&self, records: &[String]) {
        self.run(&[self.arguments, &["--map", "map.toml"]].concat())
            .stdout(&format!("{RECORDS}{}", records.concat()))
            .check();
    }

    /// Expects that without all of them nothing is printed but this advice.
    #[track_caller]
    fn is_refused(&self, arguments: &[&str], advice: &str) {
        let output = self.run(arguments).output();
        assert!(
            text(&output.stderr).contains(advice),
            "{}",
            text(&output.stderr)
        );
        let printed = text(&output.stdout).trim_end();
        assert!(
            printed.is_empty() || printed == RECORDS.trim_end(),
            "{printed}"
        );
        assert_eq!(output.status.code(), Some(2));
    }
}

/// A decimal comma in one column, a point in another, all in quotes.
#[test]
fn semicolons_and_two_kinds_of_decimals() {
    let table = "\"projectID\";\"name\";\"SME\";\"geolocation\";\"ecContribution\";\"rate\"\n\
                 \"633053\";\"EUROfusion; \"\"EU\"\"\";\"false\";\"37.97850802,23.732519058\";\"960619,95\";\"7.5\"\n\
                 \"633413\";\"MIROCALS\";\"true\";\"\";\"\";\"\"\n";
    let map = "name = 'name'\nattributes.sme = 'SME'\nattributes.at = 'geolocation'\n\
               ratings.compatibility = 'rate'\n\
               attributes.money = { column = 'ecContribution', decimal_comma = true }\n";
    let records = [
        record("\"EUROfusion; \"\"EU\"\"\"", 75.0),
        unknown("MIROCALS"),
    ];
    let windows = format!("\u{feff}{}", table.replace('\n', "\r\n"));
    for table in [table, &windows] {
        let ugly = Ugly {
            name: "cordis.csv",
            table: table.as_bytes(),
            arguments: &["--delimiter", ";"],
            map,
        };
        ugly.is_refused(&[], "pass --delimiter ';'\n");
        ugly.is_refused(&["--map", "map.toml"], "pass --delimiter ';'\n");
        ugly.gives(&records);
        // The comma counts where it is said to.
        let money = Ugly {
            map: "name = 'name'\nratings.compatibility = { column = 'ecContribution', worst = 0, best = 1200774.9375, \
                  decimal_comma = true }\n",
            ..ugly
        };
        money.gives(&[
            record("\"EUROfusion; \"\"EU\"\"\"", 80.0),
            unknown("MIROCALS"),
        ]);
        let no_comma = Ugly {
            map: "name = 'name'\nratings.compatibility = 'ecContribution'\n",
            ..money
        };
        let with_map = ["--delimiter", ";", "--map", "map.toml"];
        let output = no_comma.run(&with_map).output();
        assert!(text(&output.stderr).contains("`960619,95` has a comma"));
        assert!(text(&output.stderr).contains("for a decimal comma pass --decimal-comma\n"));
    }
}

#[test]
fn what_a_spreadsheet_or_a_database_writes_for_nothing() {
    for (null, quoted) in [
        ("#NULL!", "'#NULL!'"),
        ("NULL", "'NULL'"),
        ("\\N", "'\\N'"),
        ("N/A", "'N/A'"),
    ] {
        let table = format!("ctr;country;idv\nALB;Albania;{null}\nGER;Germany;67\n");
        let ugly = Ugly {
            name: "hofstede.csv",
            table: table.as_bytes(),
            arguments: &["--delimiter", ";", "--null", null],
            map: "name = 'country'\nratings.compatibility = { column = 'idv', factor = 0.1 }\n",
        };
        let output = ugly
            .run(&["--delimiter", ";", "--map", "map.toml"])
            .output();
        let advice = format!(
            "error[PE004]: `{null}` is not a number\n  --> hofstede.csv:2, column 3 (idv)\n  \
             = help: if it stands for nothing, pass --null {quoted}\n"
        );
        assert!(
            text(&output.stderr).starts_with(&advice),
            "{}",
            text(&output.stderr)
        );
        assert_eq!(output.status.code(), Some(2));
        ugly.gives(&[unknown("Albania"), record("Germany", 67.0)]);
    }
}

/// Dates that mean never, and numbers that are names: text where they are picked, nothing elsewhere.
#[test]
fn the_year_9999_and_numbers_that_are_names() {
    let ugly = Ugly {
        name: "licensees.csv",
        table: b"prlName,validTo,cmpLongName,interest,sdfi\n\
                 006 B,9999-12-31,BP Norge AS,70.00000,NULL\n\
                 018,9999-12-31,Petoro AS,65.00000,NULL\n",
        arguments: &["--null", "NULL"],
        map: "name = 'cmpLongName'\nattributes.licence = 'prlName'\nattributes.until = 'validTo'\n\
              attributes.sdfi = 'sdfi'\nratings.compatibility = { column = 'interest', factor = 0.1 }\n",
    };
    ugly.is_refused(&[], "a table from elsewhere needs a --map FILE.toml with a line name = \"COLUMN\"; if its first row is a candidate, pass --no-header as well; the columns: \
                          prlName, validTo, cmpLongName, interest, sdfi\n");
    ugly.gives(&[record("BP Norge AS", 70.0), record("Petoro AS", 65.0)]);
    let names = Ugly {
        map: "name = 'prlName'\nratings.compatibility = 8\n",
        ..ugly
    };
    names.gives(&[record("006 B", 80.0), record("018", 80.0)]);
}

#[test]
fn no_header_line() {
    let ugly = Ugly {
        name: "airlines.dat",
        table: b"2439,\"Formosa Airlines\",\\N,\"VY\",\"\",\"Y\"\n515,\"Avianca, S.A.\",\\N,\"AV\",\" S.A.\",\"N\"\n",
        arguments: &["--no-header", "--null", "\\N"],
        map: "name = '2'\nattributes.alias = '3'\nattributes.active = { column = '6', yes = ['Y'], no = ['N'] }\n\
              ratings.compatibility = 8\n",
    };
    ugly.is_refused(
        &[],
        "the name of airlines.dat does not say its form: pass --input-format csv (and --no-header if its first row is a candidate), or json-lines\n",
    );
    ugly.is_refused(&["--input-format", "csv"], "needs a --map FILE.toml");
    ugly.is_refused(
        &["--map", "map.toml"],
        "the table has no column `2` (line 1 of the map)\n",
    );
    ugly.is_refused(
        &["--map", "map.toml"],
        "the columns: 2439, Formosa Airlines, \\N, VY, , Y\n",
    );
    ugly.gives(&[
        record("Formosa Airlines", 80.0),
        record("\"Avianca, S.A.\"", 80.0),
    ]);
}

/// A delimiter at the end of each line makes a last cell of nothing.
#[test]
fn carets_and_a_delimiter_at_the_end() {
    let ugly = Ugly {
        name: "alliances.csv",
        table: "alliance^iata^name^from^to^env_id\nOneWorld^MA^MALÉV, \"Hungarian\"^2007-03-29^2012-02-03^\n\
                Skyteam^AR^Aerolíneas^2012-08-29^^\n"
            .as_bytes(),
        arguments: &["--delimiter", "^"],
        map: "name = 'name'\nattributes.alliance = 'alliance'\nattributes.env = 'env_id'\nratings.compatibility = 8\n",
    };
    ugly.is_refused(&[], "pass --delimiter '^'\n");
    ugly.gives(&[
        record("\"MALÉV, \"\"Hungarian\"\"\"", 80.0),
        record("Aerolíneas", 80.0),
    ]);
    // Where the header has none, the cells do not fit, and the message says so.
    let longer = Ugly {
        name: "t.csv",
        table: b"name,rate\nAlpha,8,\n",
        arguments: &[],
        map: "name = 'name'\n",
    };
    longer.is_refused(
        &["--map", "map.toml"],
        "the row has 3 cells, and the header 2\n",
    );
}

/// Commas, quotes and line breaks inside quotes.
#[test]
fn cells_of_several_lines() {
    let ugly = Ugly {
        name: "shipments.csv",
        table: b"ID,PQ #,Vendor,Item,Pack Price\r\n\
                 1,Pre-PQ Process,\"Orgenics, Ltd\",\"HIV, \"\"Reveal\"\",\r\n30 Tests\",29\r\n\
                 44,x,\"6 CHRISTOU\nLADA STR\",\"\n\n\",\r\n\
                 46,x,Aurobindo,,x\r\n",
        arguments: &[],
        map: "name = 'Vendor'\nnotes = 'Item'\nratings.compatibility = { column = 'Pack Price', worst = 100, best = 0 }\n",
    };
    ugly.run(&["--map", "map.toml"])
        .stdout(&format!(
            "{RECORDS}{}{}",
            record("\"Orgenics, Ltd\"", 71.0),
            unknown("\"6 CHRISTOU\nLADA STR\"")
        ))
        .stderr(
            r#"
error[PE004]: `x` is not a number
  --> shipments.csv:8, column 5 (Pack Price)
  = help: if it stands for nothing, pass --null 'x'

shipments.csv: 1 of 3 rows could not be read
"#,
        )
        .status(2)
        .check();
}

/// A year is the name of a column, with a header or without one.
#[test]
fn columns_that_are_numbers() {
    let ugly = Ugly {
        name: "wgi.csv",
        table: "Country/Territory,2022\n\"Hong Kong\",0.75\n\"Korea, Rep.\",0.70\nTürkiye,\n"
            .as_bytes(),
        arguments: &[],
        map: "name = 'Country/Territory'\nratings.compatibility = { column = '2022', factor = 10 }\n",
    };
    ugly.is_refused(&[], "the columns: Country/Territory, 2022\n");
    ugly.gives(&[
        record("Hong Kong", 75.0),
        record("\"Korea, Rep.\"", 70.0),
        unknown("Türkiye"),
    ]);
}
