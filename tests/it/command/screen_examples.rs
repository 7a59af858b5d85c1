//! The examples that come with tables: they are read without a warning, and score what a hand calculation
//! gives.

use serde_json::Value;

use crate::harness::{Run, text};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

/// The records of a table in an example's directory, or of one given here.
fn records(deal: &str, map: Option<&str>, table: Option<&str>, path: &str) -> Vec<Value> {
    let deal = format!("{EXAMPLES}/{deal}");
    let map = map.map(|map| format!("{EXAMPLES}/{map}"));
    let mut arguments = vec![
        "screen",
        &deal,
        "--candidates",
        path,
        "--all",
        "--format",
        "jsonl",
    ];
    arguments.extend(map.iter().flat_map(|map| ["--map", map]));
    let run = Run::new(&arguments);
    let output = match table {
        Some(table) => run.file(path, table).output(),
        None => run.output(),
    };
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let lines = text(&output.stdout);
    let lines = lines.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[track_caller]
fn scores(record: &Value, expected: [(&str, f64); 6]) {
    for (key, expected) in expected {
        let found = record[key].as_f64().unwrap();
        assert!(
            (found - expected).abs() < 1e-9,
            "{key}: {found}, not {expected}"
        );
    }
}

/// A row of the delivery history of USAID's SCMS (US public domain), and the buyer's own warehouse with
/// its countries cut short.
#[test]
fn suppliers_as_their_history_has_them() {
    let table = "\
vendor,internal_warehouse,orders,distinct_items,on_time_rate,delay_sd_days,price_index,countries
SCMS from RDC,1,3417,92,0.8285,28.68,,\"Nigeria:927|Zambia:573|Congo, DRC:213\"
HETERO LABS LIMITED,0,147,17,0.9928,1.6,0.8968,Namibia:9|Zimbabwe:9|Mozambique:7|Zambia:2
";
    let map = Some("screen/suppliers-map.toml");
    let records = records("screen/suppliers.toml", map, Some(table), "vendors.csv");
    // 9 of the weight 10 of the markets, and 17 articles of 30.
    let complementarity = f64::midpoint(90.0, 17.0 / 30.0 * 100.0);
    let price = (1.5 - 0.8968) / 0.7 * 100.0;
    let (steadiness, on_time) = ((40.0 - 1.6) / 40.0 * 100.0, (0.9928 - 0.7) / 0.3 * 100.0);
    // Two dimensions share the first two places, three the others: 9, 9, 4, 4, 4 of 30.
    let score = (9.0 * (100.0 + price) + 4.0 * (complementarity + steadiness + on_time)) / 30.0;
    scores(
        &records[1],
        [
            ("score", score),
            ("compatibility", 100.0),
            ("complementarity", complementarity),
            ("risk_sharing", steadiness),
            ("cost_sharing", price),
            ("commitment", on_time),
        ],
    );
    assert_eq!(records[1]["verdict"], "recommended");
    assert_eq!(records[0]["flags"], serde_json::json!(["requirement"]));
    assert_eq!(records[0]["cost_sharing"], 0.0, "no price, no points");
}

/// A row of the register drawn from CORDIS (European Commission, CC BY 4.0), with fewer columns.
#[test]
fn organizations_as_a_register_has_them() {
    let table = "\
org_id,name,country,sme,n_collab,n_coordinated,median_cost_share,n_partner_countries,fields
873895311,Warmtenet Zelzate,BE,false,1,0,0.1736,5,engineering and technology/environmental engineering:1
";
    let map = Some("screen/consortium-map.toml");
    let records = records("screen/consortium.toml", map, Some(table), "register.csv");
    let (commitment, compatibility) = (1.0 / 150.0 / 2.0 * 100.0, 5.0 / 45.0 * 100.0);
    let score = (10.0 * commitment + 7.0 * 100.0 + 3.0 * compatibility) / 27.0;
    scores(
        &records[0],
        [
            ("score", score),
            ("compatibility", compatibility),
            ("complementarity", 0.0),
            ("risk_sharing", 0.0),
            ("cost_sharing", 100.0),
            ("commitment", commitment),
        ],
    );
}

#[test]
fn the_candidates_for_spark() {
    let rows = format!("{EXAMPLES}/spark/candidates.jsonl");
    let records = records("spark/deal.toml", None, None, &rows);
    let count = std::fs::read_to_string(&rows).unwrap().lines().count();
    assert_eq!(records.len(), count);
    let deal = format!("{EXAMPLES}/spark/deal.toml");
    let arguments = [
        "assess",
        &deal,
        "--candidates",
        &rows,
        "--draws",
        "0",
        "--format",
        "json",
    ];
    let assessed: Value = serde_json::from_slice(&Run::new(&arguments).output().stdout).unwrap();
    for candidate in assessed["candidates"].as_array().unwrap() {
        let record = records
            .iter()
            .find(|record| record["name"] == candidate["name"]);
        for key in ["score", "low", "high", "known", "verdict", "stopped_by"] {
            assert_eq!(record.unwrap()[key], candidate[key], "{candidate}");
        }
    }
}
