//! The program reads feeds from a server on this machine that behaves badly, and is killed while it reads.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod faults;
mod kill;
mod world;
