//! The server's twin.

/// Nothing is written.
pub fn push(_: &str) {}

/// Nothing is written.
pub fn replace(_: &str) {}

/// No address bar.
pub fn search() -> String {
    String::new()
}

/// Nobody goes back.
pub fn on_back(_: impl Fn() + 'static) {}
