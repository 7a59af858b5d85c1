//! `cargo bench --bench process`: the whole process against an empty Rust `main`, built and run on the
//! same machine in the same minute; and a deal of 10,000 candidates.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let folder = std::env::temp_dir().join(format!("partner-eval-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let empty = empty_main(&folder);
    let tool = Path::new(env!("CARGO_BIN_EXE_partner-eval"));
    let few = folder.join("5.toml");
    let many = folder.join("10000.toml");
    std::fs::write(&few, deal(5)).expect("written");
    std::fs::write(&many, deal(10_000)).expect("written");

    let commands: [(&str, Command); 3] = [
        ("empty main", Command::new(&empty)),
        (
            "5 candidates, --draws 0",
            assess(tool, &few, &["--draws", "0"]),
        ),
        ("5 candidates, 10,000 draws", assess(tool, &few, &[])),
    ];
    let medians = medians(commands, 400);
    for (name, seconds) in &medians {
        println!(
            "{name:<28} {:.2} ms, {:.2} x empty main",
            seconds * 1e3,
            seconds / medians[0].1
        );
    }
    let large: [(&str, Command); 2] = [
        (
            "10,000 candidates, --draws 0",
            assess(tool, &many, &["--draws", "0"]),
        ),
        ("10,000 candidates", assess(tool, &many, &[])),
    ];
    for (name, seconds) in self::medians(large, 5) {
        println!("{name:<28} {seconds:.2} s");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

fn empty_main(folder: &Path) -> std::path::PathBuf {
    let (source, binary) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").expect("written");
    let built = Command::new("rustc")
        .arg("-O")
        .arg(&source)
        .arg("-o")
        .arg(&binary)
        .status();
    assert!(built.expect("rustc runs").success());
    binary
}

fn assess(tool: &Path, deal: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(tool);
    command.arg("assess").arg(deal).args(options);
    command
}

/// The median time of each command, run in turn so that all see the same weather.
fn medians<const N: usize>(mut commands: [(&str, Command); N], runs: usize) -> Vec<(&str, f64)> {
    let mut times = vec![Vec::new(); N];
    for _ in 0..runs {
        for ((_, command), times) in commands.iter_mut().zip(&mut times) {
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            times.push(start.elapsed().as_secs_f64());
            assert!(status.expect("it runs").success());
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    commands
        .iter()
        .zip(&mut times)
        .map(|((name, _), times)| (*name, median(times)))
        .collect()
}

/// A deal that asks nearly every criterion, with answers that vary by candidate.
fn deal(candidates: usize) -> String {
    let mut text = String::from(
        r#"
[deal]
name = "bench"
relationship = "supply-chain-partnership"
horizon_years = 5
cost = 100
benefit = 200
[organization]
name = "us"
goals = { growth = 3, cost = 2, quality = 1 }
culture = { clan = 40, adhocracy = 20, market = 20, hierarchy = 20 }
sales = { eu = 100, us = 50 }
capabilities = { chemistry = 4, volume = 100 }
stand_alone_cost = 90
risk_capacity = 100
pledges = { capital = 10 }
[needs]
chemistry = 8
volume = { amount = 500 }
[standards]
iso9001 = 2
iso14001 = 1
[target_markets]
asia = 1
africa = 2
[risks]
fire = { probability = 0.1, impact = 50 }
delay = { probability = 0.4, impact = 20 }
[resources]
capital = 50
[criteria.price]
dimension = "cost_sharing"
worst = 2
best = 0.5
[criteria.reciprocity]
[criteria.prior_ties]
"#,
    );
    for i in 0..candidates {
        // The fractional parts of multiples of the golden ratio are spread evenly.
        let part = |k: usize| ((i * 16 + k + 1) as f64 * 0.618_033_988_749_894_9).fract();
        let _ = write!(
            text,
            r#"
[[candidates]]
name = "Candidate {i}"
goals = {{ growth = {:.2}, cost = {:.2}, quality = {:.2} }}
culture = {{ clan = 30, adhocracy = 30, market = 20, hierarchy = 20 }}
sales = {{ eu = {:.1}, asia = 3 }}
capabilities = {{ chemistry = {:.1}, volume = {:.0} }}
needs = {{ volume = {{ amount = 200 }} }}
risk_control = {{ fire = {:.1}, delay = 5 }}
pledges = {{ capital = {:.1} }}
measures = {{ price = {:.2} }}
markets = ["asia"]
standards = ["iso9001"]
stand_alone_cost = {:.1}
stake = {:.3}
risk_capacity = {:.1}
our_dependence = {:.2}
their_dependence = 0.2
horizon_years = {:.1}
track_record = {{ kept = 8, total = 10 }}
joint_projects = 2
ratings = {{ trust = {:.1}, transparency = [{:.1}, 5], resilience = {{ score = 5, low = 3, high = 8 }}, executive_sponsor = 6 }}
"#,
            part(0),
            part(1),
            part(2),
            part(3) * 90.0,
            part(4) * 10.0,
            part(5) * 500.0,
            part(6) * 10.0,
            part(7) * 60.0,
            0.5 + part(8) * 1.5,
            50.0 + part(9) * 50.0,
            0.2 + part(10) * 0.4,
            part(11) * 80.0,
            part(12),
            part(13) * 8.0,
            part(14) * 10.0,
            part(15) * 10.0,
        );
    }
    text
}
