//! A deal of any number of candidates, always the same.

use std::fmt::Write;

/// A deal that asks nearly every criterion, with answers that vary by candidate.
pub fn deal(candidates: usize) -> String {
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
