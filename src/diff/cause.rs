//! Which criteria and gates a key of the deal feeds.

use crate::model::{Answer, REGISTRY};

/// The ids of the criteria and gates that a key of a candidate feeds.
pub(super) fn of_candidate(path: &[String]) -> Vec<&str> {
    let Some(key) = path.first().map(String::as_str) else {
        return Vec::new();
    };
    if let ("ratings" | "measures", Some(id)) = (key, path.get(1)) {
        return vec![id];
    }
    let by_facts = REGISTRY.iter().filter(|doc| match doc.answer {
        Answer::Facts(keys) => {
            keys.contains(&key) || (key == "stake" && keys.iter().any(|key| SHARES.contains(key)))
        }
        Answer::Rated => false,
    });
    let more: &[&str] = match key {
        "risk_shares" => &["allocation", "capacity"],
        // Its own level counts when what it needs is looked at.
        "capabilities" => &["reciprocity", "critical-need"],
        "extra_joint_cost" => &["savings", "worse-off", "unprofitable"],
        "stake" | "cost_share" => &["worse-off", "unprofitable"],
        "stand_alone_cost" => &["worse-off"],
        "benefit_share" => &["unprofitable"],
        "meets" => &["requirement"],
        "veto" => &["veto"],
        _ => &[],
    };
    by_facts
        .map(|doc| doc.id)
        .chain(more.iter().copied())
        .collect()
}

/// What `stake` stands for where they are not given.
const SHARES: [&str; 3] = ["cost_share", "benefit_share", "risk_share"];

/// The ids of the criteria and gates that a key of the header feeds.
pub(super) fn of_header(path: &[String]) -> Vec<&str> {
    let key = |place: usize| path.get(place).map_or("", String::as_str);
    let ids: &[&str] = match (key(0), key(1)) {
        ("gates" | "criteria", id) => return vec![id],
        ("organization", "goals") => &["goals"],
        ("organization", "culture") => &["culture"],
        ("organization", "sales") => &["rivalry"],
        ("standards", _) => &["standards"],
        ("needs", _) | ("organization", "capabilities") => {
            &["capabilities", "reciprocity", "critical-need"]
        }
        ("target_markets", _) | ("organization", "markets") => &["reach"],
        ("risks", _) | ("organization", "risk_capacity" | "risk_control" | "risk_share") => {
            &["allocation", "capacity"]
        }
        ("deal", "cost") => &["savings", "equity", "worse-off", "unprofitable"],
        ("deal", "benefit") => &["equity", "unprofitable"],
        ("deal", "target_saving") => &["savings"],
        ("organization", "stand_alone_cost") => &["savings", "worse-off"],
        ("organization", "cost_share") => &["savings", "equity", "worse-off", "unprofitable"],
        ("organization", "benefit_share") => &["equity", "unprofitable"],
        ("organization", "stake") => &[
            "allocation",
            "capacity",
            "savings",
            "equity",
            "worse-off",
            "unprofitable",
        ],
        ("resources", _) | ("organization", "pledges") => &["resources"],
        ("deal", "horizon_years") => &["horizon"],
        ("requirements", _) => &["requirement"],
        _ => &[],
    };
    ids.to_vec()
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
