//! From gates to the verdict, on deals small enough to work out by hand.

use partner_eval::deal::{Candidate, Deal};
use partner_eval::score::{Evaluation, Verdict};

use crate::harness;

/// A deal in which commitment weighs 7 and compatibility, rated as a whole, this much; the others nothing.
/// In commitment `executive_sponsor` weighs 7 and `track_record` 3. The total needs 65, the two dimensions
/// 50 each, by default.
fn deal(compatibility: f64, header: &str, candidate: &str) -> Deal {
    let text = format!(
        "[deal]\nname = 'd'\nrelationship = 'joint-venture'\n\
         rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']\n\
         [organization]\nname = 'us'\n\
         [weights]\ncompatibility = {compatibility}\ncomplementarity = 0\nrisk_sharing = 0\n\
         cost_sharing = 0\ncommitment = 7\n\
         [criteria]\nexecutive_sponsor = {{ weight = 7 }}\ntrack_record = {{ weight = 3 }}\n\
         {header}\n[[candidates]]\nname = 'them'\n{candidate}\n"
    );
    harness::deal(&text)
}

fn verdict(deal: &Deal) -> Verdict {
    Evaluation::of(deal, &[&deal.candidates[0]]).verdict
}

/// The verdict where only commitment counts.
fn verdict_on(header: &str, candidate: &str) -> Verdict {
    verdict(&deal(0.0, header, candidate))
}

#[test]
fn what_passes_on_what_is_proven_is_recommended() {
    // 70 of 100, whatever the track record.
    assert_eq!(
        verdict_on("", "ratings.executive_sponsor = 10"),
        Verdict::Recommended
    );
}

#[test]
fn a_minimum_that_is_just_reached_passes() {
    let both = "ratings = { executive_sponsor = 6.5, track_record = 6.5 }";
    assert_eq!(verdict_on("", both), Verdict::Recommended);
    let less = "ratings = { executive_sponsor = 6.5, track_record = 6.4999 }";
    assert_eq!(verdict_on("", less), Verdict::NotRecommended);
}

#[test]
fn what_cannot_be_reached_any_more_is_not_recommended() {
    // 0.7 x 50 + 0.3 x 100 = 65 at most; 64.3 at most.
    assert_eq!(
        verdict_on("", "ratings.executive_sponsor = 5"),
        Verdict::Undecided
    );
    assert_eq!(
        verdict_on("", "ratings.executive_sponsor = 4.9"),
        Verdict::NotRecommended
    );
}

#[test]
fn what_holds_at_half_of_what_is_open_is_conditional() {
    // 56 of 100 are proven, and 9 of the 30 that are open make 65.
    assert_eq!(
        verdict_on("", "ratings.executive_sponsor = 8"),
        Verdict::Conditional
    );
}

#[test]
fn too_little_known_is_undecided() {
    let one_more = |weight: f64| {
        let header = format!("reviews = {{ dimension = 'commitment', weight = {weight} }}");
        verdict_on(&header, "ratings.executive_sponsor = 9")
    };
    // Known are 7 of 10, then 7 of 10.15.
    assert_eq!(one_more(0.0), Verdict::Conditional);
    assert_eq!(one_more(0.15), Verdict::Undecided);
}

#[test]
fn what_needs_more_than_half_of_what_is_open_is_undecided() {
    // 7.15 make 50.05, and half of what is open 65.05; 7.14 make 49.98.
    let sponsor = |rating: f64| verdict_on("", &format!("ratings.executive_sponsor = {rating}"));
    assert_eq!(sponsor(7.15), Verdict::Conditional);
    assert_eq!(sponsor(7.14), Verdict::Undecided);
}

#[test]
fn a_condition_nobody_answered_is_undecided() {
    let header = "[requirements]\naudit = 'audited accounts'";
    let candidate = "ratings.executive_sponsor = 8";
    assert_eq!(verdict_on(header, candidate), Verdict::Undecided);
    let said = |answer| verdict_on(header, &format!("{candidate}\nmeets.audit = {answer}"));
    assert_eq!(said(true), Verdict::Conditional);
    assert_eq!(said(false), Verdict::NotRecommended);
}

#[test]
fn a_minimum_on_what_is_not_known_at_all_asks_for_that_much_of_it() {
    let with_minimum = |minimum: u8| {
        let header = format!("[gates]\ntrack_record = {minimum}");
        verdict_on(&header, "ratings.executive_sponsor = 8")
    };
    assert_eq!(with_minimum(50), Verdict::Conditional);
    assert_eq!(with_minimum(51), Verdict::Undecided);
}

/// Of the total 56 are proven, and 30 are open in compatibility alone.
#[test]
fn a_dimension_not_known_at_all_may_turn_out_half_good() {
    let both = "ratings = { executive_sponsor = 8, track_record = 8 }";
    let with_minimum = |minimum: u8| {
        let header = format!("[gates]\ncompatibility = {minimum}");
        verdict(&deal(3.0, &header, both))
    };
    assert_eq!(with_minimum(0), Verdict::Conditional);
    assert_eq!(with_minimum(50), Verdict::Conditional);
    assert_eq!(with_minimum(51), Verdict::Undecided);
}

#[test]
fn a_veto_stops_the_best() {
    let candidate = "ratings = { executive_sponsor = 10, track_record = 10 }\nveto = 'sanctioned'";
    assert_eq!(verdict_on("", candidate), Verdict::NotRecommended);
}

/// Of two needs of ten the one is filled by six and settled, the other by four and open, as one member does
/// not say: 50 as proven, 80 at most, 65 halfway.
#[test]
fn a_need_that_is_open_may_turn_out_half_filled() {
    let with_minimum = |minimum: u8| {
        let deal = harness::deal(&format!(
            "
deal.name = 'd'
deal.relationship = 'joint-venture'
deal.rated = ['compatibility', 'risk_sharing', 'cost_sharing', 'commitment']
organization.name = 'us'
weights = {{ compatibility = 0, complementarity = 1, risk_sharing = 0, cost_sharing = 0, commitment = 3 }}
needs = {{ settled = {{ amount = 10 }}, open = {{ amount = 10 }} }}
gates.capabilities = {minimum}
[[candidates]]
name = 'a'
capabilities = {{ settled = 6, open = 4 }}
ratings.commitment = 9
[[candidates]]
name = 'b'
capabilities = {{ settled = 0 }}
ratings.commitment = 9
"
        ));
        let members: Vec<&Candidate> = deal.candidates.iter().collect();
        Evaluation::of(&deal, &members).verdict
    };
    assert_eq!(with_minimum(50), Verdict::Recommended);
    assert_eq!(with_minimum(65), Verdict::Conditional);
    assert_eq!(with_minimum(66), Verdict::Undecided);
    assert_eq!(with_minimum(81), Verdict::NotRecommended);
}
