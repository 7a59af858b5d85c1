//! Each flag at its threshold and just beyond it.

use partner_eval::deal::Candidate;
use partner_eval::score::Evaluation;

use crate::harness;

/// The flags of the organization with all these candidates together.
fn flags_of(relationship: &str, header: &str, candidates: &[String]) -> Vec<&'static str> {
    let mut text = format!(
        "deal.name = 'd'\ndeal.relationship = '{relationship}'\norganization.name = 'us'\n{header}\n"
    );
    for (at, candidate) in candidates.iter().enumerate() {
        text.push_str(&format!("[[candidates]]\nname = 'c{at}'\n{candidate}\n"));
    }
    let deal = harness::deal(&text);
    let members: Vec<&Candidate> = deal.candidates.iter().collect();
    let flags = Evaluation::of(&deal, &members).flags();
    flags.iter().map(|flag| flag.id()).collect()
}

/// The flags of the organization with one candidate.
fn flags(relationship: &str, header: &str, candidate: &str) -> Vec<&'static str> {
    flags_of(relationship, header, &[candidate.to_owned()])
}

const NONE: [&str; 0] = [];

#[test]
fn an_alliance_under_three_years_is_short() {
    let years =
        |relationship, years| flags(relationship, &format!("deal.horizon_years = {years}"), "");
    assert_eq!(years("strategic-alliance", 3.0), NONE);
    assert_eq!(years("strategic-alliance", 2.99), ["short-horizon"]);
    assert_eq!(years("joint-venture", 2.99), NONE);
}

#[test]
fn a_joint_venture_over_seven_years_is_long() {
    let years =
        |relationship, years| flags(relationship, &format!("deal.horizon_years = {years}"), "");
    assert_eq!(years("joint-venture", 7.0), NONE);
    assert_eq!(years("joint-venture", 7.01), ["long-horizon"]);
    assert_eq!(years("strategic-alliance", 7.01), NONE);
}

#[test]
fn an_alliance_in_which_nothing_is_missing_has_no_gap() {
    let own = |level| {
        let header = format!(
            "needs = {{ pump = 5, pipe = 3 }}\norganization.capabilities = {{ pump = {level}, pipe = 3 }}"
        );
        flags("strategic-alliance", &header, "")
    };
    assert_eq!(own("4.99"), NONE);
    assert_eq!(own("5"), ["no-gap"]);
    assert_eq!(
        flags("strategic-alliance", "", ""),
        NONE,
        "nothing needed is no gap filled"
    );
}

#[test]
fn shares_of_cost_and_benefit_in_a_joint_venture_lie_together() {
    let benefit = |relationship, share| {
        flags(
            relationship,
            "deal.cost = 1",
            &format!("cost_share = 0.5\nbenefit_share = {share}"),
        )
    };
    assert_eq!(benefit("joint-venture", 0.6), NONE);
    assert_eq!(benefit("joint-venture", 0.61), ["shareholding"]);
    assert_eq!(benefit("joint-venture", 0.39), ["shareholding"]);
    assert_eq!(benefit("network", 0.61), NONE);
}

#[test]
fn dependence_on_a_partner_is_mutual() {
    let ours = |relationship, share| {
        flags(
            relationship,
            "",
            &format!("our_dependence = {share}\ntheir_dependence = 0.2"),
        )
    };
    for relationship in ["network", "supply-chain-partnership", "consortium"] {
        assert_eq!(ours(relationship, 0.5), NONE);
        assert_eq!(ours(relationship, 0.51), ["dependence", "locked-in"]);
    }
}

#[test]
fn a_member_of_a_consortium_adds_coverage() {
    let header = "needs = { pump = { amount = 10 } }\nresources.cash = 10\ntarget_markets.NO = 1";
    let member = |pump: i32, cash: i32, markets: &str| {
        format!("capabilities.pump = {pump}\npledges.cash = {cash}\nmarkets = [{markets}]")
    };
    let flags = |members: &[String]| flags_of("consortium", header, members);
    assert_eq!(flags(&[member(5, 0, ""), member(5, 0, "")]), NONE);
    assert_eq!(flags(&[member(10, 0, ""), member(5, 0, "")]), ["redundant"]);
    assert_eq!(flags(&[member(10, 5, ""), member(5, 5, "")]), NONE);
    assert_eq!(flags(&[member(10, 0, ""), member(5, 0, "'NO'")]), NONE);
    // One alone is what there is.
    assert_eq!(flags(&[member(0, 0, "")]), ["adds-nothing"]);
    assert_eq!(flags(&[member(0, 1, "")]), NONE);
}

#[test]
fn a_consortium_of_more_than_sixteen_parties_is_large() {
    let of = |relationship, members| flags_of(relationship, "", &vec![String::new(); members]);
    assert_eq!(of("consortium", 15), NONE);
    assert_eq!(of("consortium", 16), ["large"]);
    assert_eq!(of("network", 16), NONE);
}

#[test]
fn a_party_can_bear_its_part_if_everything_happens() {
    // Half of 60 and of 40.
    let header = "
risks.fire = { probability = 0.1, impact = 60 }
risks.flood = { probability = 0.1, impact = 40 }";
    let capacity = |capacity| {
        flags(
            "network",
            header,
            &format!("risk_share = 0.5\nrisk_capacity = {capacity}"),
        )
    };
    assert_eq!(capacity(50.0), NONE);
    assert_eq!(capacity(49.9), ["over-exposed"]);
}

#[test]
fn no_party_bears_nearly_all_of_the_expected_loss() {
    let share = |share| {
        let header = "risks.fire = { probability = 0.1, impact = 60 }";
        flags("network", header, &format!("risk_share = {share}"))
    };
    assert_eq!(share(0.8), NONE);
    assert_eq!(share(0.81), ["one-sided"]);
    assert_eq!(share(0.2), NONE);
    assert_eq!(share(0.19), ["one-sided"], "then we do");
}

#[test]
fn reviewers_four_points_apart_disagree() {
    let trust = |rating| flags("network", "", &format!("ratings.trust = {rating}"));
    assert_eq!(trust("[3, 5, 7]"), ["disagreement"]);
    assert_eq!(trust("[3, 5, 6.99]"), NONE);
    assert_eq!(trust("{ by = { ann = 7, bo = 3 } }"), ["disagreement"]);
    // One reviewer who is not sure disagrees with nobody.
    assert_eq!(trust("{ low = 0, high = 10 }"), NONE);
}

#[test]
fn no_more_than_the_whole_is_promised() {
    let members = |shares: [f64; 2]| shares.map(|share| format!("stake = {share}"));
    assert_eq!(flags_of("network", "", &members([0.5, 0.5])), NONE);
    assert_eq!(
        flags_of("network", "", &members([0.5, 0.51])),
        ["over-subscribed", "shares-above-one"]
    );
    // With a share of our own all are divided by their sum, which may be a slip above 1.
    let header = "organization.stake = 0.5";
    let ours = |theirs: f64| flags_of("network", header, &members([0.25, theirs]));
    assert_eq!(ours(0.255), NONE);
    assert_eq!(ours(0.3), ["shares-above-one"]);
    assert_eq!(ours(0.301), ["over-subscribed", "shares-above-one"]);
}

#[test]
fn a_party_that_pays_as_much_as_alone_is_not_worse_off() {
    let cost = |cost, gates| {
        let header = format!("deal.cost = {cost}\norganization.stand_alone_cost = 9\n{gates}");
        flags("network", &header, "stand_alone_cost = 5\nstake = 0.5")
    };
    assert_eq!(cost(10.0, ""), NONE);
    assert_eq!(cost(10.01, ""), ["worse-off"]);
    assert_eq!(cost(10.01, "gates.worse-off = 0"), NONE);
}

#[test]
fn a_party_that_gets_as_much_as_it_pays_is_not_losing() {
    let benefit = |benefit, gates| {
        let header = format!("deal.cost = 10\ndeal.benefit = {benefit}\n{gates}");
        flags("network", &header, "cost_share = 0.5\nbenefit_share = 0.25")
    };
    assert_eq!(benefit(20.0, ""), NONE);
    assert_eq!(benefit(19.99, ""), ["unprofitable"]);
    assert_eq!(
        benefit(19.99, "gates.unprofitable = false"),
        ["expected-loss"],
        "the gate is gone, and it loses all the same"
    );
}
