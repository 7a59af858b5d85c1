//! A terminal, and the program or a shell at it.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use nix::pty::{Winsize, openpty};

/// A terminal at which a program runs.
pub struct Terminal {
    pub child: Child,
    keys: File,
    shows: Receiver<Vec<u8>>,
    /// All that was shown so far.
    pub shown: String,
}

/// Which streams of a program are the terminal; the others are pipes.
#[derive(Clone, Copy, PartialEq)]
pub enum Streams {
    All,
    OnlyStderr,
}

impl Terminal {
    pub fn new(mut command: Command, streams: Streams) -> Self {
        let size = Winsize {
            ws_row: 24,
            ws_col: 200,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let pty = openpty(&size, None).unwrap();
        let end = || Stdio::from(pty.slave.try_clone().unwrap());
        command.stderr(end());
        match streams {
            Streams::All => command.stdin(end()).stdout(end()),
            Streams::OnlyStderr => command.stdin(Stdio::null()).stdout(Stdio::piped()),
        };
        let child = command.spawn().unwrap();
        drop(command);
        let keys = File::from(pty.master);
        let mut screen = keys.try_clone().unwrap();
        let (send, shows) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // A terminal at which nobody is left gives an error.
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keys,
            shows,
            shown: String::new(),
        }
    }

    /// Types keys.
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until a text is shown, and returns all since the last call.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(120);
        loop {
            if let Some(at) = self.shown.find(text) {
                let rest = self.shown.split_off(at + text.len());
                return std::mem::replace(&mut self.shown, rest);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.shows.recv_timeout(left) {
                Ok(bytes) => self.shown.push_str(&String::from_utf8_lossy(&bytes)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {text:?} in {:?}", self.shown)
                }
            }
        }
    }
}

/// Nobody is left at a terminal that is gone.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
