//! Runs the program as a user does and compares what it writes, byte for byte.

mod assess;
mod by_criteria;
mod check;
mod contract;
mod csv;
mod deals;
mod dodges;
mod evidence;
mod examples;
mod formats;
mod gates;
mod json;
mod panels;
mod problems;
mod review;
mod screen;
mod screen_examples;
mod slips;
mod tables;
mod terminal;
mod ugly;
mod ugly_tables;
mod warnings;
mod wording;
mod words;
mod write;
