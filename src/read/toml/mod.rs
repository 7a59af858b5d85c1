//! Reads the deal file and the file of a house's gates.

mod candidate;
mod criteria;
pub mod file;
pub mod gates;
mod header;
pub(super) mod parties;
mod rating;
pub(super) mod section;
pub(super) mod syntax;
mod tables;
mod warn;
mod weights;
