//! Compares candidate partner organizations for a proposed strategic alliance, joint venture, network,
//! consortium or supply-chain partnership.
//!
//! Each module is a layer and knows only those before it: [`model`] is what the program knows before it
//! reads anything; [`deal`] is a deal as data; [`criteria`] says what a deal asks; [`read`] turns text into checked
//! facts; [`score`] turns facts into scores, gates and a verdict; [`confidence`] says how sure a ranking is; [`assessment`] puts them together; [`compose`] searches for the
//! best set and [`fit`] for the form that suits; [`explain`] says it in words; [`render`] writes it; [`commands`] are what the user calls.
//!
//! ```
//! use partner_eval::read::{Source, read};
//! use partner_eval::score::Evaluation;
//!
//! let text = r#"
//!     [deal]
//!     name = "Shared depot"
//!     relationship = "network"
//!     rated = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]
//!     [organization]
//!     name = "Us"
//!     [[candidates]]
//!     name = "Them"
//!     ratings = { compatibility = 7, complementarity = 8, risk_sharing = 6, cost_sharing = 9, commitment = 5 }
//! "#;
//! let deal = read(&Source::new("deal.toml", text)).deal.expect("a valid deal");
//! // A relation can have several members.
//! let evaluation = Evaluation::of(&deal, &[&deal.candidates[0]]);
//! assert!((evaluation.scores.total.score.value - 0.75).abs() < 1e-9);
//! ```

pub mod assessment;
pub mod commands;
pub mod compose;
pub mod confidence;
pub mod contract;
pub mod criteria;
pub mod deal;
pub mod diff;
pub mod explain;
pub mod fit;
pub mod model;
pub mod read;
pub mod render;
pub mod score;
pub mod screen;
