//! The interface of Code Deck: pages, components and server functions, one folder per feature.
//!
//! Built twice: with `ssr` into the server, with `hydrate` into the browser's wasm.
//! `App` is the router; `shell` is the document around it (server only).

// A page's view is one nested type.
#![recursion_limit = "512"]

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!(
    "`hydrate` and `ssr` are two builds: leave `frontend` out of host commands, and never use --all-features"
);

#[cfg(not(any(erase_components, doc, doctest)))]
compile_error!(
    "server and browser agree on views by `--cfg erase_components` of .cargo/config.toml: unset RUSTFLAGS, which overrides it"
);

mod about;
mod app;
#[cfg(feature = "ssr")]
pub mod backend;
mod engine;
mod frame;
mod home;
pub mod jobs;
mod lazy;
mod page;
#[cfg(feature = "ssr")]
mod shell;
mod status;
mod ui;

pub use app::App;
#[cfg(feature = "hydrate")]
pub use app::arrived;
pub use engine::client::HEADER as BUILD_HEADER;
pub use page::Page;
#[cfg(feature = "ssr")]
pub use shell::{BOOT, Shell};
