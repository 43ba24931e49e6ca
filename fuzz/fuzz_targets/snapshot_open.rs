//! `Catalog::open` and answers on any bytes. The check and what it promises: `src/snapshot.rs`.

#![no_main]

use codedeck_fuzz::snapshot;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| snapshot::check(bytes));
