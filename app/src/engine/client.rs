//! How server functions are called: with the page's build, so that a page of another build is told to reload.

use std::future::Future;

use futures::{Sink, Stream};
use leptos::prelude::{document, window};
use server_fn::Bytes;
use server_fn::client::Client as Transport;
use server_fn::client::browser::BrowserClient;
use server_fn::error::FromServerFnError;
use server_fn::request::browser::BrowserRequest;
use server_fn::response::ClientRes;
use server_fn::response::browser::BrowserResponse;

/// The header that carries the page's build.
pub const HEADER: &str = "x-build";
/// The status of an answer from another build.
const CONFLICT: u16 = 409;
/// The window's event that such an answer raises.
pub const STALE: &str = "codedeck:stale";

/// The browser's transport with [`HEADER`]. The server never sends through it.
pub struct Client;

impl<E, I, O> Transport<E, I, O> for Client
where
    E: FromServerFnError,
    I: FromServerFnError,
    O: FromServerFnError,
{
    type Request = BrowserRequest;
    type Response = BrowserResponse;

    fn send(request: BrowserRequest) -> impl Future<Output = Result<BrowserResponse, E>> + Send {
        let build = document().document_element().and_then(|html| html.get_attribute("data-build"));
        request.headers().set(HEADER, &build.unwrap_or_default());
        let sent = <BrowserClient as Transport<E, I, O>>::send(request);
        async move {
            let response = sent.await?;
            if ClientRes::<E>::status(&response) == CONFLICT
                && let Ok(event) = web_sys::Event::new(STALE)
            {
                // Only a listener that throws could make this fail.
                _ = window().dispatch_event(&event);
            }
            Ok(response)
        }
    }

    fn open_websocket(
        path: &str,
    ) -> impl Future<
        Output = Result<
            (impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static, impl Sink<Bytes> + Send + 'static),
            E,
        >,
    > + Send {
        <BrowserClient as Transport<E, I, O>>::open_websocket(path)
    }

    fn spawn(future: impl Future<Output = ()> + Send + 'static) {
        <BrowserClient as Transport<E, I, O>>::spawn(future);
    }
}
