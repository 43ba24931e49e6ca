//! Words and switches that follow the state.
//!
//! A closure in a view is a type of its own, and the framework makes a kilobyte or two of code for each. As one of these
//! signals it costs a call.

use leptos::prelude::*;

/// Words that follow what `f` reads.
pub fn text<T: Into<String>>(f: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || f().into())
}

/// A switch that follows what `f` reads.
pub fn flag(f: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(f)
}
