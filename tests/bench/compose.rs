//! `cargo bench --bench compose`: the best sets of dense random pools, proven, beside the number of all
//! sets that an enumeration would have to look at.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use std::fmt::Write;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use partner_eval::compose::{Request, compose};
use partner_eval::deal::{Candidate, Compose};
use partner_eval::read::{Source, read};
use partner_eval::score::Verdict;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

fn main() {
    for (candidates, most, limit) in [(16, 5, 60), (40, 6, 60), (60, 6, 60), (60, 8, 60)] {
        for seed in 1..=3 {
            run(candidates, most, seed, Duration::from_secs(limit));
        }
    }
}

fn run(candidates: usize, most: usize, seed: u64, limit: Duration) {
    let source = Source::new("pool.toml", deal(candidates, seed));
    let deal = read(&source).deal.expect("a valid deal");
    let request = Request {
        pool: deal.candidates.iter().collect::<Vec<&Candidate>>(),
        with: Vec::new(),
        least: 2,
        most,
        top: 5,
        verdict: Verdict::NotRecommended,
        demands: Compose::default(),
        time_limit: Some(limit),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    let start = Instant::now();
    let found = compose(&deal, &request, &AtomicBool::new(false), |_| {});
    let seconds = start.elapsed().as_secs_f64();
    let best = found.sets[0].evaluation.scores.total.score.value * 100.0;
    let all: f64 = (2..=most).map(|size| choose(candidates, size)).sum();
    let proof = match found.bound {
        None => "proven".to_owned(),
        Some(bound) => format!("not proven, gap {:.2}", bound * 100.0 - best),
    };
    println!(
        "{candidates} candidates, 2..{most}, seed {seed}: {seconds:.2} s, {} nodes of {all:.3e} sets \
         ({:.4}%), best {best:.2}, {proof}",
        found.nodes,
        found.nodes as f64 / all * 100.0
    );
}

fn choose(n: usize, k: usize) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}

/// A consortium in which every candidate answers nearly everything, at random.
fn deal(candidates: usize, seed: u64) -> String {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut uniform = move || (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut text = String::from(
        r#"
[deal]
name = "pool"
relationship = "consortium"
horizon_years = 4
cost = 100
benefit = 160
[organization]
name = "us"
goals = { a = 3, b = 2, c = 2, d = 1 }
capabilities = { n1 = 3, n2 = 1 }
stand_alone_cost = 60
risk_capacity = 80
[needs]
n1 = 9
n2 = { level = 8, weight = 2 }
n3 = 7
n4 = 8
n5 = 9
n6 = { amount = 100 }
n7 = { amount = 60, weight = 2 }
n8 = 6
[target_markets]
m1 = 1
m2 = 2
m3 = 1
m4 = 1
[risks]
r1 = { probability = 0.3, impact = 40 }
r2 = { probability = 0.1, impact = 80 }
[resources]
money = 60
people = 30
"#,
    );
    for i in 0..candidates {
        let _ = write!(text, "[[candidates]]\nname = \"C{i:02}\"\n");
        let _ = writeln!(
            text,
            "goals = {{ a = {:.2}, b = {:.2}, c = {:.2}, d = {:.2} }}",
            uniform(),
            uniform(),
            uniform(),
            uniform()
        );
        let mut capabilities = Vec::new();
        for need in 1..=8 {
            let most = if matches!(need, 6 | 7) { 40.0 } else { 10.0 };
            if uniform() < 0.5 {
                capabilities.push(format!("n{need} = {:.1}", uniform() * most));
            }
        }
        let _ = writeln!(text, "capabilities = {{ {} }}", capabilities.join(", "));
        let markets: Vec<String> = (1..=4)
            .filter(|_| uniform() < 0.3)
            .map(|m| format!("\"m{m}\""))
            .collect();
        let _ = writeln!(text, "markets = [{}]", markets.join(", "));
        let stake = 0.05 + uniform() * 0.2;
        let _ = writeln!(
            text,
            "stake = {stake:.3}\nstand_alone_cost = {:.1}\nrisk_capacity = {:.1}\n\
             extra_joint_cost = {:.1}",
            stake * (100.0 + uniform() * 80.0),
            10.0 + uniform() * 40.0,
            uniform() * 4.0
        );
        let _ = writeln!(
            text,
            "risk_control = {{ r1 = {:.1}, r2 = {:.1} }}\n\
             pledges = {{ money = {:.1}, people = {:.1} }}\n\
             horizon_years = {:.1}\ntrack_record = {{ kept = {:.0}, total = 20 }}",
            uniform() * 10.0,
            uniform() * 10.0,
            uniform() * 25.0,
            uniform() * 12.0,
            1.0 + uniform() * 5.0,
            8.0 + uniform() * 12.0
        );
        let _ = writeln!(
            text,
            "ratings = {{ trust = {:.1}, resilience = {:.1}, executive_sponsor = {:.1}, \
             participation = {:.1} }}",
            uniform() * 10.0,
            uniform() * 10.0,
            uniform() * 10.0,
            uniform() * 10.0
        );
    }
    text
}
