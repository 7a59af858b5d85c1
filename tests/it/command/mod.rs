//! Runs the program as a user does and compares what it writes, byte for byte.

mod assess;
mod contract;
mod csv;
mod deals;
mod examples;
mod formats;
mod json;
mod problems;
mod review;
mod screen;
mod screen_examples;
mod tables;
mod terminal;
mod ugly;
mod ugly_tables;
mod warnings;
mod write;
