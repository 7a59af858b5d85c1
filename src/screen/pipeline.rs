//! Batches of rows over several threads: each thread takes a batch in its turn, works on it while others
//! take theirs, and hands in what came of it in the order of the table.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::deal::table::{BATCH, Batch, Reader, Stopped};

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
    reader: Reader<R>,
    threads: usize,
    worker: impl Fn() -> W + Sync,
    commit: impl FnMut(Commit<T>) -> ControlFlow<()> + Send,
) where
    R: Read + Send,
    W: FnMut(&Batch) -> T,
    T: Send,
{
    let table = Mutex::new(Table {
        reader: Some(reader),
        taken: 0,
    });
    let turn = Turn {
        at: Mutex::new(At {
            next: 0,
            commit,
            waiting: BTreeMap::new(),
            most: WAITING * threads,
            is_over: false,
        }),
        changed: Condvar::new(),
    };
    let work = || {
        let _guard = EndOnPanic(&turn);
        let mut worker = worker();
        let mut batch = Batch::default();
        while let Some((number, bytes, stopped)) = take(&table, &mut batch) {
            let is_last = stopped.is_some();
            let result = worker(&batch);
            if !turn.hand_in(
                number,
                Commit {
                    result,
                    bytes,
                    stopped,
                },
            ) || is_last
            {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.max(1) {
            scope.spawn(work);
        }
        work();
    });
}

struct Table<R> {
    /// Gone when the table is at its end.
    reader: Option<Reader<R>>,
    taken: u64,
}

/// Takes the next batch of a table: its number, how far the table is read, and why no further.
fn take<R: Read>(
    table: &Mutex<Table<R>>,
    batch: &mut Batch,
) -> Option<(u64, u64, Option<Stopped>)> {
    let mut table = lock(table);
    let reader = table.reader.as_mut()?;
    let stopped = reader.read(batch, BATCH).err();
    let bytes = reader.bytes();
    if batch.is_empty() && stopped.is_none() {
        table.reader = None;
        return None;
    }
    if stopped.is_some() {
        table.reader = None;
    }
    table.taken += 1;
    Some((table.taken - 1, bytes, stopped))
}

struct Turn<C, T> {
    at: Mutex<At<C, T>>,
    changed: Condvar,
}

struct At<C, T> {
    next: u64,
    commit: C,
    /// Results that came before their turn.
    waiting: BTreeMap<u64, Commit<T>>,
    most: usize,
    is_over: bool,
}

impl<C, T> Turn<C, T>
where
    C: FnMut(Commit<T>) -> ControlFlow<()>,
{
    /// Hands in the result of a batch, and with it those that waited for it; whether more is wanted.
    fn hand_in(&self, number: u64, result: Commit<T>) -> bool {
        let mut at = lock(&self.at);
        // The one whose turn it is never waits.
        while at.next != number && at.waiting.len() >= at.most && !at.is_over {
            at = self
                .changed
                .wait(at)
                .unwrap_or_else(PoisonError::into_inner);
        }
        at.waiting.insert(number, result);
        while !at.is_over {
            let next = at.next;
            let Some(result) = at.waiting.remove(&next) else {
                break;
            };
            at.is_over = (at.commit)(result).is_break();
            at.next += 1;
        }
        self.changed.notify_all();
        !at.is_over
    }
}

/// A thread that panics ends the others, which would wait for its batch.
struct EndOnPanic<'a, C, T>(&'a Turn<C, T>);

impl<C, T> Drop for EndOnPanic<'_, C, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(&self.0.at).is_over = true;
            self.0.changed.notify_all();
        }
    }
}

/// What a thread that panicked left behind is not used any more.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
