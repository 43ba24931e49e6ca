//! What comes from the server: rendered whole there, awaited in the browser when a person navigates.
//!
//! One Suspense serves every page: one for each type of answer would weigh some kilobytes more each.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use codee::{Decoder, Encoder};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer that travels with the page.
pub type Answered<T> = Resource<Result<T, ServerFnError>, Json>;

/// Asks `fetch` whenever `source` changes; on the server the answer goes into the page.
pub fn answered<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Answered<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, ServerFnError>> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

/// JSON, read from bytes as server functions read it: one parser in the browser instead of two.
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// A view that is there later.
#[derive(Clone)]
pub struct Later(Arc<dyn Fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>> + Send + Sync>);

impl Later {
    /// Of what `view` makes of the answer.
    pub fn new<T, V>(
        answer: Answered<T>,
        view: impl Fn(Result<T, ServerFnError>) -> V + Copy + Send + Sync + 'static,
    ) -> Later
    where
        T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
        V: IntoView + 'static,
    {
        Later(Arc::new(move || Box::pin(async move { view(answer.await).into_any() })))
    }
}

/// Shows what comes later; a skeleton stands in its place until then.
#[component]
pub fn Arrival(
    /// What is awaited.
    view: Later,
) -> impl IntoView {
    view! {
        <Suspense fallback=|| view! { <div class="skeleton" aria-busy="true"></div> }>
            {move || Suspend::new((view.0)())}
        </Suspense>
    }
}
