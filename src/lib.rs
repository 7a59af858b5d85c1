//! Compares candidate partner organizations for a proposed strategic alliance, joint venture, network,
//! consortium or supply-chain partnership.
//!
//! A text becomes a [`Deal`] by [`fn@read`], which returns every [`Problem`] with its position. An
//! [`Assessment`] scores the candidates of a deal, ranks them and says how sure the ranking is. The
//! documents in [`contract`] are what the program prints as JSON; they can be read back.
//!
//! ```
//! use partner_eval::confidence::Sampling;
//! use partner_eval::contract::{AssessmentV2, pretty};
//! use partner_eval::{Assessment, Source, read};
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
//! let source = Source::new("deal.toml", text);
//! let reading = read(&source);
//! assert_eq!(reading.problems, []);
//! let deal = reading.deal.ok_or("a deal with an error")?;
//!
//! let assessment = Assessment::of(&deal, Sampling::default());
//! let leader = &assessment.rows[0].evaluation;
//! assert!((leader.scores.total.score.value - 0.75).abs() < 1e-9);
//!
//! let document = AssessmentV2::of(&source, &assessment, |_| true);
//! let json = pretty(&document)?;
//! assert_eq!(serde_json::from_str::<AssessmentV2>(&json)?, document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What to read for what:
//!
//! - [`model`]: the five dimensions, the criteria, gates, flags and types, and the keys of the deal file, as
//!   tables of data.
//! - [`deal`]: a deal as data; [`criteria`]: what a deal asks; [`mod@read`]: text to checked facts.
//! - [`score`]: facts to scores, gates and a verdict; [`confidence`]: how sure a ranking is.
//! - [`compose`] searches for the best set of members, [`screen`] scores tables of any length; [`assessment`] puts
//!   scores and confidence together, [`fit`] finds the type that suits.
//! - [`seal`]: whether the rules of a deal are those that were sealed.
//! - [`explain`]: all of it in words; [`contract`]: as JSON; [`diff`]: what moved between two assessments;
//!   [`render`]: every report in every format.
//!
//! Each module is a layer and knows only those before it.

pub mod assessment;
#[doc(hidden)]
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
pub mod review;
pub mod score;
pub mod screen;
pub mod seal;

pub use assessment::Assessment;
pub use deal::{Deal, Problem};
pub use read::{Source, read};
