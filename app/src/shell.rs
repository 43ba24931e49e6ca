//! The document around the pages, made by the server only.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::App;
use crate::backend::Backend;
use crate::page::Page;

/// Theme and start of the wasm; the server's CSP names its hash.
pub const BOOT: &str = include_str!("boot.js");

/// The whole HTML document of a request.
///
/// Leptos' own hydration component is not used: it preloads always and mistakes the nonce for `crossorigin`
/// (leptos#4843); the boot script decides whether to start.
#[component]
pub fn Shell() -> impl IntoView {
    let page = Page::current();
    let site = Backend::current().map(|b| b.site).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html
            lang="en"
            data-ssr="true"
            data-now=page.now.to_string()
            data-build=page.build
            data-site=page.site
            data-origin=page.origin
            data-imprint=page.imprint
            data-privacy=page.privacy
            data-sample=page.sample.to_string()
            data-version=page.version
            data-snapshot=page.snapshot
            data-snapshot-bytes=page.snapshot_bytes.to_string()
            data-rates=page.rates
            data-made-at=page.made_at.to_string()
            data-js=site.js.clone()
            data-wasm=site.wasm.clone()
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {site.sample.then(|| view! { <meta name="robots" content="noindex" /> })}
                <link rel="icon" type="image/png" href=icon() />
                {(!site.css.is_empty()).then(|| view! { <link rel="stylesheet" href=site.css.clone() /> })}
                {(!site.js.is_empty())
                    .then(|| {
                        view! {
                            <link rel="modulepreload" href=site.js.clone() />
                            <link
                                rel="preload"
                                href=site.wasm.clone()
                                r#as="fetch"
                                r#type="application/wasm"
                                crossorigin="anonymous"
                            />
                        }
                    })}
                <script inner_html=BOOT></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The icon inside the page: browsers ask for a linked one again at each new address, and filters make no request. It is a
/// bitmap (of `icon.svg`, 32 pixels): Chromium draws it again at each new address too, which for a vector takes 3 ms.
fn icon() -> String {
    const PNG: &[u8] = include_bytes!("../assets/icon.png");
    format!("data:image/png;base64,{}", BASE64_STANDARD.encode(PNG))
}
