//! What parties pay, get and could lose, in `explain` and in JSON.

use crate::harness::Run;

fn field() -> String {
    let candidate = |name: &str, more: &str| format!("[[candidates]]\nname = '{name}'\n{more}\n");
    [
        "[deal]\nname = 'Field'\nrelationship = 'joint-venture'\ncost = 100\nbenefit = 200\n\
         [organization]\nname = 'Us'\nrisk_capacity = 50\nrisk_control = { reservoir = 5 }\n\
         [risks]\nreservoir = { probability = 0.5, impact = 40 }\nprice = { probability = 0.2, impact = 30 }\n"
            .to_owned(),
        candidate("None", "stake = 0.5"),
        candidate("Some", "stake = 0.5\nrisk_control = { reservoir = 10 }"),
        candidate(
            "All",
            "stake = 0.5\nrisk_control = { reservoir = 10, price = 0 }",
        ),
        candidate("Apart", "cost_share = 0.5"),
    ]
    .concat()
}

/// Of a control that nobody states, the loss that is left is a range and not 0.
#[test]
fn expected_losses_are_ranges_where_control_is_not_known() {
    let run = Run::new(&["assess", "deal.toml", "--format", "json"]).file("deal.toml", field());
    let output = run.output();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for candidate in document["candidates"].as_array().unwrap() {
        let money = &candidate["terms"]["money"];
        let (low, high, words) = match candidate["name"].as_str().unwrap() {
            "None" => (
                Some(0.0),
                Some(13.0),
                "expects to lose 0 to 13 (not all of its control is known), could lose 35",
            ),
            "Some" => (
                Some(0.0),
                Some(3.0),
                "expects to lose 0 to 3 (not all of its control is known), could lose 35",
            ),
            "All" => (Some(3.0), Some(3.0), "expects to lose 3, could lose 35"),
            _ => (None, None, "pays 50\n"),
        };
        assert_eq!(money["expected_loss"].as_f64(), low);
        assert_eq!(money["expected_loss_high"].as_f64(), high);
        let name = candidate["name"].as_str().unwrap();
        let run = Run::new(&["explain", "deal.toml", name]).file("deal.toml", field());
        let said = String::from_utf8(run.output().stdout).unwrap();
        let on_one_line = said.replace("\n      ", " ");
        assert!(
            on_one_line.contains(&format!("{name}, in money: ")),
            "{said}"
        );
        assert!(on_one_line.contains(words), "{name}: {said}");
    }
}
