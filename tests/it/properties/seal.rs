//! Seals of random deals.

use partner_eval::deal::Seal;
use partner_eval::read::Source;
use partner_eval::seal;
use proptest::prelude::*;

use super::cases;
use super::deals::any_deal;
use crate::harness;

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever a deal asks is in its seal, and no candidate is.
    #[test]
    fn a_seal_holds_the_rules_and_nothing_else(deal in any_deal()) {
        let read = deal.read();
        let text = seal::render(&read.rules, None);
        let sealed = seal::read(&Source::new("seal.toml", text.as_str()));
        let sealed = sealed.map_err(|problems| TestCaseError::fail(format!("{problems:#?}\n{text}")))?;
        prop_assert_eq!(&sealed.rules, &read.rules);
        prop_assert_eq!(sealed.digest, Seal::of(&read.rules).digest);
        let states: Vec<&String> = deal.header.keys().collect();
        prop_assert_eq!(read.rules.keys().collect::<Vec<_>>(), states);
    }

    #[test]
    fn the_spelling_of_a_deal_changes_no_seal(deal in any_deal()) {
        let mut file = deal.header.clone();
        file.insert("candidates".into(), vec![deal.candidates[0].clone()].into());
        let pretty = toml::to_string_pretty(&file).unwrap();
        let [one, other] = [deal.read(), harness::deal(&pretty)].map(|deal| Seal::of(&deal.rules));
        prop_assert_eq!(one, other);
    }
}
