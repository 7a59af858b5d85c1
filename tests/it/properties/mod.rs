//! What must hold of every deal, tried on random ones.
//!
//! The deals are the same on every run; `PROPTEST_RNG_SEED=2 PROPTEST_CASES=10000 cargo test --test it
//! properties` tries others, and more of them.

mod anonymous;
mod confidence;
mod deals;
mod evidence;
mod history;
mod reviews;
mod schemes;
mod scores;
mod seal;
mod tables;

use proptest::test_runner::{Config, RngSeed, contextualize_config};

/// So many random cases, always the same ones unless the environment says otherwise.
fn cases(cases: u32) -> Config {
    contextualize_config(Config {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..Config::default()
    })
}
