//! Reads the deal file and the file of a house's gates.

pub mod advice;
mod candidates;
mod criteria;
pub mod file;
pub mod gates;
mod header;
mod organization;
pub mod plain;
pub mod review;
mod reviews;
mod rules;
mod scheme;
pub mod seal;
pub(super) mod section;
pub(super) mod size;
pub(super) mod syntax;
mod tables;
pub(super) mod tree;
mod warn;
mod weights;
