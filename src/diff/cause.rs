//! Which criteria and gates a key of the deal feeds.

use crate::model::Builtin;
use crate::model::criterion::{Inputs, SHARES};

/// The ids of the criteria and gates that a key of a candidate feeds.
pub(super) fn of_candidate(path: &[String]) -> Vec<&str> {
    let Some(key) = path.first().map(String::as_str) else {
        return Vec::new();
    };
    if let ("ratings" | "measures", Some(id)) = (key, path.get(1)) {
        return vec![id];
    }
    let gates: &[&str] = match key {
        "capabilities" => &["critical-need"],
        "stake" | "cost_share" => &[
            "worse-off",
            "unprofitable",
            "nothing-shared",
            "over-subscribed",
        ],
        "extra_joint_cost" => &["worse-off", "unprofitable"],
        "stand_alone_cost" => &["worse-off"],
        "benefit_share" => &["unprofitable", "nothing-shared", "over-subscribed"],
        "risk_share" | "risk_shares" | "risk_control" => &["unprofitable", "nothing-shared"],
        "extra_benefit" => &["unprofitable"],
        "contributions" => &["nothing-shared"],
        "meets" => &["requirement"],
        "veto" => &["veto"],
        _ => &[],
    };
    let criteria = criteria(|facts| {
        let mut keys = facts.keys.iter().chain(facts.also);
        keys.any(|fed| *fed == key || stands_for(key, fed))
    });
    criteria.chain(gates.iter().copied()).collect()
}

/// The criteria whose facts are of that kind.
fn criteria(is_fed: impl Fn(&Inputs) -> bool) -> impl Iterator<Item = &'static str> {
    let builtin = Builtin::ALL.into_iter();
    builtin
        .filter(move |builtin| is_fed(&builtin.inputs()))
        .map(Builtin::id)
}

/// Whether a key stands for a share where that is not given.
fn stands_for(key: &str, share: &str) -> bool {
    key == "stake" && SHARES.contains(&share)
}

/// The ids of the criteria and gates that a key of the header feeds.
pub(super) fn of_header(path: &[String]) -> Vec<&str> {
    let key = |place: usize| path.get(place).map_or("", String::as_str);
    let gates: &[&str] = match (key(0), key(1)) {
        ("gates" | "criteria", id) => return vec![id],
        ("needs", _) | ("organization", "capabilities") => &["critical-need"],
        ("deal", "cost") | ("organization", "stake" | "cost_share") => {
            &["worse-off", "unprofitable"]
        }
        ("deal", "benefit") | ("organization", "benefit_share") => &["unprofitable"],
        ("organization", "stand_alone_cost") => &["worse-off"],
        ("requirements", _) => &["requirement"],
        _ => &[],
    };
    let criteria = criteria(|facts| {
        facts.header.iter().any(|fed| match fed.split_once('.') {
            None => *fed == key(0),
            Some((table, fed)) => table == key(0) && (fed == key(1) || stands_for(key(1), fed)),
        })
    });
    criteria.chain(gates.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builtin, PassFail};

    #[test]
    fn every_id_exists() {
        let paths = [
            ["risk_shares", ""],
            ["capabilities", ""],
            ["extra_joint_cost", ""],
            ["stake", ""],
            ["meets", ""],
            ["veto", ""],
            ["needs", ""],
            ["risks", ""],
            ["deal", "cost"],
            ["deal", "benefit"],
            ["deal", "horizon_years"],
            ["organization", "stake"],
            ["organization", "sales"],
            ["organization", "markets"],
            ["resources", ""],
            ["requirements", ""],
        ];
        for path in paths {
            let path = path.map(str::to_owned);
            for id in of_candidate(&path).into_iter().chain(of_header(&path)) {
                let is_known = Builtin::from_id(id).is_some() || PassFail::from_id(id).is_some();
                assert!(is_known, "{id}");
            }
        }
        assert_eq!(
            of_candidate(&["track_record".into(), "kept".into()]),
            ["track_record"]
        );
        assert_eq!(of_candidate(&["ratings".into(), "trust".into()]), ["trust"]);
    }
}
