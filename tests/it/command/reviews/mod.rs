//! A committee: reviews in files of their own, beside the deal, merged into it, and what is left for the meeting.

mod anonymous;
pub mod beside;
mod errors;
mod files;

use crate::harness::{Directory, text};

/// What is asked and who rates; of Alpha a number stands in the deal.
const DEAL: &str = "# The depot at the harbour.
[deal]
name = 'Depot'
relationship = 'network'
rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']

[organization]
name = 'Us'

[reviewers]
Ann = 2
Bo = { weight = 1, rates = ['compatibility', 'complementarity', 'cost_sharing'] }
Cy = 1

[[candidates]]
name = 'Alpha' # the old tenant
ratings.risk_sharing = 8 # draft contract

[[candidates]]
name = 'Beta'
";

const ANN: &str = "[review]
reviewer = 'Ann'
deal = 'Depot'

[[candidates]]
name = 'Alpha'
[candidates.marks]
compatibility = { score = 8, reason = 'two visits' }
complementarity = 9
cost_sharing = 7.5
commitment = 8

[[candidates]]
name = 'Beta'
[candidates.marks]
compatibility = 6
complementarity = 6
risk_sharing = { score = 7, reason = { text = 'audit', grade = 'verified' } }
cost_sharing = 8
commitment = 6
";

const BO: &str = "[review]
reviewer = 'Bo'
deal = 'Depot'

[[candidates]]
name = 'Beta'
[candidates.marks]
complementarity = 8
compatibility = { score = 9, reason = 'we know them' }

[[candidates]]
name = 'Alpha'
[candidates.marks]
compatibility = { score = 3, reason = 'a strike last year' }
cost_sharing = { abstains = 'shareholder' }
";

const CY: &str = "[review]
reviewer = 'Cy'
deal = 'Depot'

[[candidates]]
name = 'Alpha'
[candidates.marks]
compatibility = 'abstains'
complementarity = 8
commitment = 7
";

/// The same deal with all marks typed in.
const TYPED: &str = "# The depot at the harbour.
[deal]
name = 'Depot'
relationship = 'network'
rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']

[organization]
name = 'Us'

[reviewers]
Ann = 2
Bo = { weight = 1, rates = ['compatibility', 'complementarity', 'cost_sharing'] }
Cy = 1

[[candidates]]
name = 'Alpha' # the old tenant
ratings.risk_sharing = 8 # draft contract
ratings.compatibility.by.Ann = { score = 8, evidence = \"two visits\" }
ratings.compatibility.by.Bo = { score = 3, evidence = \"a strike last year\" }
ratings.compatibility.by.Cy = \"abstains\"
ratings.complementarity.by.Ann = 9
ratings.complementarity.by.Cy = 8
ratings.cost_sharing.by.Ann = 7.5
ratings.cost_sharing.by.Bo = { abstains = \"shareholder\" }
ratings.commitment.by.Ann = 8
ratings.commitment.by.Cy = 7

[[candidates]]
name = 'Beta'
ratings.compatibility.by.Ann = 6
ratings.compatibility.by.Bo = { score = 9, evidence = \"we know them\" }
ratings.complementarity.by.Ann = 6
ratings.complementarity.by.Bo = 8
ratings.risk_sharing.by.Ann = { score = 7, evidence = { text = \"audit\", grade = \"verified\" } }
ratings.cost_sharing.by.Ann = 8
ratings.commitment.by.Ann = 6
";

/// The deal and the three reviews, which are named in another order than their reviewers.
fn committee() -> Directory {
    Directory::with(&[
        ("deal.toml", DEAL),
        ("reviews/3.toml", ANN),
        ("reviews/1.toml", BO),
        ("reviews/2.toml", CY),
    ])
}

/// What a call wrote to its two streams; it must end so.
fn run(directory: &Directory, arguments: &[&str], status: i32) -> (String, String) {
    let output = directory.run(arguments, "");
    let (out, err) = (
        text(&output.stdout).to_owned(),
        text(&output.stderr).to_owned(),
    );
    assert_eq!(output.status.code(), Some(status), "{out}{err}");
    (out, err)
}
