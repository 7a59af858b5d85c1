//! Cases from the literature, or derived from it with exact answers, through whole deals. Those that need
//! but one formula stand beside it in `src/`.

use partner_eval::criteria::Relation;
use partner_eval::deal::{Candidate, CriterionId, Deal, WeightSource};
use partner_eval::model::{Builtin, Flag, PassFail};
use partner_eval::score::{Evaluation, Terms};

use crate::harness;

/// A valid deal of this type, with these lines for its header and each of its candidates.
fn deal(relationship: &str, header: &str, candidates: &[(&str, String)]) -> Deal {
    let mut text = format!(
        "deal.name = 'd'\ndeal.relationship = '{relationship}'\norganization.name = 'us'\n{header}\n"
    );
    for (name, lines) in candidates {
        text.push_str(&format!("[[candidates]]\nname = '{name}'\n{lines}\n"));
    }
    harness::deal(&text)
}

/// The candidates of these names, in this order.
fn members<'a>(deal: &'a Deal, names: &[&str]) -> Vec<&'a Candidate> {
    let named = |name: &&str| {
        deal.candidates
            .iter()
            .find(|candidate| candidate.name == *name)
            .unwrap()
    };
    names.iter().map(named).collect()
}

/// The value of a criterion of the organization with these candidates.
fn value(deal: &Deal, names: &[&str], criterion: Builtin) -> f64 {
    let evaluation = Evaluation::of(deal, &members(deal, names));
    let score = evaluation
        .scores
        .criterion(deal, CriterionId::Builtin(criterion));
    score.unwrap().score.value
}

#[track_caller]
fn close(found: f64, exact: f64) {
    assert!((found - exact).abs() < 1e-9, "{found} is not {exact}");
}

/// The two towns of H. P. Young, "Cost allocation", Handbook of Game Theory with Economic Applications 2
/// (1994), chapter 34: 11 and 7 alone, 15 together. An equal split charges the smaller one more than it would
/// pay alone; one in proportion to the costs alone leaves both the same saving.
#[test]
fn nobody_joins_to_pay_more_than_alone() {
    let town = |share: f64| {
        let header = "deal.cost = 15\norganization.stand_alone_cost = 11";
        let town = format!("stand_alone_cost = 7\nstake = {share}");
        deal("network", header, &[("B", town)])
    };
    let is_worse_off = |deal: &Deal| {
        let evaluation = Evaluation::of(deal, &members(deal, &["B"]));
        evaluation.flags().contains(&Flag::Gate(PassFail::WorseOff))
    };
    let equal = town(0.5);
    assert!(is_worse_off(&equal));
    close(value(&equal, &["B"], Builtin::Savings), 0.0);
    let proportional = town(7.0 / 18.0);
    assert!(!is_worse_off(&proportional));
    close(
        value(&proportional, &["B"], Builtin::Savings),
        (1.0 - 15.0 / 18.0) / 0.2,
    );
}

/// The three parties of H. P. Young, "Monotonic solutions of cooperative games", International Journal of
/// Game Theory 14 (1985) 65-72, page 68: 15, 20 and 55 alone, 78 together, and the pairs at their own cost.
fn young(joint: f64, own_share: f64, shares: &[(&'static str, f64, f64)]) -> Deal {
    let header = format!(
        "deal.cost = {joint}\norganization.stand_alone_cost = 15\norganization.stake = {own_share}"
    );
    let party = |&(name, alone, share): &(&'static str, f64, f64)| {
        (name, format!("stand_alone_cost = {alone}\nstake = {share}"))
    };
    let candidates: Vec<(&str, String)> = shares.iter().map(party).collect();
    deal("consortium", &header, &candidates)
}

/// The published divisions among those three, each with what the party that saves least then saves.
#[test]
fn published_divisions_are_worth_what_the_worst_off_saves() {
    for (parts, least_saving) in [
        // Per-capita nucleolus: savings 2/3, 7/6 and 61/6.
        ([43.0 / 3.0, 113.0 / 6.0, 269.0 / 6.0], 2.0 / 3.0 / 15.0),
        // Nucleolus: savings 1, 1.5 and 9.5.
        ([14.0, 18.5, 45.5], 1.0 / 15.0),
        // Shapley value: savings 13/6, 8/3 and 43/6.
        ([77.0 / 6.0, 52.0 / 3.0, 287.0 / 6.0], 43.0 / 6.0 / 55.0),
    ] {
        let [own, second, third] = parts.map(|part| part / 78.0);
        let deal = young(78.0, own, &[("2", 20.0, second), ("3", 55.0, third)]);
        close(
            value(&deal, &["2", "3"], Builtin::Savings),
            least_saving / 0.2,
        );
    }
}

/// For two parties the Shapley value splits the gain evenly; for three the model's terms still do.
#[test]
fn the_gain_is_split_evenly() {
    let split = |joint: f64, others: &[(&'static str, f64, f64)]| {
        let deal = young(joint, 0.5, others);
        let names: Vec<&str> = others.iter().map(|(name, ..)| *name).collect();
        let members = members(&deal, &names);
        let evaluation = Evaluation::of(&deal, &members);
        let terms = Terms::of(&Relation::new(&deal, &members), &evaluation);
        terms.equal_gain.map(|equal| {
            equal
                .shares
                .iter()
                .map(|share| share * joint)
                .collect::<Vec<_>>()
        })
    };
    let parts = split(61.0, &[("3", 55.0, 0.5)]).unwrap();
    close(parts[0], 10.5);
    close(parts[1], 50.5);
    let parts = split(78.0, &[("2", 20.0, 0.2), ("3", 55.0, 0.3)]).unwrap();
    for (part, exact) in parts.iter().zip([11.0, 16.0, 51.0]) {
        close(*part, exact);
    }
    assert_eq!(
        split(35.0, &[("2", 20.0, 0.5)]),
        None,
        "35 together is no gain on 15 and 20"
    );
}

/// The overlap of two profiles, 1 less half the sum of their differences, as goals and as cultures: 100 points
/// on clan, adhocracy, market and hierarchy, the OCAI of K. S. Cameron and R. E. Quinn, "Diagnosing and
/// Changing Organizational Culture". The profiles are made up.
#[test]
fn profiles_overlap_as_they_differ() {
    for (a, b, overlap) in [
        ([40, 20, 15, 25], [40, 20, 15, 25], 1.0),
        ([100, 0, 0, 0], [0, 0, 100, 0], 0.0),
        ([40, 20, 15, 25], [20, 15, 45, 20], 0.7),
        ([25, 25, 25, 25], [55, 15, 10, 20], 0.7),
    ] {
        let table = |[a, b, c, d]: [i32; 4]| {
            format!("{{ clan = {a}, adhocracy = {b}, market = {c}, hierarchy = {d} }}")
        };
        let header = format!(
            "organization.culture = {0}\norganization.goals = {0}",
            table(a)
        );
        let candidate = format!("culture = {0}\ngoals = {0}", table(b));
        let deal = deal("strategic-alliance", &header, &[("Them", candidate)]);
        close(value(&deal, &["Them"], Builtin::Culture), overlap);
        close(value(&deal, &["Them"], Builtin::Goals), overlap);
    }
}

/// How efficiently one risk is shared among parties of these tolerances: K. Borch, "Equilibrium in a
/// Reinsurance Market", Econometrica 30 (1962) 424-444; R. Wilson, "The Theory of Syndicates", Econometrica 36
/// (1968) 119-132. With P the premium of
/// all, 1 / (efficiency x sum of tolerances), and 1 / tolerance that of the organization alone, relief
/// is 1 - P x tolerance, against 1 - 1/n.
#[test]
fn risks_are_shared_as_efficiently_as_published() {
    const THIRD: f64 = 1.0 / 3.0;
    type Case<'a> = (&'a [f64], &'a [f64], f64);
    let cases: [Case<'_>; 8] = [
        (&[2.0, 3.0], &[0.4, 0.6], 1.0),
        (&[2.0, 3.0], &[0.5, 0.5], 0.96),
        (&[1.0, 1.0], &[1.0, 0.0], 0.5),
        (&[1.0, 9.0], &[0.5, 0.5], 0.36),
        (&[1.0, 9.0], &[0.1, 0.9], 1.0),
        (&[1.0, 9.0], &[1.0, 0.0], 0.1),
        (&[1.0, 1.0, 1.0], &[THIRD, THIRD, THIRD], 1.0),
        (&[5.0, 3.0, 2.0], &[0.6, 0.3, 0.1], 1.0 / 1.07),
    ];
    for (tolerances, shares, efficiency) in cases {
        let header = format!(
            "organization.risk_capacity = {}\nrisks.fire = {{ probability = 0.5, impact = 1 }}",
            tolerances[0]
        );
        let names = ["B", "C"];
        let others = names.iter().zip(tolerances[1..].iter().zip(&shares[1..]));
        let others: Vec<(&str, String)> = others
            .map(|(name, (capacity, share))| {
                (
                    *name,
                    format!(
                        "risk_capacity = {capacity}\nrisk_share = {share}\nrisk_control.fire = 0"
                    ),
                )
            })
            .collect();
        let deal = deal("joint-venture", &header, &others);
        let names = &names[..others.len()];

        let sum: f64 = tolerances.iter().sum();
        let relief = 1.0 - tolerances[0] / (efficiency * sum);
        let against = 1.0 - 1.0 / tolerances.len() as f64;
        let exact = (relief / against).clamp(0.0, 1.0);
        close(value(&deal, names, Builtin::Allocation), exact);

        // Nobody controls the risk: shares in proportion to tolerance, which no others beat.
        let members = members(&deal, names);
        let evaluation = Evaluation::of(&deal, &members);
        let terms = Terms::of(&Relation::new(&deal, &members), &evaluation);
        let least = terms.risks[0].least_premium.clone().unwrap();
        for (share, tolerance) in least.shares.iter().zip(tolerances) {
            close(*share, tolerance / sum);
        }
    }
}

/// The candidate that covers most is in no best pair, so pairs must be judged as pairs. Made up; that choosing
/// one by one falls short: G. L. Nemhauser, L. A. Wolsey and M. L. Fisher, "An analysis of approximations for
/// maximizing submodular set functions - I", Mathematical Programming 14 (1978) 265-294.
#[test]
fn the_best_pair_leaves_out_the_best_candidate() {
    let levels = |names: &[&str]| {
        let levels: Vec<String> = ["n1", "n2", "n3", "n4", "n5", "n6"]
            .iter()
            .map(|name| format!("{name} = {}", if names.contains(name) { 1 } else { 0 }))
            .collect();
        format!(
            "capabilities = {{ {} }}\nmarkets = {names:?}",
            levels.join(", ")
        )
    };
    let six = |value: &str| {
        format!(
            "{{ {} }}",
            (1..=6)
                .map(|i| format!("n{i} = {value}"))
                .collect::<Vec<_>>()
                .join(", ")
        )
    };
    let deal = deal(
        "consortium",
        &format!("needs = {0}\ntarget_markets = {0}", six("1")),
        &[
            ("X", levels(&["n1", "n2", "n4", "n5"])),
            ("Y", levels(&["n1", "n2", "n3"])),
            ("Z", levels(&["n4", "n5", "n6"])),
        ],
    );
    for criterion in [Builtin::Capabilities, Builtin::Reach] {
        close(value(&deal, &["X"], criterion), 4.0 / 6.0);
        close(value(&deal, &["Y"], criterion), 3.0 / 6.0);
        close(value(&deal, &["X", "Y"], criterion), 5.0 / 6.0);
        close(value(&deal, &["X", "Z"], criterion), 5.0 / 6.0);
        close(value(&deal, &["Y", "Z"], criterion), 1.0);
    }
    // Beside the best pair, the best candidate adds nothing.
    let all = Evaluation::of(&deal, &members(&deal, &["X", "Y", "Z"]));
    assert!(all.flags().contains(&Flag::Redundant));
    let best = Evaluation::of(&deal, &members(&deal, &["Y", "Z"]));
    assert!(!best.flags().contains(&Flag::Redundant));
}

/// Weights and consistency ratio of ten comparisons, the upper triangle by rows.
fn judged(ratios: [f64; 10]) -> ([f64; 5], f64) {
    let ids = [
        "compatibility",
        "complementarity",
        "risk_sharing",
        "cost_sharing",
        "commitment",
    ];
    let pairs = (0..5).flat_map(|i| (i + 1..5).map(move |j| (i, j)));
    let lines: Vec<String> = pairs
        .zip(ratios)
        .map(|((i, j), ratio)| match ratio {
            // On Saaty's scale people name the more important one first.
            ratio if ratio < 1.0 => format!("'{}/{}' = {}", ids[j], ids[i], 1.0 / ratio),
            ratio => format!("'{}/{}' = {ratio}", ids[i], ids[j]),
        })
        .collect();
    let header = format!("[weights.pairwise]\n{}", lines.join("\n"));
    let weights = deal("network", &header, &[("Them", String::new())])
        .plan
        .weights;
    let WeightSource::Pairwise(judgement) = weights.source else {
        panic!("weights from comparisons, not from {:?}", weights.source);
    };
    (weights.fractions.0, judgement.consistency_ratio)
}

/// Coffee, wine, tea, beer and soda of the drinks in T. L. Saaty, "Decision making with the analytic hierarchy
/// process", International Journal of Services Sciences 1 (2008) 83-98; the eigenvector to 40 digits by power
/// iteration.
#[test]
fn saatys_drinks_weigh_as_their_eigenvector() {
    let third = 1.0 / 3.0;
    let ninth = 1.0 / 9.0;
    let (weights, ratio) = judged([9.0, 5.0, 2.0, 1.0, third, ninth, ninth, third, 0.25, 0.5]);
    let exact = [
        0.3487951197271153,
        0.0307535019607831,
        0.0775848286641276,
        0.2093969239875481,
        0.3334696256604256,
    ];
    for (weight, exact) in weights.into_iter().zip(exact) {
        close(weight, exact);
    }
    close(ratio, 0.013943828174495204);
}

/// Complementarity before risk sharing before commitment before complementarity, nine times each; all
/// else even. By symmetry three weigh x and two y, with l x = (1 + 9 + 1/9) x + 2 y, l y = 3 x + 2 y.
#[test]
fn a_circle_of_comparisons_is_as_inconsistent_as_its_eigenvalue() {
    let (weights, ratio) = judged([1.0, 1.0, 1.0, 1.0, 9.0, 1.0, 1.0 / 9.0, 1.0, 9.0, 1.0]);
    let own: f64 = 10.0 + 1.0 / 9.0;
    let eigenvalue = (own + 2.0 + ((own - 2.0) * (own - 2.0) + 24.0).sqrt()) / 2.0;
    let x = 1.0 / (3.0 + 2.0 * 3.0 / (eigenvalue - 2.0));
    let y = (1.0 - 3.0 * x) / 2.0;
    for (weight, exact) in weights.into_iter().zip([y, x, x, y, x]) {
        close(weight, exact);
    }
    close(ratio, (eigenvalue - 5.0) / 4.0 / 1.12);
}
