//! Batches of rows over several threads: each thread takes a batch in its turn, works on it while others
//! take theirs, and hands in what came of it in the order of the table.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::read::rows::{BATCH, Batch, Rows, Stopped};

/// What a batch hands in.
pub struct Commit<T> {
    /// What came of its rows.
    pub result: T,
    /// How many bytes of the table were taken so far.
    pub bytes: u64,
    /// Why nothing comes after it, if the table cannot be read on.
    pub stopped: Option<Stopped>,
}

/// How many results of each thread may wait for those before them, so that no thread waits for a slower one.
const WAITING: usize = 4;

/// Runs all rows of a table through workers, and hands in the results in order until one breaks.
///
/// `worker` makes a thread's own worker. Memory holds a batch and a few results for each thread.
pub fn run<R, W, T>(
    reader: R,
    threads: usize,
    worker: impl Fn() -> W + Sync,
    commit: impl FnMut(Commit<T>) -> ControlFlow<()> + Send,
) where
    R: Rows + Send,
    W: FnMut(&Batch) -> T,
    T: Send,
{
    let table = Mutex::new(SharedReader {
        reader: Some(reader),
        taken: 0,
    });
    let turn = Turn {
        at: Mutex::new(At {
            next: 0,
            commit,
            waiting: BTreeMap::new(),
        }),
        changed: Condvar::new(),
        most: WAITING * threads,
        is_over: AtomicBool::new(false),
    };
    let work = || {
        let _guard = EndOnPanic(&turn);
        let mut worker = worker();
        let mut batch = Batch::default();
        while let Some((number, bytes, stopped)) = take(&table, &turn.is_over, &mut batch) {
            let result = worker(&batch);
            let commit = Commit {
                result,
                bytes,
                stopped,
            };
            turn.hand_in(number, commit);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.max(1) {
            scope.spawn(work);
        }
        work();
    });
}

struct SharedReader<R> {
    /// Gone when the table is at its end.
    reader: Option<R>,
    taken: u64,
}

/// Takes the next batch of a table if more is wanted: its number, how far the table is read, and why no
/// further.
fn take<R: Rows>(
    table: &Mutex<SharedReader<R>>,
    is_over: &AtomicBool,
    batch: &mut Batch,
) -> Option<(u64, u64, Option<Stopped>)> {
    let mut table = lock(table);
    let reader = table.reader.as_mut()?;
    if is_over.load(Ordering::Relaxed) {
        return None;
    }
    let stopped = reader.read(batch, BATCH).err();
    let bytes = reader.bytes();
    if batch.is_empty() {
        table.reader = None;
        // Why there is no more is handed in like a batch.
        stopped.as_ref()?;
    }
    table.taken += 1;
    Some((table.taken - 1, bytes, stopped))
}

struct Turn<C, T> {
    at: Mutex<At<C, T>>,
    changed: Condvar,
    /// How many results may wait for those before them.
    most: usize,
    /// Whether no more is wanted.
    is_over: AtomicBool,
}

struct At<C, T> {
    next: u64,
    commit: C,
    /// Results that came before their turn.
    waiting: BTreeMap<u64, Commit<T>>,
}

impl<C, T> Turn<C, T>
where
    C: FnMut(Commit<T>) -> ControlFlow<()>,
{
    /// Hands in the result of a batch, and with it those that waited for it.
    fn hand_in(&self, number: u64, result: Commit<T>) {
        let is_over = || self.is_over.load(Ordering::Relaxed);
        let mut at = lock(&self.at);
        // The one whose turn it is never waits.
        while at.next != number && at.waiting.len() >= self.most && !is_over() {
            at = self
                .changed
                .wait(at)
                .unwrap_or_else(PoisonError::into_inner);
        }
        at.waiting.insert(number, result);
        while !is_over() {
            let next = at.next;
            let Some(result) = at.waiting.remove(&next) else {
                break;
            };
            if (at.commit)(result).is_break() {
                self.is_over.store(true, Ordering::Relaxed);
            }
            at.next += 1;
        }
        self.changed.notify_all();
    }
}

/// A thread that panics ends the others, which would wait for its batch.
struct EndOnPanic<'a, C, T>(&'a Turn<C, T>);

impl<C, T> Drop for EndOnPanic<'_, C, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Under the lock, so that nobody begins to wait in between.
            let _at = lock(&self.0.at);
            self.0.is_over.store(true, Ordering::Relaxed);
            self.0.changed.notify_all();
        }
    }
}

/// A lock that a thread held as it panicked is open to the others, which end then.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
