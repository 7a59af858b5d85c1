//! Long work: how far it is, on a terminal, and its end by Ctrl-C or by the clock.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::Context;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::output::Output;
use super::status::ExitStatus;
use crate::confidence::Confidence;
use crate::explain::thousands;
use crate::read::Source;
use crate::render::stopped_draws;

/// Shorter work needs no line of progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line of progress changes.
const TICK: Duration = Duration::from_millis(200);

/// Watches over work of one or several threads.
pub struct Watch {
    start: Instant,
    deadline: Option<Instant>,
    /// Set by Ctrl-C, and by whoever ends the work.
    pub stopped: Arc<AtomicBool>,
    interrupted: Arc<AtomicBool>,
    is_terminal: bool,
    /// When the line of progress was last written.
    shown: Mutex<Option<Instant>>,
}

impl Watch {
    /// Watches from now on: Ctrl-C stops the work, as that time does, and once more the program. All input must have been
    /// read, as whoever waits for it does not look whether to stop.
    pub fn interruptible(limit: Option<Duration>) -> anyhow::Result<Self> {
        let (stopped, interrupted) = (Arc::default(), Arc::default());
        let status = ExitStatus::Interrupted as i32;
        // Handlers run in this order: the first Ctrl-C finds no earlier one.
        flag::register_conditional_shutdown(SIGINT, status, Arc::clone(&interrupted))
            .and_then(|_| flag::register(SIGINT, Arc::clone(&stopped)))
            .and_then(|_| flag::register(SIGINT, Arc::clone(&interrupted)))
            .context("cannot listen for Ctrl-C")?;
        let start = Instant::now();
        Ok(Self {
            start,
            // A limit too far to tell is none.
            deadline: limit.and_then(|limit| start.checked_add(limit)),
            stopped,
            interrupted,
            is_terminal: std::io::stderr().is_terminal(),
            shown: Mutex::new(None),
        })
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    /// Whether to draw on, having begun so many draws of all; shows how far that is.
    pub fn draws_on(&self, begun: u64, all: u64) -> bool {
        self.show(|spent| {
            let left = spent.as_secs_f64() * (all - begun) as f64 / begun as f64;
            format!(
                "{} of {} draws, {} s left; Ctrl-C shows what they say so far",
                thousands(begun),
                thousands(all),
                thousands(left.ceil() as u64)
            )
        });
        let is_late = self.deadline.is_some_and(|end| Instant::now() >= end);
        !is_late && !self.stopped.load(Ordering::Relaxed)
    }

    /// Replaces the line of progress on a terminal, now and then; `line` is given the time spent so far.
    pub fn show(&self, line: impl FnOnce(Duration) -> String) {
        if !self.is_terminal || self.start.elapsed() < PATIENCE {
            return;
        }
        // Another thread that writes it now will do.
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if shown.is_none_or(|shown| shown.elapsed() >= TICK) {
            *shown = Some(Instant::now());
            Output::progress(&line(self.start.elapsed()));
        }
    }
}

/// Says of first places that they rest on fewer draws than were asked for, whatever the format.
pub fn note_stopped(source: &Source, confidence: &Confidence, output: &mut Output) {
    let (draws, asked) = (confidence.draws, confidence.draws_asked);
    if draws < asked {
        let words = format!("first places {}", stopped_draws(draws, asked));
        output.note(&source.name, &words);
    }
}

/// The line of progress goes with the work; from now on the first Ctrl-C ends the program, as there is nothing left to
/// stop.
impl Drop for Watch {
    fn drop(&mut self) {
        self.interrupted.store(true, Ordering::Relaxed);
        if self.shown.get_mut().is_ok_and(|shown| shown.is_some()) {
            Output::progress("");
        }
    }
}
