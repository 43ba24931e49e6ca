//! The server's twin: all code is here. What the browser will need is named in a header, so that it is asked for beside the
//! main wasm rather than after it.

use leptos::prelude::*;

use super::Lazy;

/// The page, at once.
pub async fn page(lazy: Lazy) -> AnyView {
    #[cfg(feature = "ssr")]
    announce(lazy.name);
    (lazy.page)().await.unwrap_or_else(|_| ().into_any())
}

#[cfg(feature = "ssr")]
fn announce(name: &str) {
    use http::{HeaderValue, header};
    use leptos_axum::ResponseOptions;

    use crate::backend::Backend;

    let (Some(response), Ok(backend)) = (use_context::<ResponseOptions>(), Backend::current()) else {
        return;
    };
    for chunk in backend.site.chunks.get(name).into_iter().flatten() {
        let link =
            format!("<{chunk}>; rel=preload; as=fetch; type=\"application/wasm\"; crossorigin=anonymous");
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.append_header(header::LINK, link);
        }
    }
}
