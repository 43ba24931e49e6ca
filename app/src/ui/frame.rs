//! What can wait until a change is on the screen.

use std::time::Duration;

use leptos::prelude::*;

/// Runs `f` after the next frame is drawn. Two calls keep their order.
pub fn after(f: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(f, Duration::ZERO));
}
