//! The server's twin.

/// Nothing is written.
pub fn push(_: &str, _: Option<&str>) {}

/// Nothing is written.
pub fn replace(_: &str, _: Option<&str>) {}

/// Nobody went back.
pub fn forward() {}

/// No address bar.
pub fn search() -> String {
    String::new()
}

/// Nobody goes back.
pub fn on_back(_: impl Fn() + 'static) {}

/// No role is named.
pub fn role() -> Option<String> {
    None
}
