//! `cargo bench --bench sampling`: 1,000,000 draws of 50 candidates with 20 criteria, 4 in each dimension: weights of
//! both levels uniform among those that keep their order, each criterion uniform between its low and its high. Beside
//! it the same in numpy (`sampling_numpy.py`), in turn so that both see the same weather, after which the first places
//! of both must agree. Where python3 lacks numpy, it is installed into a virtual environment in the temporary folder.
//!
//! Ours counts every rank, as `assess` does, the script first places alone. Ours takes as many threads as the machine
//! has, and then one; numpy takes one, but for what its matrix products start themselves.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use partner_eval::confidence::{
    Contestant, Freedom, Group, Groups, MOST_RANKED, Question, RankShares, sample,
};
use partner_eval::deal::Candidate;
use partner_eval::model::Dimension;
use partner_eval::read::{Source, read};
use partner_eval::score::Evaluation;
use serde_json::{Value, json};

const DRAWS: u64 = 1_000_000;
const CANDIDATES: usize = 50;
const _: () = assert!(CANDIDATES <= MOST_RANKED);

/// What the criteria of a dimension weigh: three tiers.
const WEIGHTS: [u32; 4] = [4, 3, 3, 1];

/// How often each is measured.
const RUNS: usize = 3;

fn main() {
    let reading = read(&Source::new("sampling.toml", deal()));
    let deal = reading.deal.expect("a valid deal");
    let candidates: Vec<&Candidate> = deal.candidates.iter().collect();
    let contestant = |one: &Candidate| Contestant::of(&Evaluation::of(&deal, &[one]));
    let contestants: Vec<Contestant> = deal.candidates.iter().map(contestant).collect();
    let groups = Groups::of(&deal);
    let question = Question {
        deal: &deal,
        groups: &groups,
        contestants: &contestants,
        candidates: &candidates,
        draws: DRAWS,
        seed: 1,
        draw_on: &|_, _| true,
    };
    let asked = asked_of_numpy(&groups, &contestants);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let python = python();
    if python.is_none() {
        println!("numpy: not measured (python3 with numpy is not here and cannot be installed)");
    }
    let (mut many, mut one, mut numpy) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let shares = timed(&question, threads, &mut many);
        // Threads change the time and nothing else.
        assert!(shares == timed(&question, 1, &mut one));
        if let Some(python) = &python {
            let answer = ask_numpy(python, &asked);
            numpy.push(answer["seconds"].as_f64().expect("seconds"));
            check(&shares.first, &answer["first"]);
        }
    }
    let print = |name: &str, times: &[f64]| {
        let ratios = times.iter().zip(&numpy).map(|(ours, numpy)| ours / numpy);
        let mut ratios: Vec<f64> = ratios.collect();
        print!("{name:<28} {:7.3} s", median(&mut times.to_vec()));
        match ratios.is_empty() {
            true => println!(),
            false => println!(", {:.3} of numpy's", median(&mut ratios)),
        }
    };
    print(&format!("partner-eval, {threads} threads"), &many);
    print("partner-eval, 1 thread", &one);
    if !numpy.is_empty() {
        println!("{:<28} {:7.3} s", "numpy", median(&mut numpy));
        println!("(medians of {RUNS}; first places agree within 4 standard errors)");
    }
}

/// 20 criteria of the user's own, and nothing else.
fn deal() -> String {
    let mut text = String::from(
        "deal.name = 'd'\ndeal.relationship = 'strategic-alliance'\norganization.name = 'o'\n",
    );
    // What this type asks by itself.
    for id in [
        "trust",
        "communication",
        "risk_terms",
        "resilience",
        "track_record",
        "executive_sponsor",
    ] {
        let _ = writeln!(text, "[criteria.{id}]\nweight = 0");
    }
    let ids = || {
        Dimension::ALL
            .into_iter()
            .flat_map(|d| WEIGHTS.map(|w| (d, w)))
    };
    for (at, (dimension, weight)) in ids().enumerate() {
        let dimension = dimension.id();
        let _ = writeln!(
            text,
            "[criteria.c{at:02}]\ndimension = '{dimension}'\nweight = {weight}"
        );
    }
    for candidate in 0..CANDIDATES {
        let _ = writeln!(
            text,
            "[[candidates]]\nname = '{candidate}'\n[candidates.ratings]"
        );
        for at in 0..ids().count() {
            // The fractional parts of multiples of the golden ratio are spread evenly.
            let part = |k: usize| {
                ((candidate * 40 + at * 2 + k + 1) as f64 * 0.618_033_988_749_894_9).fract()
            };
            let low = 6.0 * part(0);
            let high = low + 4.0 * part(1);
            let _ = writeln!(text, "c{at:02} = {{ low = {low:.3}, high = {high:.3} }}");
        }
    }
    text
}

fn timed(question: &Question<'_>, threads: usize, times: &mut Vec<f64>) -> RankShares {
    let start = Instant::now();
    let shares = sample(question, threads);
    times.push(start.elapsed().as_secs_f64());
    shares
}

/// The same question for the script: the orders of weights, and the criteria of each candidate.
fn asked_of_numpy(groups: &Groups, contestants: &[Contestant]) -> Value {
    let tiers = |group: &Group| match &group.freedom {
        Freedom::Order(tiers) => tiers.clone(),
        Freedom::Fixed | Freedom::Ranges(_) => unreachable!("all weights keep an order"),
    };
    let dimensions = groups.dimensions.as_ref().expect("weights by dimension");
    let criteria: Vec<Vec<Vec<usize>>> = groups.criteria.iter().map(tiers).collect();
    assert!(criteria == vec![vec![vec![0], vec![1, 2], vec![3]]; 5]);
    let places: Vec<usize> = groups
        .criteria
        .iter()
        .flat_map(|group| group.members.clone())
        .collect();
    let ends = |high: bool| -> Vec<Vec<f64>> {
        let of_one = |one: &Contestant| {
            let scores = places.iter().map(|&place| one.criteria[place]);
            scores.map(|s| if high { s.high } else { s.low }).collect()
        };
        contestants.iter().map(of_one).collect()
    };
    json!({
        "draws": DRAWS,
        "dimensions": tiers(dimensions),
        "criteria": criteria,
        "lows": ends(false),
        "highs": ends(true),
    })
}

/// A python that has numpy.
fn python() -> Option<PathBuf> {
    let has_numpy = |python: &Path| {
        let mut command = Command::new(python);
        command.args(["-c", "import numpy"]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let system = PathBuf::from("python3");
    if has_numpy(&system) {
        return Some(system);
    }
    let folder = std::env::temp_dir().join("partner-eval-bench-numpy");
    let own = folder.join("bin").join("python");
    if !has_numpy(&own) {
        let mut venv = Command::new(system);
        venv.args(["-m", "venv"]).arg(&folder).status().ok()?;
        let mut pip = Command::new(&own);
        pip.args(["-m", "pip", "install", "--quiet", "numpy"]);
        pip.status().ok()?;
    }
    has_numpy(&own).then_some(own)
}

fn ask_numpy(python: &Path, asked: &Value) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/sampling_numpy.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(asked.to_string().as_bytes()).expect("sent");
    drop(input);
    let output = child.wait_with_output().expect("an answer");
    serde_json::from_slice(&output.stdout).expect("JSON from the script")
}

/// Each share within four standard errors of the difference of the two.
fn check(ours: &[f64], numpy: &Value) {
    let numpy: Vec<f64> = serde_json::from_value(numpy.clone()).expect("a share for each");
    assert_eq!(ours.len(), numpy.len());
    assert!((numpy.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    // Nothing is checked where one of them takes it all.
    assert!(ours.iter().filter(|share| **share > 0.01).count() > 5);
    for (at, (ours, numpy)) in ours.iter().zip(&numpy).enumerate() {
        // Where hardly anybody is ever first, at least one draw makes a difference.
        let share = f64::midpoint(*ours, *numpy).max(1.0 / DRAWS as f64);
        let error = (2.0 * share * (1.0 - share) / DRAWS as f64).sqrt();
        let apart = (ours - numpy).abs();
        assert!(apart <= 4.0 * error, "{at}: {ours} and {numpy}");
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
