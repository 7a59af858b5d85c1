//! What the program says of files that it cannot use: every problem with its place and its remedy, and
//! nothing on standard output.

mod files;
mod missing;
mod names;
mod ratings;
mod toml;
mod values;
mod weights;
